use actix_web::{delete, get, patch, post};
use shared::id::MissionId;
use shared::missions::{MissionIn, MissionOut, MissionPatch, MissionQuery};
use shared::page::Page;
use shared::problem::Problem;

use super::{rules, store};
use crate::activity::{Change, ensure_current, record};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::platform::idempotency::Idempotency;
use crate::platform::input::{IfMatch, Input, Params, PathId};
use crate::platform::page::Listing;
use crate::platform::reply::{Answer, Reply};
use crate::platform::session::{Member, MissionEdit, MissionRead};

/// Lists missions
///
/// By title. MANAGER.
#[utoipa::path(tag = "missions", operation_id = "list_missions", params(MissionQuery),
    responses((status = 200, description = "The missions", body = Page<MissionOut>)))]
#[get("/missions")]
pub(super) async fn list(planner: Member<MissionRead>, query: Params<MissionQuery>) -> Answer {
    let query = query.valid()?;
    let listing = Listing::of(
        &planner.state().cursor_key,
        planner.org_id(),
        "/missions",
        &query,
    )?;
    let missions = store::list(&planner, query.state, &listing).await?;
    listing.answer(
        missions
            .into_iter()
            .map(|row| ((row.title.clone(), row.id), MissionOut::from(row)))
            .collect(),
    )
}

/// Creates a mission
///
/// MANAGER.
#[utoipa::path(tag = "missions", operation_id = "create_mission", params(IdempotencyHeader), request_body = MissionIn,
    responses((status = 201, description = "The mission", body = MissionOut, headers(("ETag", description = "Its version")))))]
#[post("/missions")]
pub(super) async fn create(
    planner: Member<MissionEdit>,
    key: Idempotency,
    input: Input<MissionIn>,
) -> Answer {
    let input = input.valid()?;
    planner
        .once(&key, &input, async |tx| {
            let out = super::establish(tx, input.clone()).await?;
            Ok(Reply::created(format!("/missions/{}", out.id), &out)?.at(out.version))
        })
        .await
}

/// Reads a mission
///
/// MANAGER.
#[utoipa::path(tag = "missions", operation_id = "get_mission", params(("id" = MissionId, Path, description = "The mission")),
    responses((status = 200, description = "The mission", body = MissionOut, headers(("ETag", description = "Its version")))))]
#[get("/missions/{id}")]
pub(super) async fn get(planner: Member<MissionRead>, id: PathId<MissionId>) -> Answer {
    let out = MissionOut::from(store::get(&planner, id.found()?).await?);
    Ok(Reply::ok(&out)?.at(out.version))
}

/// Changes a mission
///
/// MANAGER.
#[utoipa::path(tag = "missions", operation_id = "edit_mission",
    params(("id" = MissionId, Path, description = "The mission"), IfMatchHeader), request_body = MissionPatch,
    responses((status = 200, description = "The mission", body = MissionOut, headers(("ETag", description = "Its version")))))]
#[patch("/missions/{id}")]
pub(super) async fn edit(
    planner: Member<MissionEdit>,
    id: PathId<MissionId>,
    version: IfMatch,
    input: Input<MissionPatch>,
) -> Answer {
    let (id, version, patch) = (id.found()?, version.required()?, input.valid()?);
    planner
        .write(async |tx| {
            let present = store::lock(tx, id).await?;
            let before = MissionOut::from(present.clone());
            ensure_current(tx, version, before.version, id.uuid(), &before).await?;
            let out = MissionOut::from(store::save(tx, rules::change(present, patch)?).await?);
            record(
                tx,
                Change::updated("mission.updated", id.uuid(), out.version, &before, &out)?,
            )
            .await?;
            Ok(Reply::ok(&out)?.at(out.version))
        })
        .await
}

/// Deletes a mission
///
/// One that has no templates, and no shifts, planned or announced; archive the others. MANAGER.
#[utoipa::path(tag = "missions", operation_id = "delete_mission",
    params(("id" = MissionId, Path, description = "The mission"), IfMatchHeader),
    responses(
        (status = 204, description = "It is gone"),
        (status = 409, description = "It has shifts or templates: `mission_in_use`", body = Problem, content_type = "application/problem+json"),
    ))]
#[delete("/missions/{id}")]
pub(super) async fn delete(
    planner: Member<MissionEdit>,
    id: PathId<MissionId>,
    version: IfMatch,
) -> Answer {
    let (id, version) = (id.found()?, version.required()?);
    planner
        .write(async |tx| {
            let before = MissionOut::from(store::lock(tx, id).await?);
            ensure_current(tx, version, before.version, id.uuid(), &before).await?;
            crate::media::forget_mission(tx, id).await?;
            // What is announced keeps its mission; what was called off lets go of it.
            crate::shifts::forget_called_off(tx, id).await?;
            store::delete(tx, id).await?;
            record(tx, Change::deleted("mission.deleted", id.uuid(), &before)?).await?;
            Reply::done()
        })
        .await
}
