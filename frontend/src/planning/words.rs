//! The page's sentences: shifts, cells and conflicts in words.

use leptos::prelude::*;
use shared::availability::{AvailabilityKind, Clash};
use shared::calendar::TimeNote;
use shared::labour::Breach;
use shared::planning::Cell;
use shared::planning::board::{Band, Cover};
use shared::planning::judge::JudgedRow;
use shared::planning::marks::{Marks, Verdict};
use shared::planning::part::times;
use shared::publications::Standing;
use shared::shifts::{Overlap, ShiftKind, ShiftOut, ShiftStatus};
use shared::time::{Day, Slot};

use super::dates;
use crate::i18n::*;
use crate::labour;

use super::carry::Carry;
use super::store::{Chip, PlanningStore};

/// A status in words.
pub(super) fn status(i18n: I18n, status: ShiftStatus) -> String {
    match status {
        ShiftStatus::Draft => t_string!(i18n, words.status_draft),
        ShiftStatus::Published => t_string!(i18n, words.status_published),
        ShiftStatus::Cancelled => t_string!(i18n, words.status_cancelled),
    }
    .to_string()
}

/// A kind of work in words.
pub(super) fn kind(i18n: I18n, kind: ShiftKind) -> String {
    match kind {
        ShiftKind::Repetition => t_string!(i18n, words.kind_repetition),
        ShiftKind::Spectacle => t_string!(i18n, words.kind_spectacle),
        ShiftKind::Montage => t_string!(i18n, words.kind_montage),
        ShiftKind::Demontage => t_string!(i18n, words.kind_demontage),
        ShiftKind::Autre => t_string!(i18n, words.kind_autre),
    }
    .to_string()
}

impl PlanningStore {
    /// How final a shift is, and whether that is announced.
    pub(super) fn status_words(self, shift: &ShiftOut) -> String {
        let status = status(self.i18n, shift.status);
        match self.board.with(|board| board.standing(shift)) {
            Standing::Changed => {
                let changed = t_string!(self.i18n, publications.standing_changed_long);
                format!("{status}, {changed}")
            }
            Standing::Never | Standing::Current => status,
        }
    }

    /// A day in full: its name, number and month.
    pub(super) fn day_long(self, day: Day) -> String {
        dates::day_long(self.i18n, day)
    }

    /// A person's name, or that nobody is meant yet.
    pub(super) fn who(self, person: Option<shared::id::UserId>) -> String {
        let name = self.board.with(|board| {
            person
                .and_then(|id| board.person(id))
                .map(|person| person.name.to_string())
        });
        name.unwrap_or_else(|| t_string!(self.i18n, planning.open_row).to_string())
    }

    /// Who works a shift, or that somebody is still to be found.
    pub(super) fn worker(self, person: Option<shared::id::UserId>) -> String {
        match person {
            Some(_) => self.who(person),
            None => t_string!(self.i18n, planning.open_person).to_string(),
        }
    }

    /// A mission's title.
    pub(super) fn title(self, mission: shared::id::MissionId) -> String {
        let title = self.board.with(|board| {
            board
                .mission(mission)
                .map(|mission| mission.title.to_string())
        });
        title.unwrap_or_else(|| t_string!(self.i18n, planning.unknown_mission).to_string())
    }

    /// A team's name, or that there is none.
    pub(super) fn team(self, team: Option<shared::id::TeamId>) -> String {
        let name = self.board.with(|board| {
            team.and_then(|id| board.team(id))
                .map(|team| team.name.to_string())
        });
        name.unwrap_or_else(|| t_string!(self.i18n, planning.no_team).to_string())
    }

    /// The times of a shift.
    pub(super) fn times(self, slot: Slot) -> String {
        times(slot, self.zone)
    }

    /// A shift in a few words: when, what, as what.
    pub(super) fn shift_words(self, shift: &ShiftOut) -> String {
        let slot = Slot::new(shift.start, shift.end);
        let times = slot.map(|slot| self.times(slot)).unwrap_or_default();
        format!("{times} {}, {}", self.title(shift.mission_id), shift.role)
    }

    /// What is carried: the shift, and how many others go along.
    pub(super) fn carry_words(self, carry: &Carry) -> String {
        match carry.bundle.shifts.len() {
            0 | 1 => self.shift_words(&carry.shift),
            count => self.count_words(count),
        }
    }

    /// A shift that was judged, in a few words: when, what, as what.
    pub(super) fn row_words(self, row: &JudgedRow) -> String {
        let day = dates::day_short(self.i18n, self.zone.day(row.start));
        let slot = Slot::new(row.start, row.end);
        let times = slot.map(|slot| self.times(slot)).unwrap_or_default();
        untrack(|| format!("{day} {times} {}, {}", self.title(row.mission_id), row.role))
    }

    /// What is not visible of a chip but heard: the day, the status, what is wrong.
    pub(super) fn chip_words(self, chip: &Chip, day: Day) -> String {
        let mut words = format!(", {}", self.day_long(day));
        if chip.shift.status == ShiftStatus::Published {
            words.push_str(", ");
            words.push_str(&status(self.i18n, chip.shift.status));
        }
        if chip.standing == Standing::Changed {
            words.push_str(", ");
            words.push_str(t_string!(self.i18n, publications.standing_changed_long));
        }
        for conflict in self.conflict_words(&chip.marks) {
            words.push_str(", ");
            words.push_str(&conflict);
        }
        words
    }

    /// Each thing that stands in the way, in words.
    pub(super) fn conflict_words(self, marks: &Marks) -> Vec<String> {
        let overlaps = marks
            .overlaps
            .iter()
            .map(|overlap| self.overlap_words(overlap));
        let clashes = marks.clashes.iter().map(|clash| self.clash_words(clash));
        let breaches = marks
            .breaches
            .iter()
            .map(|breach| self.breach_words(breach));
        overlaps.chain(clashes).chain(breaches).collect()
    }

    /// That a shift is in the way, and which.
    pub(super) fn overlap_words(self, overlap: &Overlap) -> String {
        let shift = self.booked_words(overlap);
        t_string!(self.i18n, planning.overlap_with, shift = shift).to_string()
    }

    /// The shift that is in the way: when, what, as what.
    pub(super) fn booked_words(self, overlap: &Overlap) -> String {
        let slot = Slot::new(overlap.start, overlap.end);
        let times = slot.map(|slot| self.times(slot)).unwrap_or_default();
        let day = dates::day_short(self.i18n, self.zone.day(overlap.start));
        let title = self.title(overlap.mission_id);
        format!("{day} {times} {title}, {}", overlap.role)
    }

    /// When an unavailability is.
    pub(super) fn stretch_of(self, clash: &Clash) -> String {
        let slot = Slot::new(clash.start, clash.end);
        slot.map(|slot| self.stretch_words(slot))
            .unwrap_or_default()
    }

    /// Which unavailability is in the way.
    pub(super) fn clash_words(self, clash: &Clash) -> String {
        let times = self.stretch_of(clash);
        let words = t_string!(self.i18n, planning.unavailable_at, times = times).to_string();
        match &clash.note {
            Some(note) => format!("{words} ({note})"),
            None => words,
        }
    }

    /// A stretch that may be hours of a day or many days.
    fn stretch_words(self, slot: Slot) -> String {
        let (first, last) = (
            self.zone.day(slot.start()),
            shared::planning::part::last_day(slot, self.zone),
        );
        let whole = self.zone.midnight(first) == slot.start()
            && self.zone.midnight(last.plus_days(1)) == slot.end();
        let day = |day| dates::day_short(self.i18n, day);
        match (whole, first == last) {
            (true, true) => day(first),
            (true, false) => format!("{}\u{2013}{}", day(first), day(last)),
            (false, _) => format!("{} {}", day(first), self.times(slot)),
        }
    }

    /// What a person said of a day, or of a part of it.
    pub(super) fn band_words(self, band: &Band) -> String {
        let kind = match band.kind {
            AvailabilityKind::Unavailable => t_string!(self.i18n, planning.band_unavailable),
            AvailabilityKind::Available => t_string!(self.i18n, planning.band_available),
            AvailabilityKind::Preferred => t_string!(self.i18n, planning.band_preferred),
        };
        match band.cover {
            Cover::AllDay => kind.to_string(),
            Cover::Part(slot) => format!("{kind} {}", self.times(slot)),
        }
    }

    /// A cell without a shift, in words: the day, and what the person said of it.
    pub(super) fn empty_cell_words(self, cell: Cell, bands: &[Band]) -> String {
        let day = self.day_long(cell.day);
        if bands.is_empty() {
            return t_string!(self.i18n, planning.free_on, day = day).to_string();
        }
        let bands: Vec<_> = bands.iter().map(|band| self.band_words(band)).collect();
        format!("{day}, {}", bands.join(", "))
    }

    /// A labour rule that is broken, and when.
    pub(super) fn breach_words(self, breach: &Breach) -> String {
        labour::line(self.i18n, breach, dates::day_short(self.i18n, breach.day))
    }

    /// A cell that something is carried over, and what putting it there would meet.
    pub(super) fn cell_words(self, cell: Cell, marks: &Marks) -> String {
        untrack(|| {
            let (who, day) = (self.who(cell.person), self.day_long(cell.day));
            format!("{who}, {day}, {}", self.verdict_words(marks))
        })
    }

    /// What putting a shift there would meet.
    pub(super) fn verdict_words(self, marks: &Marks) -> String {
        let i18n = self.i18n;
        let rules = || labour::some(i18n, &marks.breaches).unwrap_or_default();
        match marks.verdict() {
            Verdict::Free => t_string!(i18n, planning.verdict_free).to_string(),
            Verdict::Unavailable => t_string!(i18n, planning.verdict_unavailable).to_string(),
            Verdict::Breach => t_string!(i18n, labour.verdict_warning, words = rules()).to_string(),
            Verdict::Blocked => {
                t_string!(i18n, labour.verdict_blocked, words = rules()).to_string()
            }
            Verdict::Overlap => t_string!(i18n, planning.verdict_overlap).to_string(),
        }
    }

    /// What was done to a time that the wall does not show once.
    pub(super) fn note_words(self, note: TimeNote) -> String {
        untrack(|| match note {
            TimeNote::Gap => t_string!(self.i18n, planning.note_gap).to_string(),
            TimeNote::Fold => t_string!(self.i18n, planning.note_fold).to_string(),
        })
    }

    pub(super) fn saved_words(self) -> String {
        untrack(|| t_string!(self.i18n, planning.saved).to_string())
    }

    pub(super) fn busy_words(self) -> String {
        untrack(|| t_string!(self.i18n, planning.busy).to_string())
    }

    pub(super) fn choose_first_words(self) -> String {
        untrack(|| t_string!(self.i18n, planning.choose_first).to_string())
    }
}
