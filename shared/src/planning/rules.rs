//! The labour rules on a board: what each person's week breaks, and what a change of it would.

use std::collections::BTreeMap;

use crate::id::{MissionId, ShiftId, UserId};
use crate::labour::{Breach, LabourOut, Ledger, PersonWork, Work, caused};
use crate::missions::Setting;
use crate::shifts::ShiftOut;
use crate::time::{IsoWeek, Zone};

use super::MissionRow;

/// What the rules know of a board's week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labour {
    week: IsoWeek,
    settings: BTreeMap<MissionId, Setting>,
    ledger: Ledger,
    found: BTreeMap<UserId, Vec<Breach>>,
}

impl Labour {
    /// What was read with the shifts of a week.
    #[must_use]
    pub fn new(
        (week, zone): (IsoWeek, Zone),
        read: &LabourOut,
        shifts: &[ShiftOut],
        missions: &[MissionRow],
    ) -> Self {
        let settings = missions.iter().map(|row| (row.id, row.setting)).collect();
        let works = shifts.iter().filter_map(|shift| {
            let work = work(&settings, shift)?;
            let person_id = shift.person_id?;
            Some(PersonWork { person_id, work })
        });
        let ledger = Ledger::new(read, (week, week), zone, works);
        let found = ledger.people().map(|it| (it, ledger.breaches(it, week)));
        Self {
            week,
            found: found.collect(),
            ledger,
            settings,
        }
    }

    /// Counts a shift.
    pub(super) fn put(&mut self, shift: &ShiftOut) {
        if let (Some(person), Some(work)) = (shift.person_id, work(&self.settings, shift)) {
            self.ledger.put(person, work);
            self.judge(person);
        }
    }

    /// Counts a shift no more.
    pub(super) fn take(&mut self, shift: &ShiftOut) {
        if let (Some(person), Some(work)) = (shift.person_id, work(&self.settings, shift)) {
            self.ledger.take(person, &work);
            self.judge(person);
        }
    }

    fn judge(&mut self, person: UserId) {
        let found = self.ledger.breaches(person, self.week);
        self.found.insert(person, found);
    }

    /// What a person's week breaks.
    #[must_use]
    pub fn of_person(&self, person: UserId) -> &[Breach] {
        self.found.get(&person).map_or(&[], Vec::as_slice)
    }

    /// What a shift takes part in breaking.
    #[must_use]
    pub fn of_shift(&self, person: Option<UserId>, shift: ShiftId) -> Vec<Breach> {
        let of_person = person.map_or(&[][..], |person| self.of_person(person));
        let mine = |breach: &&Breach| breach.shift_ids.contains(&shift);
        of_person.iter().filter(mine).cloned().collect()
    }

    /// What a shift would break, or break further, as `after`, when it is `before` now or not
    /// there yet.
    #[must_use]
    pub fn caused(&self, before: Option<&ShiftOut>, after: &ShiftOut) -> Vec<Breach> {
        let Some(person) = after.person_id else {
            return Vec::new();
        };
        let before = before.filter(|before| before.person_id == Some(person));
        let before = before.and_then(|before| work(&self.settings, before));
        let change = (before.as_ref(), work(&self.settings, after));
        let after = self.ledger.breaches_with(person, self.week, change);
        caused(self.of_person(person), after)
    }
}

fn work(settings: &BTreeMap<MissionId, Setting>, shift: &ShiftOut) -> Option<Work> {
    let setting = settings.get(&shift.mission_id).copied();
    Work::of(shift, setting.unwrap_or(Setting::House))
}
