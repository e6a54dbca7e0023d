//! What the planning is narrowed to, and what is left of it.

use std::collections::BTreeSet;

use crate::id::{MissionId, ShiftId, TeamId, UserId};
use crate::shifts::{ShiftOut, ShiftStatus};

use super::rows::Viewer;
use super::{Board, PersonRow};

/// Whether only what is wrong is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Only {
    /// Everything is shown.
    #[default]
    Everything,
    /// Only shifts with a conflict are.
    Conflicts,
}

/// What the planning is narrowed to.
///
/// Team and person choose rows. The others choose shifts, and then the rows that have one:
/// who looks for something wants to see it, not the rows without it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this team's people, and its needs to fill.
    pub team: Option<TeamId>,
    /// Only this person.
    pub person: Option<UserId>,
    /// Only shifts of this mission.
    pub mission: Option<MissionId>,
    /// Only shifts of this status.
    pub status: Option<ShiftStatus>,
    /// Only shifts with this in the mission's title, the place, the role or the person's name.
    pub text: String,
    /// Only what is wrong.
    pub only: Only,
}

impl Filter {
    /// How many of its choices are made, the text not counted: it stands in its own field.
    #[must_use]
    pub fn choices(&self) -> usize {
        [
            self.team.is_some(),
            self.person.is_some(),
            self.mission.is_some(),
            self.status.is_some(),
        ]
        .into_iter()
        .filter(|chosen| *chosen)
        .count()
    }

    /// Whether anything is narrowed at all.
    #[must_use]
    pub fn is_on(&self) -> bool {
        *self != Self::default()
    }

    fn chooses_shifts(&self) -> bool {
        self.mission.is_some()
            || self.status.is_some()
            || !self.text.trim().is_empty()
            || self.only == Only::Conflicts
    }

    fn has_row(&self, person: &PersonRow) -> bool {
        self.person.is_none_or(|wanted| wanted == person.id)
            && self.team.is_none_or(|team| person.team_ids.contains(&team))
    }

    fn has_shift(&self, board: &Board, shift: &ShiftOut, wanted: &str) -> bool {
        let row = match shift.person_id {
            Some(id) => board.person(id).is_some_and(|person| self.has_row(person)),
            None => self.person.is_none() && (self.team.is_none() || self.team == shift.team_id),
        };
        row && self
            .mission
            .is_none_or(|mission| mission == shift.mission_id)
            && self.status.is_none_or(|status| status == shift.status)
            && (wanted.is_empty() || says(board, shift, wanted))
            && (self.only == Only::Everything || !board.marks(shift).is_clear())
    }

    /// What it leaves of a board.
    #[must_use]
    pub fn shown(&self, board: &Board) -> Shown {
        let wanted = plain(self.text.trim());
        let shifts: Vec<_> = board
            .shifts()
            .filter(|shift| self.has_shift(board, shift, &wanted))
            .collect();
        let people = if self.chooses_shifts() {
            shifts.iter().filter_map(|shift| shift.person_id).collect()
        } else {
            let rows = board.people().iter().filter(|person| self.has_row(person));
            rows.map(|person| person.id).collect()
        };
        let has_open = shifts.iter().any(|shift| shift.person_id.is_none());
        let open = match (has_open, self.chooses_shifts() || self.person.is_some()) {
            (true, _) => OpenRow::Used,
            (false, false) => OpenRow::Empty,
            (false, true) => OpenRow::Hidden,
        };
        Shown {
            shifts: shifts.into_iter().map(|shift| shift.id).collect(),
            people,
            open,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OpenRow {
    Used,
    Empty,
    Hidden,
}

/// What a filter leaves of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    shifts: BTreeSet<ShiftId>,
    people: BTreeSet<UserId>,
    open: OpenRow,
}

impl Shown {
    /// Whether a shift is shown.
    #[must_use]
    pub fn has(&self, shift: ShiftId) -> bool {
        self.shifts.contains(&shift)
    }

    /// Whether a person's row is shown.
    #[must_use]
    pub fn has_person(&self, person: UserId) -> bool {
        self.people.contains(&person)
    }

    /// Whether the row of the needs to fill is shown: to who plans also while it is empty,
    /// since shifts are put there.
    #[must_use]
    pub fn has_open_row(&self, viewer: Viewer) -> bool {
        match self.open {
            OpenRow::Used => true,
            OpenRow::Empty => viewer == Viewer::Planner,
            OpenRow::Hidden => false,
        }
    }

    /// Whether no row and no shift is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shifts.is_empty() && self.people.is_empty()
    }

    /// How many shifts are shown.
    #[must_use]
    pub fn shifts(&self) -> usize {
        self.shifts.len()
    }
}

fn says(board: &Board, shift: &ShiftOut, wanted: &str) -> bool {
    let mission = board.mission(shift.mission_id);
    let title = mission.map(|mission| mission.title.as_str());
    let venue = mission
        .and_then(|mission| mission.venue.as_ref())
        .map(|venue| venue.as_str());
    let person = shift.person_id.and_then(|id| board.person(id));
    let name = person.map(|person| person.name.as_str());
    [title, venue, name, Some(shift.role.as_str())]
        .into_iter()
        .flatten()
        .any(|text| plain(text).contains(wanted))
}

/// A text as people type it into a search: lower case, without the accents of western
/// European languages.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '\u{e0}'..='\u{e5}' => plain.push('a'),
            '\u{e6}' => plain.push_str("ae"),
            '\u{e7}' => plain.push('c'),
            '\u{e8}'..='\u{eb}' => plain.push('e'),
            '\u{ec}'..='\u{ef}' => plain.push('i'),
            '\u{f1}' => plain.push('n'),
            '\u{f2}'..='\u{f6}' | '\u{f8}' => plain.push('o'),
            '\u{f9}'..='\u{fc}' => plain.push('u'),
            '\u{fd}' | '\u{ff}' => plain.push('y'),
            '\u{153}' => plain.push_str("oe"),
            // A combining accent, of text that is not composed.
            '\u{300}'..='\u{36f}' => {}
            '\u{2019}' => plain.push('\''),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::board::sample::{Stage, shift};

    #[test]
    fn text_is_found_without_case_and_accents() {
        assert_eq!(plain("\u{c9}t\u{e9} \u{152}uvre e\u{301}"), "ete oeuvre e");
        let stage = Stage::new();
        let found = stage.anas("2026-11-24T09:00", "2026-11-24T13:00");
        let other = shift("2026-11-24T09:00", "2026-11-24T13:00");
        let board = stage.board(vec![found.clone(), other.clone()]);
        let shown = |text: &str| {
            let filter = Filter {
                text: text.to_owned(),
                ..Filter::default()
            };
            let shown = filter.shown(&board);
            (shown.has(found.id), shown.has(other.id))
        };
        assert_eq!(shown(" THEATRE d'ete "), (true, false));
        assert_eq!(shown("ana"), (true, false));
        assert_eq!(shown("regie"), (true, true));
        assert_eq!(shown("nothing"), (false, false));
        assert_eq!(shown(" "), (true, true));
    }

    #[test]
    fn choices_of_shifts_leave_the_rows_that_have_one() {
        let stage = Stage::new();
        let anas = stage.anas("2026-11-24T09:00", "2026-11-24T13:00");
        let clash = stage.anas("2026-11-24T12:00", "2026-11-24T14:00");
        let board = stage.board(vec![anas, clash]);
        let rows = |filter: Filter| {
            let shown = filter.shown(&board);
            (shown.has_person(stage.ana), shown.has_person(stage.bob))
        };
        assert_eq!(rows(Filter::default()), (true, true));
        let mission = Filter {
            mission: Some(stage.mission),
            ..Filter::default()
        };
        assert_eq!(rows(mission), (true, false));
        let conflicts = Filter {
            only: Only::Conflicts,
            ..Filter::default()
        };
        assert_eq!(rows(conflicts), (true, false));
        let published = Filter {
            status: Some(ShiftStatus::Published),
            ..Filter::default()
        };
        assert!(published.shown(&board).is_empty());
        assert_eq!((published.choices(), published.is_on()), (1, true));
    }

    #[test]
    fn a_team_has_its_own_needs_to_fill() {
        let stage = Stage::new();
        let open = |team_id| ShiftOut {
            team_id,
            ..shift("2026-11-24T09:00", "2026-11-24T13:00")
        };
        let (lights, sound) = (open(Some(stage.lights)), open(Some(stage.sound)));
        let board = stage.board(vec![lights.clone(), sound.clone()]);
        let filter = Filter {
            team: Some(stage.lights),
            ..Filter::default()
        };
        let shown = filter.shown(&board);
        assert_eq!((shown.has(lights.id), shown.has(sound.id)), (true, false));
    }
}
