use actix_web::{delete, get, patch, post};
use shared::id::ShiftId;
use shared::page::Page;
use shared::patch::Patch;
use shared::problem::Problem;
use shared::shifts::{
    CheckIn, CheckOut, ShiftIn, ShiftOut, ShiftPatch, ShiftQuery, ShiftSaved, ShiftStatus,
};
use shared::time::Window;

use super::settle::settle;
use super::{proposed, published, references, rules, store};
use crate::activity::{Change, ensure_current, record};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::platform::idempotency::Idempotency;
use crate::platform::input::{IfMatch, Input, Params, PathId};
use crate::platform::page::Listing;
use crate::platform::reply::{Answer, Reply};
use crate::platform::session::{Member, ShiftEdit, ShiftRead};

/// Lists shifts
///
/// Those with a part inside the window, by start. Everybody; a TECH sees them as they were published.
#[utoipa::path(tag = "shifts", operation_id = "list_shifts", params(ShiftQuery),
    responses((status = 200, description = "The shifts", body = Page<ShiftOut>)))]
#[get("/shifts")]
pub(super) async fn list(reader: Member<ShiftRead>, query: Params<ShiftQuery>) -> Answer {
    let query = query.valid()?;
    let window = Window::new(query.from, query.to).map_err(|error| Problem::field("/to", error))?;
    let listing = Listing::of(
        &reader.state().cursor_key,
        reader.org_id(),
        "/shifts",
        &query,
    )?;
    let shifts: Vec<ShiftOut> = if rules::plans(&reader) {
        let rows = store::list(&reader, window, &query, &listing).await?;
        rows.into_iter().map(ShiftOut::from).collect()
    } else {
        let copies = published::list(&reader, window, &query, &listing).await?;
        copies.into_iter().map(ShiftOut::from).collect()
    };
    let position = |shift: &ShiftOut| (shift.start, shift.id);
    listing.answer(shifts.into_iter().map(|it| (position(&it), it)).collect())
}

/// Creates a shift
///
/// An overlap with another shift of the person is refused unless it is allowed with a reason, and
/// so is what breaks a labour rule that the organisation lets block, unless it is overridden. A
/// shift that is made `PUBLISHED` is published at once, as a publication of its own. MANAGER.
#[utoipa::path(tag = "shifts", operation_id = "create_shift", params(IdempotencyHeader), request_body = ShiftIn,
    responses(
        (status = 201, description = "The shift", body = ShiftSaved, headers(("ETag", description = "Its version"))),
        (status = 409, description = "The person has another shift: `overlap`; or a labour rule of the organisation blocks it: `labour_rule`", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/shifts")]
pub(super) async fn create(
    planner: Member<ShiftEdit>,
    key: Idempotency,
    input: Input<ShiftIn>,
) -> Answer {
    let (zone, input) = (planner.zone, input.valid()?);
    planner
        .once(&key, &input, async |tx| {
            let (shift, checks) = rules::new(input.clone(), tx.org_id(), tx.now())?;
            references::ensure_known(tx, &shift, None).await?;
            let settled = settle(tx, zone, (None, shift), checks).await?;
            let row = settled.shift.clone();
            store::insert_all(tx, vec![row.clone()]).await?;
            let saved = settled.saved();
            let shift = &saved.shift;
            record(
                tx,
                Change::created("shift.created", shift.id.uuid(), shift.version, shift)?,
            )
            .await?;
            crate::publications::announce_published(tx, zone, row).await?;
            let (location, version) = (format!("/shifts/{}", shift.id), shift.version);
            Ok(Reply::created(location, &saved)?.at(version))
        })
        .await
}

/// Reads a shift
///
/// Everybody; a TECH sees them as they were published.
#[utoipa::path(tag = "shifts", operation_id = "get_shift", params(("id" = ShiftId, Path, description = "The shift")),
    responses((status = 200, description = "The shift", body = ShiftOut, headers(("ETag", description = "Its version")))))]
#[get("/shifts/{id}")]
pub(super) async fn get(reader: Member<ShiftRead>, id: PathId<ShiftId>) -> Answer {
    let out = if rules::plans(&reader) {
        ShiftOut::from(store::get(&reader, id.found()?).await?)
    } else {
        ShiftOut::from(published::get(&reader, id.found()?).await?)
    };
    Ok(Reply::ok(&out)?.at(out.version))
}

/// Changes a shift
///
/// Moves it, assigns it, calls it off; technicians see that once it is published. Setting the
/// status `PUBLISHED` publishes the shift as it then is, as a publication of its own; a shift
/// that is published is no `DRAFT` again. An overlap is checked when the person, the times or
/// the status change, the labour rules also when the break, the kind of work or the mission do.
/// MANAGER.
#[utoipa::path(tag = "shifts", operation_id = "edit_shift",
    params(("id" = ShiftId, Path, description = "The shift"), IfMatchHeader), request_body = ShiftPatch,
    responses(
        (status = 200, description = "The shift", body = ShiftSaved, headers(("ETag", description = "Its version"))),
        (status = 409, description = "The person has another shift: `overlap`; or a labour rule of the organisation blocks it: `labour_rule`", body = Problem, content_type = "application/problem+json"),
    ))]
#[patch("/shifts/{id}")]
pub(super) async fn edit(
    planner: Member<ShiftEdit>,
    id: PathId<ShiftId>,
    version: IfMatch,
    input: Input<ShiftPatch>,
) -> Answer {
    let (id, version, patch) = (id.found()?, version.required()?, input.valid()?);
    let zone = planner.zone;
    planner
        .write(async |tx| {
            let present = store::lock(tx, id).await?;
            let before = ShiftOut::from(present.clone());
            ensure_current(tx, version, before.version, id.uuid(), &before).await?;
            let publishes = patch.status == Patch::Set(ShiftStatus::Published);
            let (changed, checks) = rules::change(present.clone(), patch)?;
            references::ensure_known(tx, &changed, Some(&present)).await?;
            let mut settled = settle(tx, zone, (Some(&before), changed), checks).await?;
            let stated = published::after(tx, before.status, settled.shift).await?;
            settled.shift = store::save(tx, stated).await?;
            let row = settled.shift.clone();
            let saved = settled.saved();
            record(tx, super::changed(&before, &saved.shift)?).await?;
            if publishes {
                crate::publications::announce_published(tx, zone, row).await?;
            }
            let version = saved.shift.version;
            Ok(Reply::ok(&saved)?.at(version))
        })
        .await
}

/// Deletes a shift
///
/// Technicians see that it is gone once it is published. MANAGER.
#[utoipa::path(tag = "shifts", operation_id = "delete_shift",
    params(("id" = ShiftId, Path, description = "The shift"), IfMatchHeader),
    responses((status = 204, description = "It is gone")))]
#[delete("/shifts/{id}")]
pub(super) async fn delete(
    planner: Member<ShiftEdit>,
    id: PathId<ShiftId>,
    version: IfMatch,
) -> Answer {
    let (id, version) = (id.found()?, version.required()?);
    planner
        .write(async |tx| {
            let before = ShiftOut::from(store::lock(tx, id).await?);
            ensure_current(tx, version, before.version, id.uuid(), &before).await?;
            store::delete(tx, id).await?;
            record(tx, Change::deleted("shift.deleted", id.uuid(), &before)?).await?;
            Reply::done()
        })
        .await
}

/// Checks shifts
///
/// Answers what saving them would answer, and saves nothing. MANAGER.
#[utoipa::path(tag = "shifts", operation_id = "check_shifts", request_body = CheckIn,
    responses((status = 200, description = "One verdict a proposal, in their order", body = CheckOut)))]
#[post("/shifts/check")]
pub(super) async fn check(planner: Member<ShiftEdit>, input: Input<CheckIn>) -> Answer {
    let input = input.valid()?;
    let proposals = rules::proposals(&input)?;
    references::ensure_proposable(&planner, &input).await?;
    let stored = store::overlapping(&planner, &proposals).await?;
    let wanted: Vec<_> = proposals
        .iter()
        .filter_map(|p| p.person.map(|person| (person, p.slot)))
        .collect();
    let declared = crate::availability::of_people(&planner, &wanted).await?;
    let mut verdicts = rules::verdicts(&proposals, &stored, &declared)?;
    let breaches = proposed::breaches(&planner, planner.zone, &input.shifts).await?;
    for (verdict, breaches) in verdicts.iter_mut().zip(breaches) {
        verdict.breaches = breaches;
    }
    Reply::ok(&CheckOut { verdicts })
}
