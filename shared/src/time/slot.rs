use super::Instant;

/// An end that is not after its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("end_not_after_start")]
pub struct EmptySlot;

/// A stretch of time, half-open: `start` belongs to it, `end` does not. Never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    start: Instant,
    end: Instant,
}

impl Slot {
    /// From `start` to `end`, which must be later.
    pub fn new(start: Instant, end: Instant) -> Result<Self, EmptySlot> {
        if start < end {
            Ok(Self { start, end })
        } else {
            Err(EmptySlot)
        }
    }

    /// The first instant of it.
    #[must_use]
    pub const fn start(self) -> Instant {
        self.start
    }

    /// The first instant after it.
    #[must_use]
    pub const fn end(self) -> Instant {
        self.end
    }

    /// Whether the two have an instant in common; back-to-back ones have none.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Real elapsed time in whole minutes, so a night of the clock change has its 7 or 9 hours.
    #[must_use]
    pub fn minutes(self) -> i64 {
        self.end.minutes_since(self.start)
    }

    /// The part of it inside `other`.
    #[must_use]
    pub fn within(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end)).ok()
    }
}

/// Why a window is refused. Its display form is the field code of the problem answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WindowError {
    /// It ends before it begins, or at once.
    #[error("end_not_after_start")]
    Empty,
    /// It is longer than [`Window::MOST_DAYS`].
    #[error("window_too_long")]
    TooLong,
}

/// A slot short enough to be read as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window(Slot);

impl Window {
    /// The longest window, in days of 24 hours, with an hour more for a clock change.
    pub const MOST_DAYS: i64 = 62;

    /// From `from` to `to`.
    pub fn new(from: Instant, to: Instant) -> Result<Self, WindowError> {
        let slot = Slot::new(from, to).map_err(|EmptySlot| WindowError::Empty)?;
        if slot.minutes() > Self::MOST_DAYS * 24 * 60 + 60 {
            return Err(WindowError::TooLong);
        }
        Ok(Self(slot))
    }

    /// The window as a slot.
    #[must_use]
    pub const fn slot(self) -> Slot {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(start: &str, end: &str) -> Slot {
        Slot::new(start.parse().unwrap(), end.parse().unwrap()).unwrap()
    }

    #[test]
    fn back_to_back_is_no_overlap() {
        let morning = slot("2026-11-24T08:00:00Z", "2026-11-24T12:00:00Z");
        let noon = slot("2026-11-24T12:00:00Z", "2026-11-24T13:00:00Z");
        let late = slot("2026-11-24T11:59:00Z", "2026-11-24T13:00:00Z");
        assert!(!morning.overlaps(noon));
        assert!(morning.overlaps(late) && late.overlaps(morning));
        assert_eq!(morning.within(late).map(Slot::minutes), Some(1));
    }

    #[test]
    fn a_slot_cannot_be_empty_or_reversed() {
        let at: Instant = "2026-11-24T08:00:00Z".parse().unwrap();
        assert_eq!(Slot::new(at, at), Err(EmptySlot));
        assert_eq!(Slot::new(at, at.plus_minutes(-1)), Err(EmptySlot));
    }

    #[test]
    fn a_window_holds_two_months_over_a_clock_change() {
        let from: Instant = "2026-09-30T22:00:00Z".parse().unwrap();
        assert!(Window::new(from, from.plus_minutes(62 * 24 * 60 + 60)).is_ok());
        assert_eq!(
            Window::new(from, from.plus_minutes(63 * 24 * 60)),
            Err(WindowError::TooLong)
        );
        assert_eq!(Window::new(from, from), Err(WindowError::Empty));
    }
}
