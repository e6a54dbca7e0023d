//! What a file may cost, and what it has cost.
//!
//! Everything is bounded before it is looked into: bytes, lines, components, their depth, dates
//! of a series. What a recurrence rule costs cannot be told beforehand, so it is counted: a rule
//! looks at one period of its frequency after another, and each is a step.

use super::reading::Refusal;

/// The most bytes of a file.
pub(super) const MOST_BYTES: usize = 5 * 1024 * 1024;

/// The most lines of a file, after unfolding.
pub(super) const MOST_LINES: usize = 200_000;

/// The most bytes of one line, after unfolding. What goes beyond is an attachment, which no
/// shift has, or made to do harm.
pub(super) const MOST_LINE: usize = 64 * 1024;

/// The most bytes of a line before its value: the name and the parameters.
pub(super) const MOST_HEAD: usize = 1024;

/// The deepest that components may lie in each other; the standard has three levels.
pub(super) const MOST_DEPTH: usize = 16;

/// The most components of a file, alarms included.
pub(super) const MOST_COMPONENTS: usize = 60_000;

/// The most events of a file.
pub(super) const MOST_EVENTS: usize = 20_000;

/// The most dates that one event may add to a series or take out of it.
pub(super) const MOST_DATES: usize = 2_000;

/// The most occurrences that a rule is walked through: more than fifty years of every day.
pub(super) const MOST_WALKED: usize = 20_000;

/// The most occurrences of a rule that recurs more often than once a day.
pub(super) const MOST_IN_DAYS: usize = 2_000;

/// The most occurrences of all events of a file.
pub(super) const MOST_OCCURRENCES: usize = 50_000;

/// The most steps that the rules of a file may take together.
pub(super) const MOST_STEPS: u32 = 1_000_000;

/// The work that a file has cost.
#[derive(Debug, Default)]
pub(super) struct Work {
    steps: u32,
    occurrences: usize,
}

impl Work {
    /// Whether there is any left to do a series with.
    pub(super) const fn ensure_left(&self) -> Result<(), Refusal> {
        if self.steps >= MOST_STEPS || self.occurrences >= MOST_OCCURRENCES {
            return Err(Refusal::TooMuchWork);
        }
        Ok(())
    }

    /// Counts steps that were taken.
    pub(super) const fn count(&mut self, steps: u32) {
        self.steps = self.steps.saturating_add(steps);
    }

    /// Counts occurrences that are kept.
    pub(super) const fn keep(&mut self, occurrences: usize) {
        self.occurrences = self.occurrences.saturating_add(occurrences);
    }

    /// The steps taken so far.
    pub(super) const fn steps(&self) -> u32 {
        self.steps
    }
}
