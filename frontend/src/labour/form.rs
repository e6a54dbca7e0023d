//! The form of rules: the day they begin, and each rule with its source, its effect and its
//! limits.

use leptos::prelude::*;
use shared::labour::{self, Level, Levels, Limits, PolicyDraft, PolicyOut, Rule};

use super::policies;
use crate::i18n::*;
use crate::ui::{Choice, Choices, Drawer, Form, FormState, TextField, TextKind};

/// What the form is of.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Subject {
    /// New rules, which begin as these.
    New(Limits, Levels),
    /// Rules that are there.
    Present(PolicyOut),
}

impl Subject {
    fn draft(&self) -> PolicyDraft {
        match self {
            Self::New(limits, levels) => PolicyDraft::new(limits, levels),
            Self::Present(kept) => PolicyDraft::of(&kept.policy),
        }
    }

    fn submit(&self, form: FormState, draft: &PolicyDraft, done: Callback<()>) {
        let saved = move |_: PolicyOut| done.run(());
        match self {
            Self::New(..) => {
                form.submit_once(draft.input().map(|input| labour::create(&input)), saved);
            }
            Self::Present(kept) => {
                let patch = draft.patch(&kept.policy);
                let edit = patch.map(|patch| labour::edit(kept.id, kept.version, &patch));
                form.submit(edit, saved);
            }
        }
    }
}

/// The drawer with the form.
#[component]
pub(super) fn PolicyDrawer(
    subject: Subject,
    on_saved: Callback<()>,
    on_close: Callback<()>,
    on_reload: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new("policy");
    let draft = RwSignal::new(subject.draft());
    let title = match subject {
        Subject::New(..) => text!(i18n, policies.new_title),
        Subject::Present(_) => text!(i18n, policies.edit_title),
    };
    let before = subject.draft();
    let dirty = Signal::derive(move || draft.with(|draft| *draft != before));
    let submit = Callback::new(move |()| {
        subject.submit(form, &draft.get_untracked(), on_saved);
    });
    let day = Signal::derive(move || draft.with(|draft| draft.effective_from.clone()));
    let set_day = Callback::new(move |day| draft.update(|draft| draft.effective_from = day));
    let act = text!(i18n, policies.create);
    view! {
        <Drawer title=title on_close=on_close dirty=dirty>
            <Form state=form act=act on_submit=submit on_cancel=on_close on_reload=on_reload>
                <TextField
                    form
                    pointer="/effective_from"
                    label=text!(i18n, policies.effective_from)
                    value=day
                    on_change=set_day
                    kind=TextKind::Day
                />
                <p class="muted">{t!(i18n, policies.hours_hint)}</p>
                <p class="muted">{t!(i18n, policies.levels_hint)}</p>
                {Rule::ALL.iter().map(|rule| part(form, draft, *rule)).collect_view()}
            </Form>
        </Drawer>
    }
}

/// A rule: its effect, where it comes from, its limits.
fn part(form: FormState, draft: RwSignal<PolicyDraft>, rule: Rule) -> AnyView {
    let i18n = use_i18n();
    let label = Signal::derive(move || policies::title(i18n, rule).to_owned());
    let hint = Signal::derive(move || policies::source(i18n, rule).to_owned());
    let value = Signal::derive(move || draft.with(|draft| draft.levels.of(rule).to_string()));
    let set = Callback::new(move |word: String| {
        if let Ok(level) = word.parse() {
            draft.update(|draft| draft.levels.set(rule, level));
        }
    });
    let choices = Signal::derive(move || {
        let choice = |&level| Choice::new(level, policies::level(i18n, level));
        Level::ALL.iter().map(choice).collect::<Vec<_>>()
    });
    let limits = rule.limits().iter().map(|field| limit(form, draft, field));
    view! {
        <Choices
            form
            pointer=policies::level_pointer(rule)
            label=label
            hint=hint
            value=value
            on_change=set
            choices=choices
            class="choices choices-line"
        />
        <div class="field-row">{limits.collect_view()}</div>
    }
    .into_any()
}

fn limit(form: FormState, draft: RwSignal<PolicyDraft>, field: &'static str) -> AnyView {
    let i18n = use_i18n();
    let label = Signal::derive(move || policies::field(i18n, field).to_owned());
    let value = Signal::derive(move || draft.with(|draft| draft.limit(field)));
    let set = Callback::new(move |text| draft.update(|draft| draft.set_limit(field, text)));
    view! {
        <TextField
            form
            pointer=policies::pointer(field)
            label=label
            value=value
            on_change=set
            most=6
        />
    }
    .into_any()
}
