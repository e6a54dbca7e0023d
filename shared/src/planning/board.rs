//! The planning of a week, keyed, as the grid reads it.

mod band;
mod unpublished;

use std::collections::BTreeMap;

use crate::availability::AvailabilityOut;
use crate::id::{MissionId, ShiftId, TeamId, UserId};
use crate::publications::{Announced, PublicationRef};
use crate::shifts::ShiftOut;
use crate::time::{Day, IsoWeek, Slot, Zone};

use super::rules::Labour;
use super::{Columns, MissionRow, PersonRow, PlanningOut, TeamRow};

pub use band::{Band, Cover};

/// A cell of the grid: a person's day, or a day of the needs to fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Whose; nobody's where a need waits to be filled.
    pub person: Option<UserId>,
    /// Which day.
    pub day: Day,
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.person {
            Some(person) => write!(f, "{person}/{}", self.day),
            None => write!(f, "open/{}", self.day),
        }
    }
}

/// A text that names no cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("invalid_cell")]
pub struct NotACell;

impl std::str::FromStr for Cell {
    type Err = NotACell;
    fn from_str(text: &str) -> Result<Self, NotACell> {
        let (person, day) = text.split_once('/').ok_or(NotACell)?;
        let person = match person {
            "open" => None,
            id => Some(id.parse().map_err(|_| NotACell)?),
        };
        Ok(Self {
            person,
            day: day.parse().map_err(|_| NotACell)?,
        })
    }
}

/// A week as it was read, with the changes made since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    week: IsoWeek,
    columns: Columns,
    people: Vec<PersonRow>,
    teams: Vec<TeamRow>,
    missions: Vec<MissionRow>,
    shifts: BTreeMap<ShiftId, ShiftOut>,
    index: BTreeMap<Cell, Vec<ShiftId>>,
    availability: Vec<AvailabilityOut>,
    labour: Option<Labour>,
    announced: BTreeMap<ShiftId, Announced>,
    publication: Option<PublicationRef>,
}

impl Board {
    /// The board of a week that was read.
    #[must_use]
    pub fn new(week: IsoWeek, read: PlanningOut) -> Self {
        let PlanningOut {
            zone,
            people,
            teams,
            missions,
            shifts,
            availability,
            labour,
            announced,
            publication,
        } = read;
        let announced = unpublished::announced(&shifts, announced);
        let mut board = Self {
            week,
            columns: Columns::of_week(week, zone),
            people,
            teams,
            missions,
            shifts: BTreeMap::new(),
            index: BTreeMap::new(),
            availability,
            labour: None,
            announced,
            publication,
        };
        let labour = labour.map(|read| Labour::new((week, zone), &read, &shifts, &board.missions));
        for shift in shifts {
            board.put(shift);
        }
        board.labour = labour;
        board
    }

    /// A board with nothing on it, until the week is read.
    #[must_use]
    pub fn empty(week: IsoWeek, zone: Zone) -> Self {
        let nothing = PlanningOut {
            zone,
            people: Vec::new(),
            teams: Vec::new(),
            missions: Vec::new(),
            shifts: Vec::new(),
            availability: Vec::new(),
            labour: None,
            announced: Vec::new(),
            publication: None,
        };
        Self::new(week, nothing)
    }

    /// The week it shows.
    #[must_use]
    pub const fn week(&self) -> IsoWeek {
        self.week
    }

    /// Its days.
    #[must_use]
    pub const fn columns(&self) -> &Columns {
        &self.columns
    }

    /// Where its days begin and end.
    #[must_use]
    pub const fn zone(&self) -> Zone {
        self.columns.zone()
    }

    /// The people, by name.
    #[must_use]
    pub fn people(&self) -> &[PersonRow] {
        &self.people
    }

    /// The teams, by name.
    #[must_use]
    pub fn teams(&self) -> &[TeamRow] {
        &self.teams
    }

    /// The missions.
    #[must_use]
    pub fn missions(&self) -> &[MissionRow] {
        &self.missions
    }

    /// A person.
    #[must_use]
    pub fn person(&self, id: UserId) -> Option<&PersonRow> {
        self.people.iter().find(|person| person.id == id)
    }

    /// A team.
    #[must_use]
    pub fn team(&self, id: TeamId) -> Option<&TeamRow> {
        self.teams.iter().find(|team| team.id == id)
    }

    /// A mission.
    #[must_use]
    pub fn mission(&self, id: MissionId) -> Option<&MissionRow> {
        self.missions.iter().find(|mission| mission.id == id)
    }

    /// The shifts, in the order they were made.
    pub fn shifts(&self) -> impl Iterator<Item = &ShiftOut> {
        self.shifts.values()
    }

    /// A shift.
    #[must_use]
    pub fn shift(&self, id: ShiftId) -> Option<&ShiftOut> {
        self.shifts.get(&id)
    }

    /// The shifts with a part in a cell, by start.
    #[must_use]
    pub fn at(&self, cell: Cell) -> &[ShiftId] {
        self.index.get(&cell).map_or(&[], Vec::as_slice)
    }

    /// The shifts of a person with a part on the board; each once.
    pub fn of_person(&self, person: Option<UserId>) -> impl Iterator<Item = &ShiftOut> {
        let days = self.columns.days();
        let cells = days
            .iter()
            .map(move |&(day, slot)| (Cell { person, day }, slot));
        cells.flat_map(move |(cell, slot)| {
            let first = self.columns.days().first().map(|(day, _)| *day);
            self.at(cell)
                .iter()
                .filter_map(|id| self.shifts.get(id))
                .filter(move |shift| slot.start() <= shift.start || first == Some(cell.day))
        })
    }

    /// Puts a shift where it belongs, in place of the same one if it was there. One that has
    /// no part in the week is taken off.
    pub fn put(&mut self, shift: ShiftOut) {
        self.take(shift.id);
        if let Some(labour) = &mut self.labour {
            labour.put(&shift);
        }
        let Ok(slot) = Slot::new(shift.start, shift.end) else {
            return;
        };
        if !self.columns.show(slot) {
            return;
        }
        let (id, person) = (shift.id, shift.person_id);
        self.shifts.insert(id, shift);
        for &(day, whole) in self.columns.days() {
            if whole.overlaps(slot) {
                let cell = self.index.entry(Cell { person, day }).or_default();
                cell.push(id);
                let shifts = &self.shifts;
                cell.sort_by_key(|id| shifts.get(id).map(|shift| (shift.start, shift.end, *id)));
            }
        }
    }

    /// Takes a shift off.
    pub fn take(&mut self, id: ShiftId) -> Option<ShiftOut> {
        let shift = self.shifts.remove(&id)?;
        if let Some(labour) = &mut self.labour {
            labour.take(&shift);
        }
        for &(day, _) in self.columns.days() {
            let cell = Cell {
                person: shift.person_id,
                day,
            };
            if let Some(ids) = self.index.get_mut(&cell) {
                ids.retain(|other| *other != id);
                if ids.is_empty() {
                    self.index.remove(&cell);
                }
            }
        }
        Some(shift)
    }

    /// What people said of their time.
    #[must_use]
    pub fn availability(&self) -> &[AvailabilityOut] {
        &self.availability
    }

    /// What the labour rules need; none for who does not plan.
    #[must_use]
    pub const fn labour(&self) -> Option<&Labour> {
        self.labour.as_ref()
    }
}

#[cfg(test)]
pub(crate) mod sample;

#[cfg(test)]
mod tests {
    use super::sample::{Stage, at, shift};
    use super::*;

    fn cell(person: UserId, day: &str) -> Cell {
        Cell {
            person: Some(person),
            day: day.parse().unwrap(),
        }
    }

    #[test]
    fn a_cell_has_a_name_that_finds_it() {
        let day = "2026-11-24".parse().unwrap();
        let person = Some(UserId::new());
        for cell in [Cell { person, day }, Cell { person: None, day }] {
            assert_eq!(cell.to_string().parse(), Ok(cell));
        }
        for bad in ["", "open", "open/", "x/2026-11-24"] {
            assert_eq!(bad.parse::<Cell>(), Err(NotACell), "{bad}");
        }
    }

    #[test]
    fn a_night_stands_in_both_of_its_cells() {
        let stage = Stage::new();
        let night = stage.anas("2026-11-24T22:00", "2026-11-25T06:00");
        let board = stage.board(vec![night.clone()]);
        assert_eq!(board.at(cell(stage.ana, "2026-11-24")), [night.id]);
        assert_eq!(board.at(cell(stage.ana, "2026-11-25")), [night.id]);
        assert_eq!(board.at(cell(stage.bob, "2026-11-24")), []);
        assert_eq!(board.of_person(Some(stage.ana)).count(), 1);
    }

    #[test]
    fn a_moved_shift_leaves_its_old_cell_and_cells_are_in_order() {
        let stage = Stage::new();
        let late = stage.anas("2026-11-24T14:00", "2026-11-24T18:00");
        let early = stage.anas("2026-11-24T08:00", "2026-11-24T12:00");
        let mut board = stage.board(vec![late.clone(), early.clone()]);
        assert_eq!(board.at(cell(stage.ana, "2026-11-24")), [early.id, late.id]);
        board.put(ShiftOut {
            person_id: Some(stage.bob),
            ..early.clone()
        });
        assert_eq!(board.at(cell(stage.ana, "2026-11-24")), [late.id]);
        assert_eq!(board.at(cell(stage.bob, "2026-11-24")), [early.id]);
        board.put(ShiftOut {
            start: at("2026-12-01T08:00"),
            end: at("2026-12-01T12:00"),
            ..early.clone()
        });
        assert_eq!(board.shift(early.id), None, "it left the week");
        assert_eq!(board.shifts().count(), 1);
    }

    #[test]
    fn a_shift_from_the_week_before_is_of_the_person_too() {
        let stage = Stage::new();
        let sunday = stage.anas("2026-11-22T22:00", "2026-11-23T06:00");
        let board = stage.board(vec![sunday, shift("2026-11-30T00:00", "2026-11-30T02:00")]);
        assert_eq!(board.of_person(Some(stage.ana)).count(), 1);
        assert_eq!(board.shifts().count(), 1);
    }

    #[test]
    fn a_day_shows_its_part_of_what_was_said() {
        let mut stage = Stage::new();
        stage.away("2026-11-24T12:00", "2026-11-26T00:00");
        let board = stage.board(vec![]);
        let covers = |day| {
            let bands = board.bands(cell(stage.ana, day));
            bands.iter().map(|band| band.cover).collect::<Vec<_>>()
        };
        let afternoon = Slot::new(at("2026-11-24T12:00"), at("2026-11-25T00:00")).unwrap();
        assert_eq!(covers("2026-11-24"), [Cover::Part(afternoon)]);
        assert_eq!(covers("2026-11-25"), [Cover::AllDay]);
        assert_eq!(covers("2026-11-26"), []);
        assert_eq!(board.bands(cell(stage.bob, "2026-11-25")), []);
    }
}
