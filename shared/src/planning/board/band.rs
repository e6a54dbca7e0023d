//! What people said of their time, as a day shows it.

use crate::availability::{AvailabilityKind, AvailabilityOut};
use crate::id::AvailabilityId;
use crate::text::Reason;
use crate::time::Slot;

use super::{Board, Cell};

/// How much of a day a band covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// All of it.
    AllDay,
    /// A part of it.
    Part(Slot),
}

/// A stretch of availability, as a day shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The stretch.
    pub id: AvailabilityId,
    /// What is said.
    pub kind: AvailabilityKind,
    /// How much of the day it covers.
    pub cover: Cover,
    /// The person's note.
    pub note: Option<Reason>,
}

impl Band {
    fn of(said: &AvailabilityOut, day: Slot) -> Option<Self> {
        let part = Slot::new(said.start, said.end).ok()?.within(day)?;
        let cover = if part == day {
            Cover::AllDay
        } else {
            Cover::Part(part)
        };
        Some(Self {
            id: said.id,
            kind: said.kind,
            cover,
            note: said.note.clone(),
        })
    }
}

impl Board {
    /// What a person said of a day.
    #[must_use]
    pub fn bands(&self, cell: Cell) -> Vec<Band> {
        let Some(day) = self.columns.slot(cell.day) else {
            return Vec::new();
        };
        self.availability
            .iter()
            .filter(|said| Some(said.person_id) == cell.person)
            .filter_map(|said| Band::of(said, day))
            .collect()
    }
}
