use crate::id::{ShiftId, UserId};
use crate::problem::FieldError;
use crate::time::{EmptySlot, Instant, Slot};

use super::{BreakMinutes, ShiftStatus};

/// The longest shift, in minutes: seven days.
pub const MOST_MINUTES: i64 = 7 * 24 * 60;

/// The same, as a column holds it.
pub(super) const LONGEST: i32 = 7 * 24 * 60;

/// The longest break, in minutes: a day.
pub const BREAK_MOST: i32 = 24 * 60;

/// The times of a shift, if they make one.
pub fn check_times(start: Instant, end: Instant, rest: BreakMinutes) -> Result<Slot, FieldError> {
    let slot = Slot::new(start, end).map_err(|error @ EmptySlot| FieldError::new("/end", error))?;
    if slot.minutes() > MOST_MINUTES {
        return Err(FieldError::new("/end", "too_long"));
    }
    if rest.minutes() > 0 && rest.minutes() >= slot.minutes() {
        return Err(FieldError::new("/break_minutes", "break_not_shorter"));
    }
    Ok(slot)
}

/// As much of a shift as decides whether it is in another's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Booked {
    /// The shift; none when it is not saved yet.
    pub id: Option<ShiftId>,
    /// Who works it.
    pub person: Option<UserId>,
    /// When.
    pub slot: Slot,
    /// How final it is.
    pub status: ShiftStatus,
}

impl Booked {
    /// Whether the two cannot both be worked: one person, common time, neither called off,
    /// and not the same shift.
    #[must_use]
    pub fn collides(&self, other: &Self) -> bool {
        let same_shift = self.id.is_some() && self.id == other.id;
        let same_person = self.person.is_some() && self.person == other.person;
        let live = |booked: &Self| booked.status != ShiftStatus::Cancelled;
        !same_shift && same_person && live(self) && live(other) && self.slot.overlaps(other.slot)
    }
}

/// The places of the shifts that `wanted` collides with.
pub fn overlapping<'a>(
    wanted: &'a Booked,
    others: impl IntoIterator<Item = &'a Booked> + 'a,
) -> impl Iterator<Item = usize> + 'a {
    others
        .into_iter()
        .enumerate()
        .filter(|(_, other)| wanted.collides(other))
        .map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64) -> Instant {
        "2026-11-24T00:00:00Z"
            .parse::<Instant>()
            .unwrap()
            .plus_minutes(hour * 60)
    }

    fn booked(person: Option<UserId>, from: i64, to: i64) -> Booked {
        let slot = Slot::new(at(from), at(to)).unwrap();
        Booked {
            id: Some(ShiftId::new()),
            person,
            slot,
            status: ShiftStatus::Draft,
        }
    }

    #[test]
    fn two_shifts_of_one_person_collide_when_they_share_time() {
        let ana = Some(UserId::new());
        let morning = booked(ana, 8, 12);
        assert!(morning.collides(&booked(ana, 11, 13)));
        assert!(!morning.collides(&booked(ana, 12, 13)), "back to back");
        assert!(!morning.collides(&morning), "itself");
        assert!(
            !morning.collides(&booked(Some(UserId::new()), 8, 12)),
            "somebody else's"
        );
        let cancelled = Booked {
            status: ShiftStatus::Cancelled,
            ..booked(ana, 8, 12)
        };
        assert!(!morning.collides(&cancelled), "called off");
    }

    #[test]
    fn needs_to_fill_collide_with_nothing() {
        assert!(!booked(None, 8, 12).collides(&booked(None, 8, 12)));
    }

    #[test]
    fn a_shift_has_real_times_and_a_break_shorter_than_itself() {
        let rest = |minutes: i64| BreakMinutes::try_from(minutes).unwrap();
        assert!(check_times(at(8), at(12), rest(30)).is_ok());
        let code = |start, end, minutes| check_times(start, end, rest(minutes)).unwrap_err().code;
        assert_eq!(code(at(8), at(8), 0), "end_not_after_start");
        assert_eq!(code(at(0), at(400 * 24), 0), "too_long");
        assert_eq!(code(at(8), at(9), 60), "break_not_shorter");
    }
}
