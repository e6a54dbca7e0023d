use actix_web::{delete, get, patch, post};
use shared::id::LabourPolicyId;
use shared::labour::{PolicyIn, PolicyOut, PolicyPatch};
use shared::page::{Page, PageQuery};
use shared::problem::Problem;

use super::{rules, store};
use crate::activity::{Change, ensure_current, record};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::platform::idempotency::Idempotency;
use crate::platform::input::{IfMatch, Input, Params, PathId};
use crate::platform::page::Listing;
use crate::platform::reply::{Answer, Reply};
use crate::platform::session::{Member, OrgEdit, ShiftEdit};

const LIST: &str = "/orgs/current/labour-policies";

/// Lists labour rules
///
/// Those of the organisation, by the day they begin, the latest first. What is in force on a
/// day are the last that began; before the first, the limits of the law are warnings. MANAGER.
#[utoipa::path(tag = "labour", operation_id = "list_labour_policies", params(PageQuery),
    responses((status = 200, description = "The rules", body = Page<PolicyOut>)))]
#[get("/orgs/current/labour-policies")]
pub(super) async fn list(planner: Member<ShiftEdit>, query: Params<PageQuery>) -> Answer {
    let query = query.valid()?;
    let key = &planner.state().cursor_key;
    let listing = Listing::of(key, planner.org_id(), LIST, &query)?;
    let policies = store::list(&planner, &listing).await?;
    listing.answer(
        policies
            .into_iter()
            .map(|kept| (kept.policy.effective_from, PolicyOut::from(kept)))
            .collect(),
    )
}

/// Writes labour rules
///
/// They hold from a day on, for this organisation. ADMIN.
#[utoipa::path(tag = "labour", operation_id = "create_labour_policy", params(IdempotencyHeader), request_body = PolicyIn,
    responses(
        (status = 201, description = "The rules", body = PolicyOut, headers(("ETag", description = "Their version"))),
        (status = 409, description = "`policy_date_taken`", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/orgs/current/labour-policies")]
pub(super) async fn create(
    admin: Member<OrgEdit>,
    key: Idempotency,
    input: Input<PolicyIn>,
) -> Answer {
    let input = input.valid()?;
    admin
        .once(&key, &input, async |tx| {
            let kept = rules::new(input.clone(), tx.org_id(), tx.now())?;
            store::insert(tx, kept).await?;
            let out = PolicyOut::from(kept);
            let (id, version) = (out.id.uuid(), out.version);
            record(
                tx,
                Change::created("labour_policy.created", id, version, &out)?,
            )
            .await?;
            Ok(Reply::created(format!("{LIST}/{}", out.id), &out)?.at(version))
        })
        .await
}

/// Changes labour rules
///
/// ADMIN.
#[utoipa::path(tag = "labour", operation_id = "edit_labour_policy",
    params(("id" = LabourPolicyId, Path, description = "The rules"), IfMatchHeader), request_body = PolicyPatch,
    responses(
        (status = 200, description = "The rules", body = PolicyOut, headers(("ETag", description = "Their version"))),
        (status = 409, description = "`policy_date_taken`", body = Problem, content_type = "application/problem+json"),
    ))]
#[patch("/orgs/current/labour-policies/{id}")]
pub(super) async fn edit(
    admin: Member<OrgEdit>,
    id: PathId<LabourPolicyId>,
    version: IfMatch,
    input: Input<PolicyPatch>,
) -> Answer {
    let (id, version, patch) = (id.found()?, version.required()?, input.valid()?);
    admin
        .write(async |tx| {
            let present = store::lock(tx, id).await?;
            let before = PolicyOut::from(present);
            ensure_current(tx, version, before.version, id.uuid(), &before).await?;
            let kept = store::save(tx, rules::change(present, patch)?).await?;
            let out = PolicyOut::from(kept);
            let (id, version) = (out.id.uuid(), out.version);
            let change = Change::updated("labour_policy.updated", id, version, &before, &out)?;
            record(tx, change).await?;
            Ok(Reply::ok(&out)?.at(version))
        })
        .await
}

/// Deletes labour rules
///
/// Those before them, or the limits of the law, hold on. ADMIN.
#[utoipa::path(tag = "labour", operation_id = "delete_labour_policy",
    params(("id" = LabourPolicyId, Path, description = "The rules"), IfMatchHeader),
    responses((status = 204, description = "They are gone")))]
#[delete("/orgs/current/labour-policies/{id}")]
pub(super) async fn delete(
    admin: Member<OrgEdit>,
    id: PathId<LabourPolicyId>,
    version: IfMatch,
) -> Answer {
    let (id, version) = (id.found()?, version.required()?);
    admin
        .write(async |tx| {
            let before = PolicyOut::from(store::lock(tx, id).await?);
            ensure_current(tx, version, before.version, id.uuid(), &before).await?;
            store::delete(tx, id).await?;
            let change = Change::deleted("labour_policy.deleted", id.uuid(), &before)?;
            record(tx, change).await?;
            Reply::done()
        })
        .await
}
