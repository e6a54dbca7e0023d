use std::collections::BTreeMap;

use shared::id::{OperationId, PublicationId, UserId, Version};
use shared::publications::{
    Announced, CopyState, OwnPublication, PublicationOut, PublicationRef, ShiftChange, Told,
    for_people,
};
use shared::text::Name;

use super::announce::{Entry, Scope};
use super::store::{ChangeRow, Publication, Reader};
use crate::activity::Change;
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;
use crate::shifts::{Published, Shift, Sides};

/// A publication as it is written down.
pub(super) fn new(
    tx: &OrgTx,
    operation_id: OperationId,
    scope: Scope,
    number: i32,
    shifts: usize,
) -> Publication {
    let Scope {
        first,
        last,
        team,
        people,
        takes_back,
    } = scope;
    Publication {
        id: PublicationId::new(),
        org_id: tx.org_id(),
        number,
        operation_id,
        actor_id: tx.actor().user_id(),
        first_day: first,
        last_day: last,
        team,
        people: i32::try_from(people).unwrap_or(i32::MAX),
        shifts: i32::try_from(shifts).unwrap_or(i32::MAX),
        takes_back,
        created_at: tx.now(),
    }
}

/// Which publication it is.
pub(super) fn reference(publication: &Publication) -> PublicationRef {
    PublicationRef {
        id: publication.id,
        number: count(publication.number),
        at: publication.created_at,
    }
}

/// That somebody acknowledged a publication, for the record.
pub(super) fn acknowledged(publication: &Publication) -> Result<Change, Failure> {
    let kind = "publication.acknowledged";
    let told = reference(publication);
    Change::created(kind, told.id.uuid(), Version::FIRST, &told)
}

/// A count that is stored as a number with a sign.
fn count(number: i32) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

/// Both sides of a shift of which nothing was ever announced.
pub(super) fn never_announced(row: Shift) -> Sides {
    Sides {
        id: row.id,
        row: Some(row),
        copy: None,
    }
}

/// What a publication changed of a shift, as it is kept.
pub(super) fn change(
    publication_id: PublicationId,
    change: &ShiftChange,
    tx: &OrgTx,
) -> Result<ChangeRow, Failure> {
    let person = |side: &Option<Announced>| side.as_ref().and_then(|side| side.person_id);
    let json = |side: &Option<Announced>| side.as_ref().map(serde_json::to_value).transpose();
    Ok(ChangeRow {
        org_id: tx.org_id(),
        publication_id,
        shift_id: change.shift_id,
        before_person_id: person(&change.before),
        after_person_id: person(&change.after),
        before: json(&change.before).map_err(anyhow::Error::from)?,
        after: json(&change.after).map_err(anyhow::Error::from)?,
    })
}

/// A change, read back.
pub(super) fn read(row: ChangeRow) -> Result<ShiftChange, Failure> {
    let side = |json: Option<serde_json::Value>| {
        let side = json.map(serde_json::from_value::<Announced>);
        side.transpose().map_err(anyhow::Error::from)
    };
    Ok(ShiftChange {
        shift_id: row.shift_id,
        before: side(row.before)?,
        after: side(row.after)?,
    })
}

/// The copy of a shift from this publication on. Its version is that of the shift, and rises
/// with each publication that changes it, also once the shift is deleted: calendar apps tell by
/// it which of two events is the newer.
pub(super) fn copy(entry: Entry, publication: PublicationId, tx: &OrgTx) -> Option<Published> {
    let Entry { sides, change } = entry;
    let version = version(&sides);
    let state = match change.after {
        Some(_) => CopyState::Announced,
        None => CopyState::CalledOff,
    };
    let Announced {
        mission_id,
        team_id,
        person_id,
        role,
        kind,
        start,
        end,
        break_minutes,
        notes,
    } = change.after.or(change.before)?;
    Some(Published {
        shift_id: change.shift_id,
        org_id: tx.org_id(),
        mission_id,
        team_id,
        person_id,
        role,
        kind,
        start_at: start,
        end_at: end,
        break_minutes,
        notes,
        state,
        publication_id: Some(publication),
        version,
        updated_at: tx.now(),
    })
}

fn version(sides: &Sides) -> Version {
    let of_row = sides.row.as_ref().map(|row| row.version);
    let after_copy = sides.copy.as_ref().map(|copy| copy.version.next());
    of_row.max(after_copy).unwrap_or(Version::FIRST)
}

/// A publication as it is told, with who did it and who knows.
pub(super) fn out(
    row: Publication,
    readers: &[Reader],
    names: &BTreeMap<UserId, Name>,
) -> PublicationOut {
    let publication = reference(&row);
    let told = readers.iter().filter(|it| it.publication_id == row.id);
    let acknowledged = told.clone().filter(|it| it.acknowledged_at.is_some());
    let amount = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    PublicationOut {
        told: amount(told.count()),
        acknowledged: amount(acknowledged.count()),
        publication,
        actor_id: row.actor_id,
        actor_name: row
            .actor_id
            .and_then(|id| names.get(&id))
            .map(ToString::to_string),
        first: row.first_day,
        last: row.last_day,
        team: row.team,
        people: count(row.people),
        shifts: count(row.shifts),
        takes_back: row.takes_back.map(count),
        operation_id: row.operation_id,
    }
}

/// Whom a publication tells, by name.
pub(super) fn told(readers: Vec<Reader>, names: &BTreeMap<UserId, Name>) -> Vec<Told> {
    let told = |reader: Reader| Told {
        person_id: reader.person_id,
        name: names
            .get(&reader.person_id)
            .map_or_else(String::new, ToString::to_string),
        acknowledged_at: reader.acknowledged_at,
    };
    let mut told: Vec<_> = readers.into_iter().map(told).collect();
    told.sort_by(|one, other| (&one.name, one.person_id).cmp(&(&other.name, other.person_id)));
    told
}

/// A publication as far as it concerns this person.
pub(super) fn own(
    publication: &Publication,
    changes: &[(PublicationId, ShiftChange)],
    person: UserId,
) -> OwnPublication {
    let of_it = changes.iter().filter(|(id, _)| *id == publication.id);
    let of_it: Vec<_> = of_it.map(|(_, change)| change.clone()).collect();
    let people = for_people(&of_it).into_iter();
    let own = people.filter(|one| one.person_id == Some(person));
    OwnPublication {
        publication: reference(publication),
        changes: own.flat_map(|one| one.changes).collect(),
    }
}
