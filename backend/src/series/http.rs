use actix_web::{delete, get, patch, post};
use shared::id::ShiftId;
use shared::planning::change::unsaved;
use shared::problem::Problem;
use shared::series::{
    RepeatIn, SeriesDeleteQuery, SeriesDeleted, SeriesDetail, SeriesEditIn, SeriesEdited, SeriesIn,
    SeriesMade, SeriesOccurrence,
};
use shared::shifts::ShiftOut;

use super::recurring::{self, First};
use super::{change, removal, rules, scope};
use crate::activity::ensure_current;
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::platform::idempotency::Idempotency;
use crate::platform::input::{IfMatch, Input, Params, PathId};
use crate::platform::reply::{Answer, Reply};
use crate::platform::session::{Member, ShiftEdit};
use crate::shifts;

/// Plans a shift that recurs
///
/// On some weekdays every so many weeks, so many times, at the same wall time: drafts, each judged
/// by itself. A dry run only tells what would become of each: created, or not, because the same
/// one is there, because its person has another shift, or because they are unavailable. A choice
/// changes that for one shift. All are made, or none, as one operation, which can be undone.
/// MANAGER.
#[utoipa::path(tag = "series", operation_id = "create_series", params(IdempotencyHeader), request_body = SeriesIn,
    responses(
        (status = 200, description = "What would become of each shift: the answer to a dry run", body = SeriesMade),
        (status = 201, description = "What became of each shift", body = SeriesMade),
    ))]
#[post("/series")]
pub(super) async fn create(
    planner: Member<ShiftEdit>,
    key: Idempotency,
    input: Input<SeriesIn>,
) -> Answer {
    let input = input.valid()?;
    rules::check_choices(input.choices.len())?;
    rules::check_shift(&input.shift)?;
    let (zone, shift) = (planner.zone, unsaved(input.shift.clone()));
    let recurs = (&shift, &First::Planned);
    let asked = (input.choices.as_slice(), input.override_rules.as_ref());
    if input.dry_run {
        key.ensure_valid()?;
        shifts::ensure_known_at(&planner, "/shift", &shift, None).await?;
        let made = recurring::judged(&planner, zone, recurs, &input.rule, asked).await?;
        return Reply::ok(&recurring::told(made.rows));
    }
    planner
        .once(&key, &input, async |tx| {
            shifts::ensure_known_at(tx, "/shift", &shift, None).await?;
            shifts::lock_people(tx, shift.person_id.as_slice()).await?;
            let made = recurring::judged(tx, zone, recurs, &input.rule, asked).await?;
            Reply::made(&recurring::save(tx, made, First::Planned).await?)
        })
        .await
}

/// Repeats a shift
///
/// The shift is the first of the series; those after it are planned as a new series' are. MANAGER.
#[utoipa::path(tag = "series", operation_id = "repeat_shift",
    params(("id" = ShiftId, Path, description = "The shift"), IfMatchHeader, IdempotencyHeader), request_body = RepeatIn,
    responses(
        (status = 200, description = "What would become of each shift: the answer to a dry run", body = SeriesMade),
        (status = 201, description = "What became of each shift", body = SeriesMade),
        (status = 409, description = "It recurs already: `in_series`", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/shifts/{id}/series")]
pub(super) async fn repeat(
    planner: Member<ShiftEdit>,
    id: PathId<ShiftId>,
    version: IfMatch,
    key: Idempotency,
    input: Input<RepeatIn>,
) -> Answer {
    let id = id.found()?;
    let row = shifts::get(&planner, id).await?;
    let (version, input) = (version.required()?, input.valid()?);
    rules::check_choices(input.choices.len())?;
    let zone = planner.zone;
    let asked = (input.choices.as_slice(), input.override_rules.as_ref());
    if input.dry_run {
        key.ensure_valid()?;
        let shift = ShiftOut::from(row.clone());
        ensure_current(&planner, version, shift.version, id.uuid(), &shift).await?;
        let first = First::There(Box::new(row));
        let recurs = (&shift, &first);
        let made = recurring::judged(&planner, zone, recurs, &input.rule, asked).await?;
        return Reply::ok(&recurring::told(made.rows));
    }
    planner
        .once(&key, &input, async |tx| {
            let row = shifts::lock(tx, id).await?;
            let shift = ShiftOut::from(row.clone());
            ensure_current(tx, version, shift.version, id.uuid(), &shift).await?;
            shifts::lock_people(tx, shift.person_id.as_slice()).await?;
            let first = First::There(Box::new(row));
            let recurs = (&shift, &first);
            let made = recurring::judged(tx, zone, recurs, &input.rule, asked).await?;
            Reply::made(&recurring::save(tx, made, first).await?)
        })
        .await
}

/// Reads the series of a shift
///
/// With its shifts, by day. A shift that does not recur has none: 404. MANAGER.
#[utoipa::path(tag = "series", operation_id = "get_series", params(("id" = ShiftId, Path, description = "One of its shifts")),
    responses((status = 200, description = "The series", body = SeriesDetail)))]
#[get("/shifts/{id}/series")]
pub(super) async fn get(planner: Member<ShiftEdit>, id: PathId<ShiftId>) -> Answer {
    let (series, rows) = scope::of_shift(&planner, id.found()?).await?;
    let occurrence = |row: shifts::Shift| {
        Some(SeriesOccurrence {
            shift_id: row.id,
            day: row.series_day?,
            start: row.start_at,
            status: row.status,
        })
    };
    Reply::ok(&SeriesDetail {
        series,
        occurrences: rows.into_iter().filter_map(occurrence).collect(),
    })
}

/// Changes occurrences of a series
///
/// From one on, or all of them: what changes in that one changes in the others, by wall time, but
/// where they have a value of their own. Cancelled ones stay as they are. Each is judged by itself,
/// and left as it is where something stands in its way. Those from one on become a series of their
/// own. One operation, which can be undone. MANAGER.
#[utoipa::path(tag = "series", operation_id = "edit_series",
    params(("id" = ShiftId, Path, description = "The shift it starts from"), IfMatchHeader), request_body = SeriesEditIn,
    responses((status = 200, description = "What became, or would become, of each", body = SeriesEdited)))]
#[patch("/shifts/{id}/series")]
pub(super) async fn edit(
    planner: Member<ShiftEdit>,
    id: PathId<ShiftId>,
    version: IfMatch,
    input: Input<SeriesEditIn>,
) -> Answer {
    let id = id.found()?;
    scope::ensure_there(&planner, id).await?;
    let (version, input) = (version.required()?, input.valid()?);
    rules::check_choices(input.choices.len())?;
    let zone = planner.zone;
    let meant = input.override_rules.as_ref();
    if input.dry_run {
        let scope = scope::read(&planner, id, version, input.scope).await?;
        let revision = change::revised(&planner, zone, &scope, &input).await?;
        let judged = change::judged(&planner, zone, (scope, revision), meant).await?;
        return Reply::ok(&judged.told());
    }
    planner
        .write(async |tx| {
            let scope = scope::hold(tx, id, version, input.scope).await?;
            let revision = change::revised(tx, zone, &scope, &input).await?;
            change::hold_people(tx, &revision).await?;
            let judged = change::judged(tx, zone, (scope, revision), meant).await?;
            Reply::ok(&change::save(tx, judged, input.scope).await?)
        })
        .await
}

/// Deletes occurrences of a series
///
/// From one on, or all of them. Cancelled ones stay. One operation, which can be undone. MANAGER.
#[utoipa::path(tag = "series", operation_id = "delete_series",
    params(("id" = ShiftId, Path, description = "The shift it starts from"), SeriesDeleteQuery, IfMatchHeader),
    responses((status = 200, description = "What is gone", body = SeriesDeleted)))]
#[delete("/shifts/{id}/series")]
pub(super) async fn delete(
    planner: Member<ShiftEdit>,
    id: PathId<ShiftId>,
    query: Params<SeriesDeleteQuery>,
    version: IfMatch,
) -> Answer {
    let id = id.found()?;
    scope::ensure_there(&planner, id).await?;
    let (version, query) = (version.required()?, query.valid()?);
    planner
        .write(async |tx| {
            let scope = scope::hold(tx, id, version, query.scope).await?;
            Reply::ok(&removal::carry_out(tx, scope, query.scope).await?)
        })
        .await
}
