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

/// The shift as the labour rules see it; nothing where it is called off.
pub(super) fn work(settings: &BTreeMap<MissionId, Setting>, shift: &ShiftOut) -> Option<Work> {
    let setting = settings.get(&shift.mission_id).copied();
    Work::of(shift, setting.unwrap_or(Setting::House))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labour::{Level, Levels, Limits, Policy, Rule};
    use crate::planning::board::sample::Stage;
    use crate::planning::marks::Verdict;
    use crate::shifts::ShiftStatus;

    fn stage(level: Level) -> Stage {
        let mut stage = Stage::new();
        let week = Stage::week();
        stage.labour = Some(LabourOut {
            policies: vec![Policy {
                effective_from: week.monday(),
                limits: Limits::default(),
                levels: Levels::all(level),
            }],
            first_week: week.plus_weeks(-11).monday(),
            weeks: Vec::new(),
            around: Vec::new(),
        });
        stage
    }

    #[test]
    fn a_shift_as_it_might_be_is_held_to_the_rules() {
        for (level, verdict) in [
            (Level::Off, Verdict::Free),
            (Level::Warn, Verdict::Breach),
            (Level::Block, Verdict::Blocked),
        ] {
            let stage = stage(level);
            let show = stage.anas("2026-11-24T18:00", "2026-11-24T23:00");
            let early = stage.anas("2026-11-25T07:00", "2026-11-25T11:00");
            let board = stage.board(vec![show]);
            assert_eq!(
                board.marks(&early).verdict(),
                verdict,
                "eight hours of rest"
            );
            let bobs = ShiftOut {
                person_id: Some(stage.bob),
                ..early
            };
            assert_eq!(board.marks(&bobs).verdict(), Verdict::Free);
        }
    }

    #[test]
    fn a_board_keeps_count_while_shifts_are_put_and_taken() {
        let stage = stage(Level::Warn);
        let show = stage.anas("2026-11-24T18:00", "2026-11-24T23:00");
        let early = stage.anas("2026-11-25T07:00", "2026-11-25T11:00");
        let mut board = stage.board(vec![show.clone()]);
        let rules = |board: &crate::planning::Board, shift: &ShiftOut| {
            let breaches = board.marks(shift).breaches;
            breaches.iter().map(|it| it.rule).collect::<Vec<_>>()
        };
        assert_eq!(rules(&board, &show), []);
        board.put(early.clone());
        assert_eq!(rules(&board, &show), [Rule::DailyRest], "of both of them");
        assert_eq!(rules(&board, &early), [Rule::DailyRest]);
        let later = ShiftOut {
            start: early.start.plus_minutes(180),
            end: early.end.plus_minutes(180),
            ..early.clone()
        };
        assert_eq!(rules(&board, &later), [], "there it would break nothing");
        board.put(later);
        assert_eq!(rules(&board, &show), []);
        board.take(early.id);
        let off = ShiftOut {
            status: ShiftStatus::Cancelled,
            ..early
        };
        board.put(off);
        assert_eq!(rules(&board, &show), [], "what is called off is no work");
    }

    #[test]
    fn who_does_not_plan_is_told_nothing() {
        let stage = Stage::new();
        let long = stage.anas("2026-11-24T08:00", "2026-11-24T22:00");
        let board = stage.board(vec![long.clone()]);
        assert!(board.labour().is_none() && board.marks(&long).is_clear());
    }
}
