use actix_web::{get, post};
use shared::planning::deletion::{DeleteIn, DeleteOut};
use shared::planning::moves::{MoveIn, MoveOut};
use shared::planning::paste::{PasteIn, PasteOut};
use shared::planning::publish::{PublishIn, PublishOut};
use shared::planning::{PlanningOut, PlanningQuery};
use shared::problem::Problem;
use shared::time::Window;

use super::{rules, store};
use crate::openapi::IdempotencyHeader;
use crate::platform::idempotency::Idempotency;
use crate::platform::input::{Input, Params};
use crate::platform::reply::{Answer, Reply};
use crate::platform::session::{Member, ShiftEdit, ShiftRead};
use crate::shifts;

/// Reads the planning of a window
///
/// All that the week grid shows. Everybody; a TECH gets the shifts as they were published, and
/// only the own availability.
#[utoipa::path(tag = "planning", operation_id = "read_planning", params(PlanningQuery),
    responses((status = 200, description = "The planning", body = PlanningOut)))]
#[get("/planning")]
pub(super) async fn read(reader: Member<ShiftRead>, query: Params<PlanningQuery>) -> Answer {
    let query = query.valid()?;
    let window = Window::new(query.from, query.to).map_err(|error| Problem::field("/to", error))?;
    let view = rules::view(&reader);
    Reply::ok(&store::read(&reader, reader.zone, view, window).await?)
}

/// Copies a week, or some shifts
///
/// A week is copied onto another, or the shifts that are named go so many days on, to somebody
/// else if that is asked for. The copies are drafts and keep their wall times. A dry run only tells what would become of
/// each shift: a copy, or none, because the same one is there, because its person has another
/// shift or is no longer a member, or because they are unavailable. A choice changes that for
/// one shift. All copies are made, or none, as one operation, which can be undone. MANAGER.
#[utoipa::path(tag = "planning", operation_id = "paste_planning", params(IdempotencyHeader), request_body = PasteIn,
    responses(
        (status = 200, description = "What would become of each shift: the answer to a dry run", body = PasteOut),
        (status = 201, description = "What became of each shift", body = PasteOut),
    ))]
#[post("/planning/paste")]
pub(super) async fn paste(
    planner: Member<ShiftEdit>,
    key: Idempotency,
    input: Input<PasteIn>,
) -> Answer {
    let input = input.valid()?;
    super::paste::ensure_bounded(&input)?;
    let zone = planner.zone;
    if input.dry_run {
        key.ensure_valid()?;
        let shifts = super::paste::wanted(&planner, zone, &input).await?;
        let judged = super::paste::judged(&planner, zone, &input, shifts).await?;
        return Reply::ok(&super::paste::told(judged.rows));
    }
    planner
        .once(&key, &input, async |tx| {
            let shifts = super::paste::held(tx, zone, &input).await?;
            let judged = super::paste::judged(tx, zone, &input, shifts).await?;
            Reply::made(&super::paste::save(tx, judged).await?)
        })
        .await
}

/// Publishes weeks
///
/// What changed in them since it was announced, drafts included, becomes what technicians and
/// calendar apps see: shifts that are new, are another than they were, were called off or
/// deleted. Each publication has a number, and those whom it tells of a change can acknowledge
/// it. It is one operation, which can be undone. A dry run only tells what would change for
/// whom. MANAGER.
#[utoipa::path(tag = "planning", operation_id = "publish_planning", params(IdempotencyHeader), request_body = PublishIn,
    responses(
        (status = 200, description = "What would change for whom: the answer to a dry run", body = PublishOut),
        (status = 201, description = "What changed for whom", body = PublishOut),
    ))]
#[post("/planning/publish")]
pub(super) async fn publish(
    planner: Member<ShiftEdit>,
    key: Idempotency,
    input: Input<PublishIn>,
) -> Answer {
    let input = input.valid()?;
    super::publish::ensure_bounded(&input)?;
    let zone = planner.zone;
    if input.dry_run {
        key.ensure_valid()?;
        let entries = super::publish::asked(&planner, zone, &input).await?;
        return Reply::ok(&super::publish::told(&entries));
    }
    planner
        .once(&key, &input, async |tx| {
            let entries = super::publish::held(tx, zone, &input).await?;
            Reply::made(&super::publish::save(tx, &input, entries).await?)
        })
        .await
}

/// Deletes several shifts
///
/// All of them in one operation, which can be undone: the same shifts come back. Those that
/// somebody changed since they were picked are left, and told; those that are not there any more
/// are counted. A dry run only tells. MANAGER.
#[utoipa::path(tag = "planning", operation_id = "delete_planning", params(IdempotencyHeader), request_body = DeleteIn,
    responses(
        (status = 200, description = "What would be deleted: the answer to a dry run", body = DeleteOut),
        (status = 201, description = "What was deleted", body = DeleteOut),
    ))]
#[post("/planning/delete")]
pub(super) async fn delete(
    planner: Member<ShiftEdit>,
    key: Idempotency,
    input: Input<DeleteIn>,
) -> Answer {
    let input = input.valid()?;
    let picked = super::deletion::picked(&input.shifts)?;
    if input.dry_run {
        key.ensure_valid()?;
        let present = shifts::of_ids(&planner, picked.keys().copied()).await?;
        let sorted = super::deletion::sorted(&picked, present);
        return Reply::ok(&super::deletion::told(&sorted, None));
    }
    planner
        .once(&key, &input, async |tx| {
            Reply::made(&super::deletion::save(tx, &input).await?)
        })
        .await
}

/// Moves several shifts
///
/// All go so many days on or back, at their wall times, to somebody else if that is asked for, in
/// one operation, which can be undone. Those that another shift or an unavailability stands in the
/// way of stay where they are, and are told; so are those that somebody changed since they were
/// picked. A dry run only tells. MANAGER.
#[utoipa::path(tag = "planning", operation_id = "move_planning", params(IdempotencyHeader), request_body = MoveIn,
    responses(
        (status = 200, description = "What would become of each shift: the answer to a dry run", body = MoveOut),
        (status = 201, description = "What became of each shift", body = MoveOut),
    ))]
#[post("/planning/move")]
pub(super) async fn move_all(
    planner: Member<ShiftEdit>,
    key: Idempotency,
    input: Input<MoveIn>,
) -> Answer {
    let input = input.valid()?;
    super::moves::ensure_bounded(&input)?;
    let zone = planner.zone;
    if input.dry_run {
        key.ensure_valid()?;
        let ids = input.shifts.iter().map(|one| one.shift_id);
        let present = shifts::of_ids(&planner, ids).await?;
        let judged = super::moves::judged(&planner, zone, &input, present).await?;
        return Reply::ok(&super::moves::told(judged, None));
    }
    planner
        .once(&key, &input, async |tx| {
            let present = super::moves::held(tx, &input).await?;
            let judged = super::moves::judged(tx, zone, &input, present).await?;
            Reply::made(&super::moves::save(tx, judged).await?)
        })
        .await
}
