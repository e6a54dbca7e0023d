//! What is not published yet: a shift held against what is announced of it.

use std::collections::BTreeMap;

use crate::id::{ShiftId, UserId};
use crate::planning::differences::{Field, differ};
use crate::shifts::{ShiftOut, ShiftStatus};
use crate::word::word;

use super::{Announced, PersonChanges, ShiftChange};

word! {
    /// How a shift stands to what is announced of it.
    Standing {
        /// Nothing of it is announced.
        Never = "NEVER",
        /// What is announced is what it is.
        Current = "CURRENT",
        /// It has changed since, or was called off: the next publication announces that.
        Changed = "CHANGED",
    }
}

/// What publishing a shift would announce; nothing where that is announced already. A shift
/// that is called off, or deleted, is announced by its absence.
#[must_use]
pub fn pending(
    shift_id: ShiftId,
    shift: Option<&ShiftOut>,
    announced: Option<&Announced>,
) -> Option<ShiftChange> {
    let live = shift.filter(|shift| shift.status != ShiftStatus::Cancelled);
    let (before, after) = (announced.cloned(), live.map(Announced::of));
    (before != after).then_some(ShiftChange {
        shift_id,
        before,
        after,
    })
}

/// How a shift stands to what is announced of it.
#[must_use]
pub fn standing(shift: &ShiftOut, announced: Option<&Announced>) -> Standing {
    match (pending(shift.id, Some(shift), announced), announced) {
        (Some(_), Some(_)) => Standing::Changed,
        (None, Some(_)) => Standing::Current,
        (_, None) => Standing::Never,
    }
}

/// What changes mean for each person whom they concern, needs to fill first. Somebody who no
/// longer works a shift is told that it goes, whoever takes it.
#[must_use]
pub fn for_people(changes: &[ShiftChange]) -> Vec<PersonChanges> {
    let mut people: BTreeMap<Option<UserId>, Vec<ShiftChange>> = BTreeMap::new();
    for change in changes {
        let whose = |side: &Option<Announced>| side.as_ref().map(|side| side.person_id);
        let (before, after) = (whose(&change.before), whose(&change.after));
        for person in [before, after.filter(|after| Some(*after) != before)] {
            let Some(person) = person else { continue };
            let own = |side: &Option<Announced>| side.clone().filter(|it| it.person_id == person);
            people.entry(person).or_default().push(ShiftChange {
                shift_id: change.shift_id,
                before: own(&change.before),
                after: own(&change.after),
            });
        }
    }
    let people = people.into_iter().map(|(person_id, mut changes)| {
        changes.sort_by_key(|change| (change.shown().map(|side| side.start), change.shift_id));
        PersonChanges { person_id, changes }
    });
    people.collect()
}

/// The fields in which what is announced differs from what was.
#[must_use]
pub fn between(before: &Announced, after: &Announced) -> Vec<Field> {
    differ([
        (Field::Mission, before.mission_id != after.mission_id),
        (Field::Team, before.team_id != after.team_id),
        (Field::Person, before.person_id != after.person_id),
        (Field::Role, before.role != after.role),
        (Field::Kind, before.kind != after.kind),
        (
            Field::Times,
            (before.start, before.end) != (after.start, after.end),
        ),
        (Field::Break, before.break_minutes != after.break_minutes),
        (Field::Notes, before.notes != after.notes),
    ])
}

impl ShiftChange {
    /// The side to show first: what is announced from then on, or was.
    #[must_use]
    pub fn shown(&self) -> Option<&Announced> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::board::sample::shift;

    fn of(person: Option<UserId>) -> ShiftOut {
        ShiftOut {
            person_id: person,
            status: ShiftStatus::Published,
            ..shift("2026-11-24T09:00", "2026-11-24T12:00")
        }
    }

    /// Each state of a shift, and what publishing it would say.
    #[test]
    fn a_shift_is_held_against_what_is_announced() {
        let one = of(None);
        let told = Announced::of(&one);
        let late = ShiftOut {
            end: one.end.plus_minutes(60),
            ..one.clone()
        };
        let off = ShiftOut {
            status: ShiftStatus::Cancelled,
            ..one.clone()
        };
        let sides = |shift: Option<&ShiftOut>, announced: Option<&Announced>| {
            let change = pending(one.id, shift, announced);
            change.map(|change| (change.before.is_some(), change.after.is_some()))
        };
        assert_eq!(sides(Some(&one), None), Some((false, true)), "added");
        assert_eq!(sides(Some(&one), Some(&told)), None, "as announced");
        assert_eq!(sides(Some(&late), Some(&told)), Some((true, true)));
        assert_eq!(sides(Some(&off), Some(&told)), Some((true, false)));
        assert_eq!(sides(None, Some(&told)), Some((true, false)), "deleted");
        assert_eq!(sides(Some(&off), None), None, "never announced");
        assert_eq!(standing(&one, None), Standing::Never);
        assert_eq!(standing(&one, Some(&told)), Standing::Current);
        assert_eq!(standing(&late, Some(&told)), Standing::Changed);
        assert_eq!(standing(&off, Some(&told)), Standing::Changed);
    }

    /// Versions, statuses and reasons are the planners' matter.
    #[test]
    fn what_only_planners_see_is_no_change() {
        let one = of(None);
        let told = Announced::of(&one);
        let touched = ShiftOut {
            version: one.version.next(),
            status: ShiftStatus::Draft,
            overlap_reason: Some("Relais".parse().unwrap()),
            ..one.clone()
        };
        assert_eq!(pending(one.id, Some(&touched), Some(&told)), None);
    }

    /// Of a shift that goes from one to the other, each is told their side.
    #[test]
    fn who_loses_a_shift_and_who_gets_it_are_both_told() {
        let (ana, theo) = (UserId::new(), UserId::new());
        let one = of(Some(ana));
        let moved = ShiftOut {
            person_id: Some(theo),
            ..one.clone()
        };
        let change = pending(one.id, Some(&moved), Some(&Announced::of(&one))).unwrap();
        let need = pending(one.id, Some(&of(None)), None).unwrap();
        let told: Vec<_> = for_people(&[change, need])
            .into_iter()
            .map(|person| {
                let side = &person.changes[0];
                (
                    person.person_id,
                    side.before.is_some(),
                    side.after.is_some(),
                )
            })
            .collect();
        let expected = [
            (None, false, true),
            (Some(ana), true, false),
            (Some(theo), false, true),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_change_says_its_fields() {
        let before = Announced::of(&of(None));
        let after = Announced {
            start: before.start.plus_minutes(30),
            notes: Some("Camion".parse().unwrap()),
            ..before.clone()
        };
        assert_eq!(between(&before, &after), [Field::Times, Field::Notes]);
    }
}
