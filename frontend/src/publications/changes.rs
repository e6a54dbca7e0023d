//! What a publication changes, shift by shift: what is added, what is no longer so, and of what
//! changed each field as it was and as it is.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::id::{MissionId, TeamId, UserId};
use shared::planning::MissionRow;
use shared::planning::differences::Field;
use shared::publications::{Announced, PersonChanges, ShiftChange, between};
use shared::time::{Slot, Zone};

use crate::i18n::*;
use crate::names::Names;
use crate::ui::{Glyph, Icon};
use crate::{dates, shifts};

/// What names stand for ids. Who reads only their own changes knows their missions.
#[derive(Clone)]
pub(crate) enum Known {
    /// All of the organisation.
    All(Names),
    /// The missions of these changes.
    Own(BTreeMap<MissionId, String>, Zone),
}

impl Known {
    /// The names that come with one's own changes.
    pub(super) fn own(missions: Vec<MissionRow>, zone: Zone) -> Self {
        let titles = missions
            .into_iter()
            .map(|row| (row.id, row.title.to_string()));
        Self::Own(titles.collect(), zone)
    }

    const fn zone(&self) -> Zone {
        match self {
            Self::All(names) => names.zone,
            Self::Own(_, zone) => *zone,
        }
    }

    fn mission(&self, id: MissionId) -> String {
        let title = match self {
            Self::All(names) => names.mission(id),
            Self::Own(titles, _) => titles.get(&id).cloned(),
        };
        title.unwrap_or_default()
    }

    fn person(&self, i18n: I18n, id: Option<UserId>) -> String {
        match self {
            Self::All(names) => names.worker(i18n, id),
            Self::Own(..) => String::new(),
        }
    }

    fn team(&self, id: Option<TeamId>) -> Option<String> {
        match self {
            Self::All(names) => id.and_then(|id| names.directory.team(id)),
            Self::Own(..) => None,
        }
    }

    fn when(&self, i18n: I18n, one: &Announced) -> String {
        let slot = Slot::new(one.start, one.end);
        slot.map(|slot| dates::stretch(i18n, slot, self.zone()))
            .unwrap_or_default()
    }
}

/// What changes, person by person.
pub(crate) fn people(people: &[PersonChanges], known: &Known) -> AnyView {
    let i18n = use_i18n();
    let row = |one: &PersonChanges| {
        view! {
            <tr>
                <th scope="row">{known.person(i18n, one.person_id)}</th>
                <td>{list(&one.changes, known)}</td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=text!(i18n, publications.people)>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{t!(i18n, planning.field_person)}</th>
                        <th scope="col">{t!(i18n, publications.changes)}</th>
                    </tr>
                </thead>
                <tbody>{people.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Changes, one a line.
pub(crate) fn list(changes: &[ShiftChange], known: &Known) -> AnyView {
    let line = |change: &ShiftChange| line(change, known);
    view! {
        <ul class="changes" role="list">
            {changes.iter().map(line).collect_view()}
        </ul>
    }
    .into_any()
}

fn line(change: &ShiftChange, known: &Known) -> Option<AnyView> {
    let i18n = use_i18n();
    let (kind, glyph, words) = match (&change.before, &change.after) {
        (None, _) => ("added", Glyph::Add, text!(i18n, publications.added)),
        (Some(_), None) => ("removed", Glyph::Close, text!(i18n, publications.removed)),
        (Some(_), Some(_)) => ("changed", Glyph::Edit, text!(i18n, publications.changed)),
    };
    let shown = change.shown()?;
    let what = format!("{} \u{b7} {}", known.mission(shown.mission_id), shown.role);
    let when = known.when(i18n, shown);
    let fields = change.before.as_ref().zip(change.after.as_ref());
    let fields = fields.map(|(before, after)| fields_view(before, after, known));
    let view = view! {
        <li class="change" data-change=kind>
            <span class="change-kind">
                <Icon glyph />
                {words}
            </span>
            <span class="change-shift">
                <span>{when}</span>
                " \u{b7} "
                <span>{what}</span>
            </span>
            {fields}
        </li>
    };
    Some(view.into_any())
}

/// Each field that differs, as it was and as it is.
fn fields_view(before: &Announced, after: &Announced, known: &Known) -> AnyView {
    let i18n = use_i18n();
    let row = |field: Field| {
        let side = |one: &Announced| {
            let value = value(i18n, field, one, known);
            value.unwrap_or_else(|| t_string!(i18n, activity.nothing).to_owned())
        };
        view! {
            <dt>{name(i18n, field)}</dt>
            <dd>
                <span class="visually-hidden">{t!(i18n, activity.before)} " "</span>
                <del>{side(before)}</del>
                <span aria-hidden="true">" \u{2192} "</span>
                <span class="visually-hidden">", " {t!(i18n, activity.after)} " "</span>
                <ins>{side(after)}</ins>
            </dd>
        }
    };
    let fields = between(before, after);
    view! { <dl class="change-fields">{fields.into_iter().map(row).collect_view()}</dl> }.into_any()
}

fn name(i18n: I18n, field: Field) -> &'static str {
    match field {
        Field::Mission => t_string!(i18n, planning.field_mission),
        Field::Team => t_string!(i18n, planning.field_team),
        Field::Person => t_string!(i18n, planning.field_person),
        Field::Role => t_string!(i18n, planning.field_role),
        Field::Kind => t_string!(i18n, planning.field_kind),
        Field::Times => t_string!(i18n, planning.field_times),
        Field::Break => t_string!(i18n, planning.field_break),
        Field::Status => t_string!(i18n, planning.field_status),
        Field::Notes => t_string!(i18n, planning.field_notes),
    }
}

fn value(i18n: I18n, field: Field, one: &Announced, known: &Known) -> Option<String> {
    match field {
        Field::Mission => Some(known.mission(one.mission_id)),
        Field::Team => known.team(one.team_id),
        Field::Person => Some(known.person(i18n, one.person_id)),
        Field::Role => Some(one.role.to_string()),
        Field::Kind => Some(shifts::kind(i18n, one.kind).to_owned()),
        Field::Times => Some(known.when(i18n, one)),
        Field::Break => Some(format!("{} min", one.break_minutes.minutes())),
        Field::Notes => one.notes.as_ref().map(ToString::to_string),
        Field::Status => None,
    }
}
