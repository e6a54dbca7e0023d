//! The labour rules: how long people may work and must rest (FIELD.md A5), as pure functions
//! that the web app runs while a shift is dragged and the server when it is saved.
//!
//! [`breaches`] judges one person and one week: a [`Workload`] (the shifts around the week,
//! the hours of the weeks around) by [`Policies`] (the limits in force on each day). What a
//! save is answerable for is the difference that it makes: [`caused`].
//!
//! The verdicts inform. They know one organisation's shifts, and the law knows exceptions: so
//! every rule is a warning until an organisation decides otherwise, and a blocked save can be
//! overridden with a reason.

mod calendar;
mod day;
mod draft;
mod judge;
mod ledger;
mod load;
mod mean;
mod pause;
mod policy;
mod read;
mod rest;
mod settings;
mod week;
mod work;

use serde::{Deserialize, Serialize};

use crate::id::{ShiftId, UserId};
use crate::time::Day;
use crate::word::word;

pub use calendar::Calendar;
pub use draft::PolicyDraft;
pub use judge::{Scope, breaches};
pub use ledger::Ledger;
pub use load::{MOST_WEEKS, WeekTotals, Workload};
pub use mean::WEEKS_AROUND;
pub use policy::{Levels, Limits, Policies, Policy};
pub use read::{LabourOut, PersonWeeks, PersonWork};
pub use settings::{PolicyIn, PolicyOut, PolicyPatch, create, delete, edit, list};
pub use work::{Terms, Work};

/// How far before a judged week shifts are looked at, in days: short rests are counted over
/// seven days.
pub const DAYS_BEFORE: i64 = 8;

/// How far after it, in days: the rest after a shift, and the weekly rest that ends after it.
pub const DAYS_AFTER: i64 = 2;

word! {
    /// A labour rule.
    Rule {
        /// Work of a civil day: 10 h, or 12 h for load-ins, strikes and tours.
        DailyWork = "DAILY_WORK",
        /// From the first start of a working day to its last end: 13 h.
        Amplitude = "AMPLITUDE",
        /// Rest between two working days: 11 h, or 9 h in counted cases.
        DailyRest = "DAILY_REST",
        /// Rest of a week: 35 h.
        WeeklyRest = "WEEKLY_REST",
        /// Work of a week: 48 h.
        WeeklyWork = "WEEKLY_WORK",
        /// Mean work of a week over any twelve: 44 h.
        MeanWork = "MEAN_WORK",
        /// Break: 20 minutes once 6 h are reached.
        Pause = "PAUSE",
        /// The shortest call: 3 h 30.
        ShortestCall = "SHORTEST_CALL",
    }
}

word! {
    /// What a rule does when it is broken.
    Level {
        /// Nothing.
        Off = "OFF",
        /// It is said.
        Warn = "WARN",
        /// The save is refused, unless a reason is given.
        Block = "BLOCK",
    }
}

impl Level {
    /// Whether the rule is not looked at.
    #[must_use]
    pub const fn is_off(self) -> bool {
        matches!(self, Self::Off)
    }
}

impl Rule {
    /// Whether more is worse: the rules of work have a most, those of rest a least.
    #[must_use]
    pub const fn has_most(self) -> bool {
        matches!(
            self,
            Self::DailyWork | Self::Amplitude | Self::WeeklyWork | Self::MeanWork
        )
    }

    /// The fields of [`Limits`] that it is judged by.
    #[must_use]
    pub const fn limits(self) -> &'static [&'static str] {
        match self {
            Self::DailyWork => &["daily_work", "daily_work_extended"],
            Self::Amplitude => &["amplitude"],
            Self::DailyRest => &[
                "daily_rest",
                "short_rest",
                "short_rests_a_week",
                "short_rests_in_seven_days",
            ],
            Self::WeeklyRest => &["weekly_rest"],
            Self::WeeklyWork => &["weekly_work"],
            Self::MeanWork => &["mean_work"],
            Self::Pause => &["pause_after", "pause"],
            Self::ShortestCall => &["shortest_call"],
        }
    }

    /// Whether it is about a week, rather than a day.
    #[must_use]
    pub const fn is_weekly(self) -> bool {
        matches!(self, Self::WeeklyRest | Self::WeeklyWork | Self::MeanWork)
    }
}

/// A rule that a person's shifts break, in this organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Breach {
    /// The rule.
    pub rule: Rule,
    /// What it does: `WARN` or `BLOCK`.
    pub level: Level,
    /// Whose shifts.
    pub person_id: UserId,
    /// The day, or the Monday of the week.
    pub day: Day,
    /// What was measured, in minutes.
    pub measured: i64,
    /// What is allowed, in minutes.
    pub limit: i64,
    /// With a short rest that would be allowed fewer times: which of them it is.
    pub nth: Option<u32>,
    /// The shifts that together break it, as far as they are around the week.
    pub shift_ids: Vec<ShiftId>,
}

impl Breach {
    /// Whether this is no better than another breach of the same rule on the same day.
    fn is_worse(&self, other: &Self) -> bool {
        if self.rule.has_most() {
            self.measured > other.measured
        } else {
            self.measured < other.measured
        }
    }

    /// Whether this was there before, at least as bad.
    fn was(&self, before: &[Self]) -> bool {
        before.iter().any(|other| {
            (self.rule, self.day, self.person_id) == (other.rule, other.day, other.person_id)
                && self.nth <= other.nth
                && !self.is_worse(other)
        })
    }

    /// Whether it refuses a save.
    #[must_use]
    pub const fn blocks(&self) -> bool {
        matches!(self.level, Level::Block)
    }
}

/// What a change is answerable for: the breaches after it that were not there before, or not
/// as bad.
#[must_use]
pub fn caused(before: &[Breach], mut after: Vec<Breach>) -> Vec<Breach> {
    after.retain(|breach| !breach.was(before));
    after
}

#[cfg(test)]
mod tests;
