//! Shifts: who works where and when, and what is still to fill.
//!
//! No two shifts of one person overlap unless a planner said so. The rule is checked in the
//! transaction that writes, while the person's membership row is locked: two planners on two
//! instances take turns, and the second sees what the first did.
//!
//! A shift is the planners' working state. What was announced of it stands beside it in
//! [`published`], and is all that anybody else reads.

mod creation;
mod http;
mod proposed;
mod published;
mod references;
mod revision;
mod rules;
mod settle;
mod store;
mod undo;

use shared::id::{TeamId, UserId};
use shared::shifts::ShiftOut;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::activity::{Change, record_all};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;

pub use creation::{Creation, shifts};
pub use published::{
    Published, Sides, announced_in, beginning, copies_of, forget_called_off, in_span, lock_sides,
    sides, status, write as write_copies,
};
pub use references::ensure_known_at;
pub use revision::{remove_all, revise_all};
pub use rules::{PlannedBy, draft};
pub use store::{
    Shift, beside, get, in_slot, insert_all, lock, lock_all, lock_people, of_ids, of_people,
    of_series, restate,
};
pub use undo::{Step, Undoing, undo, undoing};

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::list)
        .service(http::create)
        .service(http::check)
        .service(http::get)
        .service(http::edit)
        .service(http::delete);
}

/// A shift's change, for the record.
fn changed(before: &ShiftOut, after: &ShiftOut) -> Result<Change, Failure> {
    let id = after.id.uuid();
    Change::updated("shift.updated", id, after.version, before, after)
}

/// A shift's deletion, for the record.
fn deleted(shift: Shift) -> Result<Change, Failure> {
    let before = ShiftOut::from(shift);
    Change::deleted("shift.deleted", before.id.uuid(), &before)
}

/// Saves shifts that were changed, which are locked, and answers their changes for the record.
/// `before` are the same ones as they were.
async fn save_all(
    tx: &OrgTx,
    before: Vec<Shift>,
    after: Vec<Shift>,
) -> Result<Vec<Change>, Failure> {
    let after = store::save_all(tx, after).await?;
    let pairs = before.into_iter().zip(after);
    let change = |(before, after): (Shift, Shift)| {
        let (before, after) = (ShiftOut::from(before), ShiftOut::from(after));
        changed(&before, &after)
    };
    pairs.map(change).collect()
}

/// Leaves the shifts of a team without one, whose people may go on working them.
pub async fn leave_team(tx: &OrgTx, team: TeamId) -> Result<(), Failure> {
    let mut changes = Vec::new();
    for row in store::leave_team(tx, team).await? {
        let before = ShiftOut::from(row);
        let after = ShiftOut {
            team_id: None,
            version: before.version.next(),
            ..before.clone()
        };
        changes.push(changed(&before, &after)?);
    }
    published::leave_team(tx, team).await?;
    record_all(tx, changes).await
}

/// Leaves the shifts that a person still has to work for somebody else to fill.
pub async fn unassign(tx: &OrgTx, person: UserId) -> Result<(), Failure> {
    let before = store::to_come(tx, person).await?;
    let after = before.iter().cloned().map(rules::without_person).collect();
    record_all(tx, save_all(tx, before, after).await?).await
}
