//! A stretch of work, as far as the rules look at it.

use serde::{Deserialize, Serialize};

use super::Calendar;
use crate::id::ShiftId;
use crate::missions::Setting;
use crate::planning::worked::take_break;
use crate::shifts::{BreakMinutes, ShiftKind, ShiftOut, ShiftStatus};
use crate::time::{Day, Instant};
use crate::word::word;

/// The most days that a shift has a part on: seven days of 24 hours, and one more.
const MOST_DAYS: usize = 9;

word! {
    /// Which limits hold for some work (FIELD.md A5).
    Terms {
        /// The ordinary ones.
        Ordinary = "ORDINARY",
        /// The longer day and the shorter rest of load-ins, strikes and tours.
        Extended = "EXTENDED",
    }
}

impl Terms {
    /// The terms of work of this kind, for a mission in this setting.
    #[must_use]
    pub const fn of(kind: ShiftKind, setting: Setting) -> Self {
        match (kind, setting) {
            (ShiftKind::Montage | ShiftKind::Demontage, _) | (_, Setting::Tour) => Self::Extended,
            _ => Self::Ordinary,
        }
    }

    /// The terms of two that belong together: one of them is enough.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Ordinary, Self::Ordinary) => Self::Ordinary,
            _ => Self::Extended,
        }
    }
}

/// As much of a person's shift as the rules look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Work {
    /// The shift.
    pub shift_id: ShiftId,
    /// When it starts.
    pub start: Instant,
    /// When it ends.
    pub end: Instant,
    /// Unpaid minutes inside it.
    pub break_minutes: BreakMinutes,
    /// Which limits hold for it.
    pub terms: Terms,
}

impl Work {
    /// A shift of a mission in this setting; none when it is called off.
    #[must_use]
    pub fn of(shift: &ShiftOut, setting: Setting) -> Option<Self> {
        (shift.status != ShiftStatus::Cancelled).then_some(Self {
            shift_id: shift.id,
            start: shift.start,
            end: shift.end,
            break_minutes: shift.break_minutes,
            terms: Terms::of(shift.kind, setting),
        })
    }

    /// The worked minutes: elapsed time less the break.
    #[must_use]
    pub fn minutes(&self) -> i64 {
        (self.end.minutes_since(self.start) - self.break_minutes.minutes()).max(0)
    }

    /// The worked minutes of each of its days, cut at the midnights of the zone.
    #[must_use]
    pub(super) fn parts(&self, calendar: &Calendar) -> Parts {
        let first = calendar.day(self.start);
        let mut minutes = [0; MOST_DAYS];
        let mut day = first;
        for part in &mut minutes {
            let from = calendar.midnight(day);
            if from >= self.end {
                break;
            }
            day = day.plus_days(1);
            let to = calendar.midnight(day).min(self.end);
            *part = to.minutes_since(from.max(self.start)).max(0);
        }
        take_break(&mut minutes, self.break_minutes.minutes());
        Parts { first, minutes }
    }
}

/// The worked minutes of a shift on each of its days.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts {
    first: Day,
    minutes: [i64; MOST_DAYS],
}

impl Parts {
    /// The days with minutes on them.
    pub(super) fn days(&self) -> impl Iterator<Item = (Day, i64)> + '_ {
        (0..)
            .zip(&self.minutes)
            .filter(|(_, minutes)| **minutes > 0)
            .map(|(n, minutes)| (self.first.plus_days(n), *minutes))
    }
}
