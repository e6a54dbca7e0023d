//! The limits of an organisation, from a day on.

use serde::{Deserialize, Serialize};

use super::{Level, Rule};
use crate::problem::FieldError;
use crate::time::Day;

/// The longest limit, in minutes: a week.
const MOST_MINUTES: u32 = 7 * 24 * 60;

/// The limits, in minutes and in times. The defaults are FIELD.md A5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Limits {
    /// The longest work of a civil day (L3121-18).
    pub daily_work: u32,
    /// The same for load-ins, strikes and tours (CCNEAC).
    pub daily_work_extended: u32,
    /// The longest time from the first start of a working day to its last end.
    pub amplitude: u32,
    /// The shortest rest between two working days (L3131-1).
    pub daily_rest: u32,
    /// The shorter rest that load-ins, strikes and tours allow, counted (IDCC 2717).
    pub short_rest: u32,
    /// How many of those in a civil week.
    pub short_rests_a_week: u32,
    /// How many of those in any seven days.
    pub short_rests_in_seven_days: u32,
    /// The shortest weekly rest: a day and a daily rest (L3132-2).
    pub weekly_rest: u32,
    /// The longest work of a civil week (L3121-20).
    pub weekly_work: u32,
    /// The longest mean work of a week over any twelve (L3121-22).
    pub mean_work: u32,
    /// The work after which a break is due (L3121-16).
    pub pause_after: u32,
    /// The shortest break.
    pub pause: u32,
    /// The shortest call (CCNEAC).
    pub shortest_call: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            daily_work: 10 * 60,
            daily_work_extended: 12 * 60,
            amplitude: 13 * 60,
            daily_rest: 11 * 60,
            short_rest: 9 * 60,
            short_rests_a_week: 2,
            short_rests_in_seven_days: 3,
            weekly_rest: 35 * 60,
            weekly_work: 48 * 60,
            mean_work: 44 * 60,
            pause_after: 6 * 60,
            pause: 20,
            shortest_call: 3 * 60 + 30,
        }
    }
}

impl Limits {
    /// The limits by the name of their field: minutes, but for those of [`Self::is_count`].
    #[must_use]
    pub const fn fields(&self) -> [(&'static str, u32); 13] {
        [
            ("daily_work", self.daily_work),
            ("daily_work_extended", self.daily_work_extended),
            ("amplitude", self.amplitude),
            ("daily_rest", self.daily_rest),
            ("short_rest", self.short_rest),
            ("short_rests_a_week", self.short_rests_a_week),
            ("short_rests_in_seven_days", self.short_rests_in_seven_days),
            ("weekly_rest", self.weekly_rest),
            ("weekly_work", self.weekly_work),
            ("mean_work", self.mean_work),
            ("pause_after", self.pause_after),
            ("pause", self.pause),
            ("shortest_call", self.shortest_call),
        ]
    }

    /// The limits with these values, in the order of [`Self::fields`].
    #[must_use]
    pub const fn of_fields(values: [u32; 13]) -> Self {
        let [
            daily_work,
            daily_work_extended,
            amplitude,
            daily_rest,
            short_rest,
            short_rests_a_week,
            short_rests_in_seven_days,
            weekly_rest,
            weekly_work,
            mean_work,
            pause_after,
            pause,
            shortest_call,
        ] = values;
        Self {
            daily_work,
            daily_work_extended,
            amplitude,
            daily_rest,
            short_rest,
            short_rests_a_week,
            short_rests_in_seven_days,
            weekly_rest,
            weekly_work,
            mean_work,
            pause_after,
            pause,
            shortest_call,
        }
    }

    /// Whether a field counts times rather than minutes.
    #[must_use]
    pub fn is_count(field: &str) -> bool {
        field.starts_with("short_rests")
    }

    /// That no limit is longer than a week, no more often than daily, and none contradicts
    /// the one it eases.
    pub fn check(&self) -> Result<(), FieldError> {
        let out = |field: &str| FieldError::new(format!("/limits/{field}"), "out_of_range");
        for (field, value) in self.fields() {
            let most = if Self::is_count(field) {
                7
            } else {
                MOST_MINUTES
            };
            if value > most {
                return Err(out(field));
            }
        }
        if self.daily_work_extended < self.daily_work {
            return Err(out("daily_work_extended"));
        }
        if self.short_rest > self.daily_rest {
            return Err(out("short_rest"));
        }
        Ok(())
    }
}

/// What each rule does when it is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Levels {
    /// Work of a day.
    pub daily_work: Level,
    /// From the first start to the last end of a day.
    pub amplitude: Level,
    /// Rest between two days.
    pub daily_rest: Level,
    /// Rest of a week.
    pub weekly_rest: Level,
    /// Work of a week.
    pub weekly_work: Level,
    /// Mean work of twelve weeks.
    pub mean_work: Level,
    /// The break.
    pub pause: Level,
    /// The shortest call.
    pub shortest_call: Level,
}

impl Levels {
    /// Every rule at one level.
    #[must_use]
    pub const fn all(level: Level) -> Self {
        Self {
            daily_work: level,
            amplitude: level,
            daily_rest: level,
            weekly_rest: level,
            weekly_work: level,
            mean_work: level,
            pause: level,
            shortest_call: level,
        }
    }

    /// Another level for a rule.
    pub const fn set(&mut self, rule: Rule, level: Level) {
        *match rule {
            Rule::DailyWork => &mut self.daily_work,
            Rule::Amplitude => &mut self.amplitude,
            Rule::DailyRest => &mut self.daily_rest,
            Rule::WeeklyRest => &mut self.weekly_rest,
            Rule::WeeklyWork => &mut self.weekly_work,
            Rule::MeanWork => &mut self.mean_work,
            Rule::Pause => &mut self.pause,
            Rule::ShortestCall => &mut self.shortest_call,
        } = level;
    }

    /// What this rule does.
    #[must_use]
    pub const fn of(&self, rule: Rule) -> Level {
        match rule {
            Rule::DailyWork => self.daily_work,
            Rule::Amplitude => self.amplitude,
            Rule::DailyRest => self.daily_rest,
            Rule::WeeklyRest => self.weekly_rest,
            Rule::WeeklyWork => self.weekly_work,
            Rule::MeanWork => self.mean_work,
            Rule::Pause => self.pause,
            Rule::ShortestCall => self.shortest_call,
        }
    }
}

impl Default for Levels {
    fn default() -> Self {
        Self::all(Level::Warn)
    }
}

/// The rules of an organisation, from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Policy {
    /// The first day they hold for.
    pub effective_from: Day,
    /// The limits.
    pub limits: Limits,
    /// What each rule does.
    pub levels: Levels,
}

/// The rules of an organisation, by the day they begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policies {
    dated: Vec<Policy>,
    before: (Limits, Levels),
}

impl Policies {
    /// These, in any order.
    #[must_use]
    pub fn new(mut dated: Vec<Policy>) -> Self {
        dated.sort_by_key(|policy| policy.effective_from);
        Self {
            dated,
            before: (Limits::default(), Levels::default()),
        }
    }

    /// What is in force on a day: the last that began, or the defaults before the first.
    #[must_use]
    pub fn on(&self, day: Day) -> (&Limits, &Levels) {
        let begun = self.dated.iter().rev();
        let mut begun = begun.skip_while(|policy| policy.effective_from > day);
        begun.next().map_or((&self.before.0, &self.before.1), |it| {
            (&it.limits, &it.levels)
        })
    }
}

impl Default for Policies {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}
