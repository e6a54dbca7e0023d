//! How a shift is to recur: what is typed, and the choices for single shifts.

use leptos::prelude::*;
use shared::form::Reading;
use shared::planning::planned::ChosenPlace;
use shared::problem::FieldError;
use shared::series::{RepeatIn, Rule};
use shared::time::{Day, Weekday};

use crate::planning::Run;
use crate::planning::judged::{Choices, Meant};

/// What is asked. A handle: copies share it.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    first: Day,
    pub(super) interval: RwSignal<String>,
    pub(super) weekdays: RwSignal<Vec<String>>,
    pub(super) count: RwSignal<String>,
    pub(super) choices: Choices<u32>,
    pub(super) meant: Meant,
}

impl Asked {
    /// Every week on the day of the first shift, four times.
    pub(super) fn of(first: Day) -> Self {
        Self {
            first,
            interval: RwSignal::new("1".to_owned()),
            weekdays: RwSignal::new(vec![Weekday::of(first).to_string()]),
            count: RwSignal::new("4".to_owned()),
            choices: Choices::new(),
            meant: Meant::new(),
        }
    }

    /// The rule, or the fields that are not right. Follows changes.
    pub(super) fn rule(self) -> Result<Rule, Vec<FieldError>> {
        let mut reading = Reading::default();
        let interval = self
            .interval
            .with(|text| reading.number("/rule/interval", text));
        let days = self.weekdays.get();
        let days: Vec<Weekday> = days.iter().filter_map(|day| day.parse().ok()).collect();
        let weekdays = reading.take("/rule/weekdays", days.try_into());
        let count = self.count.with(|text| reading.number("/rule/count", text));
        let read = interval.zip(weekdays).zip(count);
        let rule = reading.done(read.map(|((interval, weekdays), count)| Rule {
            interval,
            weekdays,
            count,
        }))?;
        match rule.check(self.first) {
            Ok(_) => Ok(rule),
            Err(error) => Err(vec![error]),
        }
    }

    /// What to send, or the fields that are not right. Follows changes.
    pub(super) fn input(self, run: Run) -> Result<RepeatIn, Vec<FieldError>> {
        let rule = self.rule()?;
        let choices = self.choices.list().into_iter();
        let choices = choices.map(|(place, choice)| ChosenPlace { place, choice });
        Ok(RepeatIn {
            rule,
            choices: choices.collect(),
            override_rules: self.meant.input(run),
            dry_run: run == Run::Dry,
        })
    }

    /// Follows the rule, not the choices.
    pub(super) fn track(self) {
        self.interval.track();
        self.weekdays.track();
        self.count.track();
    }
}
