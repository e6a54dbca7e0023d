//! What is asked of a template: whom, which days, which weeks, and the choices for single shifts.

use leptos::prelude::*;
use shared::form::Reading;
use shared::planning::planned::ChosenPlace;
use shared::problem::FieldError;
use shared::templates::{ApplyIn, Needs, TemplateOut};
use shared::time::{Day, Weekday};

use crate::clock;
use crate::names::Names;
use crate::planning::Run;
use crate::planning::judged::Choices;

/// What is asked. A handle: copies share it.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) from: RwSignal<String>,
    pub(super) weeks: RwSignal<String>,
    pub(super) weekdays: RwSignal<Vec<String>>,
    pub(super) people: RwSignal<Vec<String>>,
    pub(super) needs: RwSignal<String>,
    pub(super) mission: RwSignal<String>,
    pub(super) choices: Choices<u32>,
    has_mission: StoredValue<bool>,
}

impl Asked {
    /// The week to come, the people of the template's team.
    pub(super) fn of(template: &TemplateOut, names: &Names) -> Self {
        let next = names.zone.week(clock::now()).plus_weeks(1);
        let teams = names.directory.teams().iter();
        let team = teams.filter(|team| Some(team.id) == template.team_id);
        let people = team.flat_map(|team| team.member_ids.iter());
        Self {
            from: RwSignal::new(next.monday().to_string()),
            weeks: RwSignal::new("1".to_owned()),
            weekdays: RwSignal::new(vec![Weekday::Monday.to_string()]),
            people: RwSignal::new(people.map(ToString::to_string).collect()),
            needs: RwSignal::new("0".to_owned()),
            mission: RwSignal::new(String::new()),
            choices: Choices::new(),
            has_mission: StoredValue::new(template.mission_id.is_some()),
        }
    }

    /// What to send, or the fields that are not right. Follows changes.
    pub(super) fn input(self, run: Run) -> Result<ApplyIn, Vec<FieldError>> {
        let mut reading = Reading::default();
        let from = reading.take("/from", self.from.with(|text| text.parse::<Day>()));
        let weeks = self.weeks.with(|text| reading.number("/weeks", text));
        let needs: Option<Needs> = self.needs.with(|text| reading.number("/needs", text));
        let days = self.weekdays.get();
        let days: Vec<Weekday> = days.iter().filter_map(|day| day.parse().ok()).collect();
        let weekdays = reading.take("/weekdays", days.try_into());
        let people = self.people.get();
        let mission = self.mission.get();
        let mission_id = reading.optional("/mission_id", &mission, str::parse);
        if mission_id.is_none() && !self.has_mission.get_value() {
            reading.refuse("/mission_id", "required");
        }
        if people.is_empty() && needs.is_some_and(|needs| needs.number() == 0) {
            reading.refuse("/person_ids", "required");
        }
        let choices = self.choices.list().into_iter();
        let choices = choices.map(|(place, choice)| ChosenPlace { place, choice });
        let read = from.zip(weeks).zip(needs).zip(weekdays);
        let input = read.map(|(((from, weeks), needs), weekdays)| ApplyIn {
            person_ids: people.iter().filter_map(|id| id.parse().ok()).collect(),
            needs,
            weekdays,
            from,
            weeks,
            mission_id,
            choices: choices.collect(),
            override_rules: None,
            dry_run: run == Run::Dry,
        });
        reading.done(input)
    }

    /// Follows all but the choices.
    pub(super) fn track(self) {
        for text in [self.from, self.weeks, self.needs, self.mission] {
            text.track();
        }
        self.weekdays.track();
        self.people.track();
    }
}
