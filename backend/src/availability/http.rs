use actix_web::{delete, get, patch, post};
use shared::availability::{AvailabilityIn, AvailabilityOut, AvailabilityPatch, AvailabilityQuery};
use shared::id::AvailabilityId;
use shared::page::Page;
use shared::problem::Problem;
use shared::time::Window;

use super::{rules, store};
use crate::activity::{Change, ensure_current, record};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::platform::idempotency::Idempotency;
use crate::platform::input::{IfMatch, Input, Params, PathId};
use crate::platform::page::Listing;
use crate::platform::reply::{Answer, Reply};
use crate::platform::session::{AvailabilityOwn, Member};

/// Lists availability
///
/// What has a part inside the window, by start. A TECH sees the own.
#[utoipa::path(tag = "availability", operation_id = "list_availability", params(AvailabilityQuery),
    responses((status = 200, description = "The availability", body = Page<AvailabilityOut>)))]
#[get("/availability")]
pub(super) async fn list(
    person: Member<AvailabilityOwn>,
    query: Params<AvailabilityQuery>,
) -> Answer {
    let query = query.valid()?;
    let window = Window::new(query.from, query.to).map_err(|error| Problem::field("/to", error))?;
    let listing = Listing::of(
        &person.state().cursor_key,
        person.org_id(),
        "/availability",
        &query,
    )?;
    let rows = store::list(
        &person,
        rules::whose(&person),
        window,
        query.person_id,
        &listing,
    )
    .await?;
    listing.answer(
        rows.into_iter()
            .map(|row| ((row.start_at, row.id), AvailabilityOut::from(row)))
            .collect(),
    )
}

/// Declares availability
///
/// A TECH for oneself, a MANAGER for anybody.
#[utoipa::path(tag = "availability", operation_id = "create_availability", params(IdempotencyHeader),
    request_body = AvailabilityIn,
    responses((status = 201, description = "The stretch", body = AvailabilityOut, headers(("ETag", description = "Its version")))))]
#[post("/availability")]
pub(super) async fn create(
    person: Member<AvailabilityOwn>,
    key: Idempotency,
    input: Input<AvailabilityIn>,
) -> Answer {
    let input = input.valid()?;
    let whose = rules::for_whom(&person, input.person_id)?;
    person
        .once(&key, &input, async |tx| {
            let out = super::declare(tx, input.clone(), whose, person.zone).await?;
            Ok(Reply::created(format!("/availability/{}", out.id), &out)?.at(out.version))
        })
        .await
}

/// Reads a stretch of availability
///
/// A TECH the own, a MANAGER anybody's.
#[utoipa::path(tag = "availability", operation_id = "get_availability",
    params(("id" = AvailabilityId, Path, description = "The stretch")),
    responses((status = 200, description = "The stretch", body = AvailabilityOut, headers(("ETag", description = "Its version")))))]
#[get("/availability/{id}")]
pub(super) async fn get(person: Member<AvailabilityOwn>, id: PathId<AvailabilityId>) -> Answer {
    let out = AvailabilityOut::from(store::get(&person, rules::whose(&person), id.found()?).await?);
    Ok(Reply::ok(&out)?.at(out.version))
}

/// Changes a stretch of availability
///
/// A TECH the own, a MANAGER anybody's.
#[utoipa::path(tag = "availability", operation_id = "edit_availability",
    params(("id" = AvailabilityId, Path, description = "The stretch"), IfMatchHeader), request_body = AvailabilityPatch,
    responses((status = 200, description = "The stretch", body = AvailabilityOut, headers(("ETag", description = "Its version")))))]
#[patch("/availability/{id}")]
pub(super) async fn edit(
    person: Member<AvailabilityOwn>,
    id: PathId<AvailabilityId>,
    version: IfMatch,
    input: Input<AvailabilityPatch>,
) -> Answer {
    let (id, version, patch) = (id.found()?, version.required()?, input.valid()?);
    person
        .write(async |tx| {
            let present = store::lock(tx, rules::whose(&person), id).await?;
            let before = AvailabilityOut::from(present.clone());
            ensure_current(tx, version, before.version, id.uuid(), &before).await?;
            let changed = rules::change(present, patch, person.zone)?;
            let out = AvailabilityOut::from(store::save(tx, changed).await?);
            record(
                tx,
                Change::updated(
                    "availability.updated",
                    id.uuid(),
                    out.version,
                    &before,
                    &out,
                )?,
            )
            .await?;
            Ok(Reply::ok(&out)?.at(out.version))
        })
        .await
}

/// Takes a stretch of availability back
///
/// A TECH the own, a MANAGER anybody's.
#[utoipa::path(tag = "availability", operation_id = "delete_availability",
    params(("id" = AvailabilityId, Path, description = "The stretch"), IfMatchHeader),
    responses((status = 204, description = "It is gone")))]
#[delete("/availability/{id}")]
pub(super) async fn delete(
    person: Member<AvailabilityOwn>,
    id: PathId<AvailabilityId>,
    version: IfMatch,
) -> Answer {
    let (id, version) = (id.found()?, version.required()?);
    person
        .write(async |tx| {
            let before = AvailabilityOut::from(store::lock(tx, rules::whose(&person), id).await?);
            ensure_current(tx, version, before.version, id.uuid(), &before).await?;
            store::delete(tx, id).await?;
            record(
                tx,
                Change::deleted("availability.deleted", id.uuid(), &before)?,
            )
            .await?;
            Reply::done()
        })
        .await
}
