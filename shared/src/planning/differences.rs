//! Where two states of a shift differ, to show both when somebody else was faster.

use crate::shifts::ShiftOut;

/// A field of a shift that people see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The mission.
    Mission,
    /// The team.
    Team,
    /// The person.
    Person,
    /// The role.
    Role,
    /// The kind of work.
    Kind,
    /// When it starts and ends.
    Times,
    /// The break.
    Break,
    /// The status.
    Status,
    /// The notes.
    Notes,
}

/// The fields in which two states of a shift differ.
#[must_use]
pub fn differences(one: &ShiftOut, other: &ShiftOut) -> Vec<Field> {
    differ([
        (Field::Mission, one.mission_id != other.mission_id),
        (Field::Team, one.team_id != other.team_id),
        (Field::Person, one.person_id != other.person_id),
        (Field::Role, one.role != other.role),
        (Field::Kind, one.kind != other.kind),
        (
            Field::Times,
            (one.start, one.end) != (other.start, other.end),
        ),
        (Field::Break, one.break_minutes != other.break_minutes),
        (Field::Status, one.status != other.status),
        (Field::Notes, one.notes != other.notes),
    ])
}

/// Those of these fields that differ.
pub(crate) fn differ<const N: usize>(fields: [(Field, bool); N]) -> Vec<Field> {
    let fields = fields.into_iter();
    fields
        .filter_map(|(field, differs)| differs.then_some(field))
        .collect()
}
