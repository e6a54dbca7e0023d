//! What is asked: the two weeks, the team, and the choices for single shifts.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::id::ShiftId;
use shared::patch::Patch;
use shared::planning::paste::{Chosen, PasteIn, PasteUnit};
use shared::problem::FieldError;
use shared::time::{Day, IsoWeek, Zone};

use super::super::judged::{Choices, Meant};
use crate::clock;

/// Whether only to be told, or to have it done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Run {
    /// Only told.
    Dry,
    /// Done.
    Real,
}

/// What is asked. A handle: copies share it.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) from: RwSignal<String>,
    pub(super) to: RwSignal<String>,
    pub(super) team: RwSignal<String>,
    pub(super) people: RwSignal<Vec<String>>,
    pub(super) choices: Choices<ShiftId>,
    pub(super) meant: Meant,
}

/// The week of a day that was typed.
pub(super) fn week(text: &str) -> Option<IsoWeek> {
    text.parse().ok().map(IsoWeek::of)
}

impl Asked {
    /// The week before onto the one that the address names, else onto the present one.
    pub(super) fn from_address(zone: Zone) -> Self {
        let named = use_query_map().with_untracked(|query| query.get("to"));
        let to: IsoWeek = named
            .and_then(|week| week.parse().ok())
            .unwrap_or_else(|| zone.week(clock::now()));
        let day = |week: IsoWeek| RwSignal::new(week.monday().to_string());
        Self {
            meant: Meant::new(),
            from: day(to.plus_weeks(-1)),
            to: day(to),
            team: RwSignal::new(String::new()),
            people: RwSignal::new(Vec::new()),
            choices: Choices::new(),
        }
    }

    /// What to send; nothing while a day is missing or both are in one week. Follows changes.
    pub(super) fn input(self, run: Run) -> Option<PasteIn> {
        let day = |text: RwSignal<String>| text.with(|text| text.parse::<Day>().ok());
        let (from, to) = (day(self.from), day(self.to));
        let choices = self.choices.list().into_iter();
        let choices = choices.map(|(shift_id, choice)| Chosen { shift_id, choice });
        let team_id = self.team.with(|team| team.parse().ok());
        let people = self.people.with(|people| {
            let ids = people.iter().filter_map(|id| id.parse().ok());
            ids.collect()
        });
        let (from, to) = from.zip(to)?;
        (IsoWeek::of(from) != IsoWeek::of(to)).then_some(PasteIn {
            unit: PasteUnit::Weeks,
            from,
            to,
            team_id,
            person_ids: people,
            shift_ids: Vec::new(),
            person_id: Patch::Keep,
            choices: choices.collect(),
            override_rules: self.meant.input(run),
            dry_run: run == Run::Dry,
        })
    }

    /// Why nothing can be sent.
    pub(super) fn faults(self) -> Vec<FieldError> {
        let bad = |text: RwSignal<String>| text.with_untracked(|text| text.parse::<Day>().is_err());
        match (bad(self.from), bad(self.to)) {
            (false, false) => vec![FieldError::new("/to", "same_week")],
            (from, to) => [("/from", from), ("/to", to)]
                .into_iter()
                .filter(|(_, bad)| *bad)
                .map(|(pointer, _)| FieldError::new(pointer, "invalid_time"))
                .collect(),
        }
    }
}
