//! The act: copies, numbers, events, and whom to tell.

use std::collections::BTreeSet;

use shared::id::{OperationId, PublicationId, UserId};
use shared::operations::{OperationKind, OperationReport};
use shared::publications::{CopyState, PublicationRef, ShiftChange};
use shared::shifts::{ShiftOut, ShiftStatus};
use shared::text::Name;
use shared::time::{Day, IsoWeek, Zone};

use super::store::{self, ChangeRow};
use super::{PUBLISHED, WITHDRAWN, rules};
use crate::activity::{Change, record_all};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;
use crate::shifts::{self, Published, Shift, Sides};

/// What a publication is about.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The first day of its weeks.
    pub first: Day,
    /// The last day of its weeks.
    pub last: Day,
    /// The team it is narrowed to.
    pub team: Option<Name>,
    /// To how many people it is narrowed; 0 for everybody.
    pub people: usize,
    /// The number of the publication that it takes back.
    pub takes_back: Option<i32>,
}

impl Scope {
    /// Weeks, the first to the last, of everybody.
    #[must_use]
    pub fn weeks(first: IsoWeek, last: IsoWeek) -> Self {
        Self {
            first: first.monday(),
            last: last.plus_weeks(1).monday().plus_days(-1),
            team: None,
            people: 0,
            takes_back: None,
        }
    }

    /// The weeks in which these changes begin, before or after.
    fn of(entries: &[Entry], zone: Zone) -> Option<Self> {
        let sides = |entry: &Entry| {
            let ShiftChange { before, after, .. } = &entry.change;
            [before, after].map(|side| side.as_ref().map(|side| side.start))
        };
        let weeks = entries.iter().flat_map(sides).flatten();
        let weeks: BTreeSet<_> = weeks.map(|start| zone.week(start)).collect();
        let (first, last) = weeks.first().zip(weeks.last())?;
        Some(Self::weeks(*first, *last))
    }
}

/// A shift that a publication changes: both its sides, locked, and what it announces.
#[derive(Debug)]
pub struct Entry {
    pub(super) sides: Sides,
    /// What is announced before and after.
    pub change: ShiftChange,
}

/// Those of these shifts that publishing would change, with what it would announce.
#[must_use]
pub fn pending(sides: Vec<Sides>) -> Vec<Entry> {
    let entry = |sides: Sides| {
        let change = sides.pending()?;
        Some(Entry { sides, change })
    };
    sides.into_iter().filter_map(entry).collect()
}

/// Announces a shift that was just saved as published, as an operation of its own. One that is
/// announced as it is already, or is not published, is left.
pub async fn announce_published(tx: &OrgTx, zone: Zone, row: Shift) -> Result<(), Failure> {
    if row.status != ShiftStatus::Published {
        return Ok(());
    }
    let entries = pending(shifts::lock_sides(tx, &BTreeSet::from([row.id])).await?);
    let Some(scope) = Scope::of(&entries, zone) else {
        return Ok(());
    };
    let (operation, kind) = (OperationId::new(), OperationKind::PlanningPublish);
    crate::operations::begin(tx, operation, kind, 1, &OperationReport::default()).await?;
    write(tx, operation, scope, entries).await.map(|_| ())
}

/// Announces those shifts among these, just made by an operation, that were made as published.
pub async fn announce_new(
    tx: &OrgTx,
    zone: Zone,
    operation: OperationId,
    rows: Vec<Shift>,
) -> Result<(), Failure> {
    let published = |row: &Shift| row.status == ShiftStatus::Published;
    let rows = rows.into_iter().filter(published);
    let entries = pending(rows.map(rules::never_announced).collect());
    let Some(scope) = Scope::of(&entries, zone) else {
        return Ok(());
    };
    write(tx, operation, scope, entries).await.map(|_| ())
}

/// Announces what these entries say, and gives each shift the status that says so.
pub async fn announce(
    tx: &OrgTx,
    operation: OperationId,
    scope: Scope,
    mut entries: Vec<Entry>,
) -> Result<PublicationRef, Failure> {
    for status in [
        ShiftStatus::Published,
        ShiftStatus::Draft,
        ShiftStatus::Cancelled,
    ] {
        let mut ids = Vec::new();
        for entry in &mut entries {
            let announced = entry.change.after.is_some();
            let row = entry.sides.row.as_mut();
            if let Some(row) = row.filter(|row| shifts::status(row.status, announced) == status) {
                row.version = row.version.next();
                ids.push(row.id);
            }
        }
        shifts::restate(tx, &ids, status).await?;
    }
    write(tx, operation, scope, entries).await
}

/// Writes a publication: its number, what it changes, whom it tells, the copies and the events.
async fn write(
    tx: &OrgTx,
    operation: OperationId,
    scope: Scope,
    entries: Vec<Entry>,
) -> Result<PublicationRef, Failure> {
    let number = store::next_number(tx).await?;
    let publication = rules::new(tx, operation, scope, number, entries.len());
    let told = rules::reference(&publication);
    store::insert(tx, publication).await?;
    let changes = entries
        .iter()
        .map(|entry| rules::change(told.id, &entry.change, tx));
    let changes = changes.collect::<Result<Vec<_>, _>>()?;
    tell(tx, told.id, &changes).await?;
    store::insert_changes(tx, changes).await?;
    let (mut copies, mut events) = (Vec::new(), Vec::new());
    for entry in entries {
        let before = entry.sides.copy.clone().map(ShiftOut::from);
        let Some(copy) = rules::copy(entry, told.id, tx) else {
            continue;
        };
        let event = event(before.as_ref(), &copy)?;
        events.push(event.part_of(operation));
        copies.push(copy);
    }
    shifts::write_copies(tx, copies).await?;
    record_all(tx, events).await?;
    Ok(told)
}

/// Notes whom a publication tells: those who are members still.
async fn tell(tx: &OrgTx, id: PublicationId, changes: &[ChangeRow]) -> Result<(), Failure> {
    let sides = |change: &ChangeRow| [change.before_person_id, change.after_person_id];
    let people: BTreeSet<UserId> = changes.iter().flat_map(sides).flatten().collect();
    let people: Vec<_> = people.into_iter().collect();
    let left = crate::users::unknown(tx, &people).await?;
    let members = people.into_iter().filter(|person| !left.contains(person));
    store::insert_readers(tx, id, members).await
}

fn event(before: Option<&ShiftOut>, copy: &Published) -> Result<Change, Failure> {
    let (id, version) = (copy.shift_id.uuid(), copy.version);
    let after = ShiftOut::from(copy.clone());
    let before = before.filter(|before| before.status == ShiftStatus::Published);
    match (before, copy.state) {
        (Some(before), CopyState::Announced) => {
            Change::updated(PUBLISHED, id, version, before, &after)
        }
        (None, CopyState::Announced) => Change::created(PUBLISHED, id, version, &after),
        (before, CopyState::CalledOff) => Change::deleted(WITHDRAWN, id, before.unwrap_or(&after)),
    }
}
