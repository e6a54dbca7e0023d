use actix_web::{delete, get, patch, post};
use shared::id::TeamId;
use shared::page::{Page, PageQuery};
use shared::patch::Patch;
use shared::problem::Problem;
use shared::teams::{TeamIn, TeamOut, TeamPatch};

use super::{places, rules, store};
use crate::activity::{Change, ensure_current, record};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::platform::idempotency::Idempotency;
use crate::platform::input::{IfMatch, Input, Params, PathId};
use crate::platform::page::Listing;
use crate::platform::reply::{Answer, Reply};
use crate::platform::session::{Member, PeopleRead, TeamEdit};

/// Lists teams
///
/// By name. MANAGER.
#[utoipa::path(tag = "teams", operation_id = "list_teams", params(PageQuery),
    responses((status = 200, description = "The teams", body = Page<TeamOut>)))]
#[get("/teams")]
pub(super) async fn list(planner: Member<PeopleRead>, query: Params<PageQuery>) -> Answer {
    let listing = Listing::of(
        &planner.state().cursor_key,
        planner.org_id(),
        "/teams",
        &query.valid()?,
    )?;
    let teams = store::list(&planner, &listing).await?;
    listing.answer(
        teams
            .into_iter()
            .map(|team| ((team.name.clone(), team.id), team))
            .collect(),
    )
}

/// Makes a team
///
/// ADMIN.
#[utoipa::path(tag = "teams", operation_id = "create_team", params(IdempotencyHeader), request_body = TeamIn,
    responses(
        (status = 201, description = "The team", body = TeamOut, headers(("ETag", description = "Its version"))),
        (status = 409, description = "`name_taken`", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/teams")]
pub(super) async fn create(
    admin: Member<TeamEdit>,
    key: Idempotency,
    input: Input<TeamIn>,
) -> Answer {
    let input = input.valid()?;
    rules::check_members(input.member_ids.len())?;
    admin
        .once(&key, &input, async |tx| {
            let out = super::establish(tx, &input).await?;
            Ok(Reply::created(format!("/teams/{}", out.id), &out)?.at(out.version))
        })
        .await
}

/// Reads a team
///
/// MANAGER.
#[utoipa::path(tag = "teams", operation_id = "get_team", params(("id" = TeamId, Path, description = "The team")),
    responses((status = 200, description = "The team", body = TeamOut, headers(("ETag", description = "Its version")))))]
#[get("/teams/{id}")]
pub(super) async fn get(planner: Member<PeopleRead>, id: PathId<TeamId>) -> Answer {
    let out = store::get(&planner, id.found()?).await?;
    let version = out.version;
    Ok(Reply::ok(&out)?.at(version))
}

/// Changes a team's name or who is in it
///
/// ADMIN.
#[utoipa::path(tag = "teams", operation_id = "edit_team",
    params(("id" = TeamId, Path, description = "The team"), IfMatchHeader), request_body = TeamPatch,
    responses(
        (status = 200, description = "The team", body = TeamOut, headers(("ETag", description = "Its version"))),
        (status = 409, description = "`name_taken`", body = Problem, content_type = "application/problem+json"),
    ))]
#[patch("/teams/{id}")]
pub(super) async fn edit(
    admin: Member<TeamEdit>,
    id: PathId<TeamId>,
    version: IfMatch,
    input: Input<TeamPatch>,
) -> Answer {
    let (id, version, patch) = (id.found()?, version.required()?, input.valid()?);
    admin
        .write(async |tx| {
            let seating = match &patch.member_ids {
                Patch::Set(people) => {
                    rules::check_members(people.len())?;
                    Some(places::prepare(tx, id, people).await?)
                }
                Patch::Keep => None,
            };
            let present = store::lock(tx, id).await?;
            let before = store::out(tx, present.clone()).await?;
            ensure_current(tx, version, before.version, id.uuid(), &before).await?;
            if let Some(seating) = seating {
                seating.carry_out(tx).await?;
            }
            let name = patch.name.over(present.name.clone());
            let out = store::out(tx, store::save(tx, rules::named(present, name)).await?).await?;
            record(
                tx,
                Change::updated("team.updated", id.uuid(), out.version, &before, &out)?,
            )
            .await?;
            Ok(Reply::ok(&out)?.at(out.version))
        })
        .await
}

/// Removes a team
///
/// Its shifts and templates stay, without one. ADMIN.
#[utoipa::path(tag = "teams", operation_id = "delete_team",
    params(("id" = TeamId, Path, description = "The team"), IfMatchHeader),
    responses((status = 204, description = "It is gone")))]
#[delete("/teams/{id}")]
pub(super) async fn delete(
    admin: Member<TeamEdit>,
    id: PathId<TeamId>,
    version: IfMatch,
) -> Answer {
    let (id, version) = (id.found()?, version.required()?);
    admin
        .write(async |tx| {
            // Shifts come first, as for whoever changes one: no two wait for each other.
            crate::shifts::leave_team(tx, id).await?;
            crate::templates::leave_team(tx, id).await?;
            let seating = places::prepare(tx, id, &[]).await?;
            let before = store::out(tx, store::lock(tx, id).await?).await?;
            ensure_current(tx, version, before.version, id.uuid(), &before).await?;
            seating.carry_out(tx).await?;
            store::delete(tx, id).await?;
            record(tx, Change::deleted("team.deleted", id.uuid(), &before)?).await?;
            Reply::done()
        })
        .await
}
