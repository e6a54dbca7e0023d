use actix_web::{get, patch, post};
use shared::id::TemplateId;
use shared::page::Page;
use shared::problem::Problem;
use shared::templates::{Applied, ApplyIn, TemplateIn, TemplateOut, TemplatePatch, TemplateQuery};

use super::{rules, store};
use crate::activity::{Change, ensure_current, record};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::platform::idempotency::Idempotency;
use crate::platform::input::{IfMatch, Input, Params, PathId};
use crate::platform::page::Listing;
use crate::platform::reply::{Answer, Reply};
use crate::platform::session::{Member, ShiftEdit};

/// Lists templates
///
/// By label. MANAGER.
#[utoipa::path(tag = "templates", operation_id = "list_templates", params(TemplateQuery),
    responses((status = 200, description = "The templates", body = Page<TemplateOut>)))]
#[get("/templates")]
pub(super) async fn list(planner: Member<ShiftEdit>, query: Params<TemplateQuery>) -> Answer {
    let query = query.valid()?;
    let key = &planner.state().cursor_key;
    let listing = Listing::of(key, planner.org_id(), "/templates", &query)?;
    let templates = store::list(&planner, query.state, &listing).await?;
    let placed = |row: store::Template| ((row.label.clone(), row.id), TemplateOut::from(row));
    listing.answer(templates.into_iter().map(placed).collect())
}

/// Creates a template
///
/// MANAGER.
#[utoipa::path(tag = "templates", operation_id = "create_template", params(IdempotencyHeader), request_body = TemplateIn,
    responses((status = 201, description = "The template", body = TemplateOut, headers(("ETag", description = "Its version")))))]
#[post("/templates")]
pub(super) async fn create(
    planner: Member<ShiftEdit>,
    key: Idempotency,
    input: Input<TemplateIn>,
) -> Answer {
    let input = input.valid()?;
    planner
        .once(&key, &input, async |tx| {
            let template = rules::new(input.clone(), tx.org_id(), tx.now())?;
            rules::ensure_known(tx, &template).await?;
            store::insert(tx, template.clone()).await?;
            let out = TemplateOut::from(template);
            let (id, version) = (out.id.uuid(), out.version);
            record(tx, Change::created("template.created", id, version, &out)?).await?;
            Ok(Reply::created(format!("/templates/{}", out.id), &out)?.at(version))
        })
        .await
}

/// Reads a template
///
/// MANAGER.
#[utoipa::path(tag = "templates", operation_id = "get_template", params(("id" = TemplateId, Path, description = "The template")),
    responses((status = 200, description = "The template", body = TemplateOut, headers(("ETag", description = "Its version")))))]
#[get("/templates/{id}")]
pub(super) async fn get(planner: Member<ShiftEdit>, id: PathId<TemplateId>) -> Answer {
    let out = TemplateOut::from(store::get(&planner, id.found()?).await?);
    Ok(Reply::ok(&out)?.at(out.version))
}

/// Changes a template
///
/// Archives it too, and takes it back into use. The shifts that it planned stay as they are.
/// MANAGER.
#[utoipa::path(tag = "templates", operation_id = "edit_template",
    params(("id" = TemplateId, Path, description = "The template"), IfMatchHeader), request_body = TemplatePatch,
    responses((status = 200, description = "The template", body = TemplateOut, headers(("ETag", description = "Its version")))))]
#[patch("/templates/{id}")]
pub(super) async fn edit(
    planner: Member<ShiftEdit>,
    id: PathId<TemplateId>,
    version: IfMatch,
    input: Input<TemplatePatch>,
) -> Answer {
    let (id, version, patch) = (id.found()?, version.required()?, input.valid()?);
    planner
        .write(async |tx| {
            let present = store::lock(tx, id).await?;
            let before = TemplateOut::from(present.clone());
            ensure_current(tx, version, before.version, id.uuid(), &before).await?;
            let changed = rules::change(present, patch)?;
            rules::ensure_known(tx, &changed).await?;
            let out = TemplateOut::from(store::save(tx, changed).await?);
            record(tx, super::changed(&before, &out)?).await?;
            Ok(Reply::ok(&out)?.at(out.version))
        })
        .await
}

/// Applies a template
///
/// Plans its shifts for these people on these weekdays of these weeks, as drafts that keep its
/// wall time. A dry run only tells what would become of each: created, or not, because the same
/// one is there, because the person has another shift, or because they are unavailable. A choice
/// changes that for one shift. All are made, or none, as one operation, which can be undone.
/// MANAGER.
#[utoipa::path(tag = "templates", operation_id = "apply_template",
    params(("id" = TemplateId, Path, description = "The template"), IdempotencyHeader), request_body = ApplyIn,
    responses(
        (status = 200, description = "What would become of each shift: the answer to a dry run", body = Applied),
        (status = 201, description = "What became of each shift", body = Applied),
        (status = 409, description = "It is archived: `template_archived`", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/templates/{id}/apply")]
pub(super) async fn apply(
    planner: Member<ShiftEdit>,
    id: PathId<TemplateId>,
    key: Idempotency,
    input: Input<ApplyIn>,
) -> Answer {
    let id = id.found()?;
    let template = store::get(&planner, id).await?;
    let input = input.valid()?;
    super::apply::ensure_bounded(&input)?;
    let zone = planner.zone;
    if input.dry_run {
        key.ensure_valid()?;
        let judged = super::apply::judged(&planner, zone, template, &input).await?;
        return Reply::ok(&super::apply::told(judged.rows));
    }
    planner
        .once(&key, &input, async |tx| {
            let template = store::lock(tx, id).await?;
            crate::shifts::lock_people(tx, &input.person_ids).await?;
            let judged = super::apply::judged(tx, zone, template, &input).await?;
            Reply::made(&super::apply::save(tx, judged).await?)
        })
        .await
}
