//! Weeks published: which shifts, and what is written.

use std::collections::BTreeSet;

use shared::id::{OperationId, ShiftId};
use shared::operations::{OperationKind, OperationReport};
use shared::planning::publish::{MOST_WEEKS, PublishIn, PublishOut};
use shared::problem::{FieldError, Problem, ProblemCode};
use shared::publications::{Announced, ShiftChange, for_people};
use shared::time::{IsoWeek, Slot, Zone};

use super::narrow::{self, Narrowed};
use crate::platform::problem::{Failure, ensure_none};
use crate::platform::scope::{OrgDb, OrgTx};
use crate::publications::{self, Entry, Scope};
use crate::shifts::{self, Sides};

/// Refuses weeks in the wrong order, too many of them, and too many people.
pub(super) fn ensure_bounded(input: &PublishIn) -> Result<(), Failure> {
    let (first, last) = weeks(input);
    let days = last.monday().days_since(first.monday());
    let mut problem = Problem::new(ProblemCode::Invalid);
    if !(0..MOST_WEEKS * 7).contains(&days) {
        problem.errors.push(FieldError::new("/to", "out_of_range"));
    }
    if input.person_ids.len() > narrow::MOST_PEOPLE {
        let error = FieldError::new("/person_ids", "too_many_items");
        problem.errors.push(error);
    }
    ensure_none(problem)
}

fn weeks(input: &PublishIn) -> (IsoWeek, IsoWeek) {
    (IsoWeek::of(input.from), IsoWeek::of(input.to))
}

/// What of the weeks is asked for and not announced yet.
pub(super) async fn asked(
    org: &OrgDb,
    zone: Zone,
    input: &PublishIn,
) -> Result<Vec<Entry>, Failure> {
    let asked = Asked::read(org, zone, input).await?;
    let sides = shifts::sides(org, &asked.ids).await?;
    Ok(asked.pending(sides))
}

/// The same, which nobody else changes or announces until the transaction ends.
pub(super) async fn held(tx: &OrgTx, zone: Zone, input: &PublishIn) -> Result<Vec<Entry>, Failure> {
    let asked = Asked::read(tx, zone, input).await?;
    let sides = shifts::lock_sides(tx, &asked.ids).await?;
    Ok(asked.pending(sides))
}

/// The shifts that begin in the weeks, or were announced to, and whose are asked for.
struct Asked {
    slot: Slot,
    narrowed: Narrowed,
    ids: BTreeSet<ShiftId>,
}

impl Asked {
    async fn read(org: &OrgDb, zone: Zone, input: &PublishIn) -> Result<Self, Failure> {
        let slot = narrow::slot(zone, weeks(input))?;
        let rows = narrow::beginning(org, zone, weeks(input)).await?;
        let copies = shifts::beginning(org, slot).await?;
        let copies = copies.iter().map(|copy| copy.shift_id);
        Ok(Self {
            slot,
            narrowed: Narrowed::read(org, input.team_id, &input.person_ids).await?,
            ids: rows.iter().map(|row| row.id).chain(copies).collect(),
        })
    }

    fn pending(&self, sides: Vec<Sides>) -> Vec<Entry> {
        let begins = |start| self.slot.start() <= start && start < self.slot.end();
        let wanted = |side: &Announced| begins(side.start) && self.narrowed.has(side);
        let mut entries = publications::pending(sides);
        entries.retain(|entry| {
            let ShiftChange { before, after, .. } = &entry.change;
            [before, after].into_iter().flatten().any(wanted)
        });
        entries
    }
}

/// What a dry run answers.
pub(super) fn told(entries: &[Entry]) -> PublishOut {
    let changes: Vec<_> = entries.iter().map(|entry| entry.change.clone()).collect();
    PublishOut {
        operation_id: None,
        publication: None,
        published: u32::try_from(changes.len()).unwrap_or(u32::MAX),
        people: for_people(&changes),
    }
}

/// Publishes, as one operation.
pub(super) async fn save(
    tx: &OrgTx,
    input: &PublishIn,
    entries: Vec<Entry>,
) -> Result<PublishOut, Failure> {
    let out = told(&entries);
    if entries.is_empty() {
        return Ok(out);
    }
    let operation = OperationId::new();
    let (kind, report) = (OperationKind::PlanningPublish, OperationReport::default());
    crate::operations::begin(tx, operation, kind, entries.len(), &report).await?;
    let (first, last) = weeks(input);
    let scope = Scope {
        team: match input.team_id {
            Some(team) => crate::teams::name(tx, team).await?,
            None => None,
        },
        people: input.person_ids.len(),
        ..Scope::weeks(first, last)
    };
    let publication = publications::announce(tx, operation, scope, entries).await?;
    Ok(PublishOut {
        operation_id: Some(operation),
        publication: Some(publication),
        ..out
    })
}
