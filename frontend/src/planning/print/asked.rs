//! What is printed: in which form, from which week on, how many, on which paper.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::planning::PlanningUrl;
use shared::time::{Day, IsoWeek, Zone};

use crate::clock;
use crate::i18n::*;

/// The most weeks that are printed at once.
const MOST_WEEKS: i64 = 8;

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// People by days, a table a week.
    Week,
    /// One person after the other.
    People,
    /// One mission after the other: who is called when, and where.
    Sheet,
}

/// On which paper, lying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paper {
    /// 297 by 210 mm.
    A4,
    /// 420 by 297 mm.
    A3,
}

/// What is asked. A handle: copies share it.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) url: StoredValue<PlanningUrl>,
    pub(super) form: RwSignal<Form>,
    pub(super) paper: RwSignal<Paper>,
    from: RwSignal<String>,
    weeks: RwSignal<i64>,
}

impl Asked {
    /// What the address asks for, with the filters that it has for the planning too.
    pub(super) fn from_address(zone: Zone) -> Self {
        let query = use_query_map().get_untracked();
        let url = PlanningUrl::read(|key| query.get(key));
        let week = url.week(zone.day(clock::now()));
        let weeks = query.get("weeks").and_then(|weeks| weeks.parse().ok());
        Self {
            form: RwSignal::new(match query.get("form").as_deref() {
                Some("people") => Form::People,
                Some("sheet") => Form::Sheet,
                _ => Form::Week,
            }),
            paper: RwSignal::new(Paper::A4),
            from: RwSignal::new(week.monday().to_string()),
            weeks: RwSignal::new(weeks.unwrap_or(1).clamp(1, MOST_WEEKS)),
            url: StoredValue::new(url),
        }
    }

    /// The weeks. Follows changes.
    pub(super) fn weeks_asked(self) -> Vec<IsoWeek> {
        let first = self
            .from
            .with(|from| from.parse::<Day>().ok().map(IsoWeek::of));
        let weeks = self.weeks.get();
        first
            .map(|first| (0..weeks).map(|by| first.plus_weeks(by)).collect())
            .unwrap_or_default()
    }

    /// The fields.
    pub(super) fn controls(self) -> AnyView {
        let i18n = use_i18n();
        let forms = move || {
            [
                (Form::Week, "week", t_string!(i18n, print.form_week)),
                (Form::People, "people", t_string!(i18n, print.form_people)),
                (Form::Sheet, "sheet", t_string!(i18n, print.form_sheet)),
            ]
            .map(|(form, value, words)| {
                let chosen = move || self.form.get() == form;
                view! { <option value=value prop:selected=chosen>{words}</option> }
            })
            .collect_view()
        };
        let choose_form = move |event| {
            self.form.set(match event_target_value(&event).as_str() {
                "people" => Form::People,
                "sheet" => Form::Sheet,
                _ => Form::Week,
            });
        };
        let choose_paper = move |event| {
            self.paper.set(match event_target_value(&event).as_str() {
                "A3" => Paper::A3,
                _ => Paper::A4,
            });
        };
        let choose_weeks = move |event| {
            if let Ok(weeks) = event_target_value(&event).parse::<i64>() {
                self.weeks.set(weeks.clamp(1, MOST_WEEKS));
            }
        };
        view! {
            <div class="field-row">
                <label class="field">
                    <span class="label">{t!(i18n, print.form)}</span>
                    <select class="input" on:change=choose_form>
                        {forms}
                    </select>
                </label>
                <label class="field">
                    <span class="label">{t!(i18n, print.from)}</span>
                    <input
                        type="date"
                        class="input"
                        prop:value=move || self.from.get()
                        on:change=move |event| self.from.set(event_target_value(&event))
                    />
                </label>
                <label class="field">
                    <span class="label">{t!(i18n, print.weeks)}</span>
                    <input
                        type="number"
                        class="input"
                        min="1"
                        max=MOST_WEEKS.to_string()
                        prop:value=move || self.weeks.get().to_string()
                        on:change=choose_weeks
                    />
                </label>
                <label class="field">
                    <span class="label">{t!(i18n, print.paper)}</span>
                    <select class="input" on:change=choose_paper>
                        <option value="A4">"A4"</option>
                        <option value="A3">"A3"</option>
                    </select>
                </label>
            </div>
        }
        .into_any()
    }
}
