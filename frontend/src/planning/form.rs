//! The form of a shift: what is typed is a [`Draft`]; what is wrong is said at its field,
//! and what stands in the way before it is saved.

use leptos::prelude::*;
use shared::form::Reading;
use shared::labour::Breach;
use shared::planning::change::Meant;
use shared::planning::{Change, Draft};
use shared::problem::{FieldError, ProblemCode};
use shared::shifts::{AllowOverlap, Overlap, OverrideRules, ShiftOut};
use shared::text::Reason;

use crate::http::{Answer, Failure};
use crate::i18n::*;
use crate::ui::{Button, Form, FormState, Look, TextField, guard_unsaved};

use super::act::{Command, Outcome};
use super::fields;
use super::list::conflict;
use super::series::{self, Scoped, ScopedAct};
use super::sheet::{Drawer, Question};
use super::store::PlanningStore;

/// Where the reasons stand in what is sent.
const OVERLAP_REASON: &str = "/allow_overlap/reason";
const RULES_REASON: &str = "/override_rules/reason";

/// What the form knows. A handle: copies share it.
#[derive(Clone, Copy)]
pub(super) struct ShiftForm {
    pub(super) store: PlanningStore,
    pub(super) draft: RwSignal<Draft>,
    pub(super) state: FormState,
    of: StoredValue<Option<ShiftOut>>,
    overlaps: RwSignal<Vec<Overlap>>,
    reason: RwSignal<String>,
    breaches: RwSignal<Vec<Breach>>,
    rules_reason: RwSignal<String>,
}

impl ShiftForm {
    /// The form of a shift that is there, or of a new one.
    pub(super) fn new(store: PlanningStore, draft: Draft, of: Option<ShiftOut>) -> Self {
        Self {
            store,
            draft: RwSignal::new(draft),
            state: FormState::new("shift"),
            of: StoredValue::new(of),
            overlaps: RwSignal::new(Vec::new()),
            reason: RwSignal::new(String::new()),
            breaches: RwSignal::new(Vec::new()),
            rules_reason: RwSignal::new(String::new()),
        }
    }

    /// The form.
    pub(super) fn view(self) -> AnyView {
        let i18n = self.store.i18n;
        let made = self.of.with_value(Option::is_none);
        let act = Signal::derive(move || match made {
            true => t_string!(i18n, planning.create).to_owned(),
            false => t_string!(i18n, planning.save).to_owned(),
        });
        let submit = Callback::new(move |()| self.save(Meant::default()));
        let cancel = Callback::new(move |()| self.store.drawer.set(None));
        view! {
            {self.recurs()}
            <Form state=self.state act on_submit=submit on_cancel=cancel>
                {fields::view(self)}
                {self.allowed()}
                <div aria-live="polite">{move || self.warnings()}</div>
                <div role="alert">{move || self.overlap_panel()} {move || self.rules_panel()}</div>
                <div role="status" class="form-status">{move || self.changed()}</div>
            </Form>
            {(!made).then(|| self.delete_button())}
        }
        .into_any()
    }

    /// That somebody else changed the shift meanwhile.
    fn changed(self) -> Option<AnyView> {
        let of = self.of.with_value(|of| of.as_ref().map(|it| it.id))?;
        let words = self.store.changed_words(of)?;
        let view = view! { <p class="notice" data-tone="warn">{words}</p> };
        Some(view.into_any())
    }

    /// Why an overlap was allowed before, or a labour rule overridden, if one was.
    fn allowed(self) -> Option<AnyView> {
        let i18n = self.store.i18n;
        let of = self.of.get_value()?;
        let line = |name: &'static str, reason: &Reason| {
            view! { <p class="muted">{name} "\u{a0}: " {reason.to_string()}</p> }
        };
        let overlap = t_string!(i18n, planning.overlap_allowed);
        let rules = t_string!(i18n, labour.overridden);
        let view = view! {
            {of.overlap_reason.as_ref().map(|reason| line(overlap, reason))}
            {of.rules_reason.as_ref().map(|reason| line(rules, reason))}
        };
        Some(view.into_any())
    }

    fn delete_button(self) -> impl IntoView {
        let ask = move |_| {
            if let Some(shift) = self.of.get_value() {
                self.store.ask_to_delete(shift.id);
            }
        };
        view! {
            <div class="form-acts">
                {self.repeat_link()}
                <Button look=Look::Danger on:click=ask>
                    {t!(self.store.i18n, planning.menu_delete)}
                </Button>
            </div>
        }
    }

    /// How the shift recurs, where it does.
    fn recurs(self) -> Option<AnyView> {
        let shift = self.of.get_value().filter(|it| it.series.is_some())?;
        Some(crate::series::shown_of(shift.id))
    }

    /// The way to repeating the shift, where it does not recur already. What was typed and not
    /// saved is asked about before.
    fn repeat_link(self) -> Option<AnyView> {
        let (store, shift) = (self.store, self.of.get_value()?);
        if shift.series.is_some() {
            return None;
        }
        let saved = Draft::of(&shift, store.zone);
        guard_unsaved(Signal::derive(move || {
            self.draft.with(|typed| *typed != saved)
        }));
        let href = store.go.repeating(shift.id);
        let link = view! {
            <a class="button" href=href>
                {t!(store.i18n, series.menu)}
            </a>
        };
        Some(link.into_any())
    }

    /// The shift as it would be saved, or the fields that are not right. Follows changes.
    fn shift(self) -> Result<ShiftOut, Vec<FieldError>> {
        let of = self.of.get_value();
        self.draft
            .with(|draft| draft.shift(of.as_ref(), self.store.zone))
    }

    /// The shift as it would be saved, once every field is right. Follows changes.
    pub(super) fn shift_now(self) -> Option<ShiftOut> {
        self.shift().ok()
    }

    /// What would stand in the way, before anything is sent.
    fn warnings(self) -> Option<AnyView> {
        let shift = self.shift_now()?;
        let marks = self.store.board.with(|board| board.marks(&shift));
        let words = self.store.conflict_words(&marks);
        let refused = !self.overlaps.read().is_empty() || !self.breaches.read().is_empty();
        if words.is_empty() || refused {
            return None;
        }
        let view = view! {
            <div class="notice" data-tone="warn">
                <p>{t!(self.store.i18n, planning.may_overlap)}</p>
                {words.into_iter().map(conflict).collect_view()}
            </div>
        };
        Some(view.into_any())
    }

    /// The shifts that are in the way, and the reason to save in spite of them.
    fn overlap_panel(self) -> Option<AnyView> {
        let (store, i18n) = (self.store, self.store.i18n);
        let overlaps = self.overlaps.get();
        if overlaps.is_empty() {
            return None;
        }
        let who = store.who(untrack(|| self.shift_now()).and_then(|shift| shift.person_id));
        let lines = overlaps
            .iter()
            .map(|overlap| conflict(store.booked_words(overlap)));
        let panel = view! {
            <div class="notice form" data-tone="danger">
                <p>{t_string!(i18n, planning.overlap_text, who = who).to_string()}</p>
                {lines.collect_view()}
                <TextField
                    form=self.state
                    pointer=OVERLAP_REASON
                    label=text!(i18n, planning.overlap_reason)
                    hint=text!(i18n, planning.overlap_reason_hint)
                    value=self.reason
                    on_change=Callback::new(move |text| self.reason.set(text))
                    most=Reason::MOST
                />
                <Button look=Look::Danger on:click=move |_| self.force()>
                    {t!(i18n, planning.overlap_force)}
                </Button>
            </div>
        };
        Some(panel.into_any())
    }

    /// The labour rules that refuse, and the reason to save in spite of them.
    fn rules_panel(self) -> Option<AnyView> {
        let (store, i18n) = (self.store, self.store.i18n);
        let breaches = self.breaches.get();
        if breaches.is_empty() {
            return None;
        }
        let who = store.who(untrack(|| self.shift_now()).and_then(|shift| shift.person_id));
        let lines = breaches.iter().map(|it| conflict(store.breach_words(it)));
        let panel = view! {
            <div class="notice form" data-tone="danger">
                <p>{t_string!(i18n, labour.question_text, who = who).to_string()}</p>
                {lines.collect_view()}
                <TextField
                    form=self.state
                    pointer=RULES_REASON
                    label=text!(i18n, labour.reason)
                    hint=text!(i18n, labour.reason_hint)
                    value=self.rules_reason
                    on_change=Callback::new(move |text| self.rules_reason.set(text))
                    most=Reason::MOST
                />
                <Button look=Look::Danger on:click=move |_| self.force()>
                    {t!(i18n, labour.force)}
                </Button>
            </div>
        };
        Some(panel.into_any())
    }

    /// Saves in spite of what refused it, for the reasons given.
    fn force(self) {
        let mut reading = Reading::default();
        let mut reason = |asked: bool, pointer, text: RwSignal<String>| {
            let read = || text.with_untracked(|text| Reason::parse(text));
            asked.then(|| reading.take(pointer, read())).flatten()
        };
        let overlap = reason(
            !self.overlaps.read_untracked().is_empty(),
            OVERLAP_REASON,
            self.reason,
        );
        let rules = reason(
            !self.breaches.read_untracked().is_empty(),
            RULES_REASON,
            self.rules_reason,
        );
        let meant = Meant {
            overlap: overlap.map(|reason| AllowOverlap { reason }),
            rules: rules.map(|reason| OverrideRules { reason }),
        };
        match reading.done(Some(meant)) {
            Ok(meant) => self.save(meant),
            Err(errors) => self.state.refuse(errors),
        }
    }

    fn save(self, meant: Meant) {
        let shift = match untrack(|| self.shift()) {
            Ok(shift) => shift,
            Err(errors) => {
                self.state.refuse(errors);
                return;
            }
        };
        let change = match self.of.get_value() {
            Some(before) => Change::edit(&before, shift),
            None => Change::Create(Box::new(shift)),
        };
        if change.is_nothing() {
            self.store.drawer.set(None);
            return;
        }
        let plainly = meant == Meant::default();
        match change {
            Change::Edit { before, after } if plainly && series::asks(&before, &after) => {
                let this = Change::Edit {
                    before: before.clone(),
                    after: after.clone(),
                };
                let this = Callback::new(move |()| self.send(this.clone(), Meant::default()));
                let scoped = Scoped {
                    shift: *before,
                    act: ScopedAct::Edit { after, this },
                };
                let question = Question::Scope(Box::new(scoped));
                self.store.question.set(Some(question));
            }
            change => self.send(change, meant),
        }
    }

    fn send(self, change: Change, meant: Meant) {
        let command = Command::meaning(change, meant);
        let store = self.store;
        let work = async move {
            match store.perform(command).await {
                // What the form itself has no answer to is said over it.
                Outcome::Refused(refused) if !has_an_answer(&refused.failure) => {
                    Err(refused.failure)
                }
                outcome => Ok(Answer { body: outcome }),
            }
        };
        self.state.run(work, move |outcome| self.answered(outcome));
    }

    fn answered(self, outcome: Outcome) {
        let store = self.store;
        match outcome {
            Outcome::Refused(refused) => match &refused.failure {
                Failure::Problem(problem) if problem.code == ProblemCode::Overlap => {
                    self.overlaps.set(problem.overlaps.clone());
                }
                Failure::Problem(problem) if problem.code == ProblemCode::LabourRule => {
                    self.breaches.set(problem.breaches.clone());
                }
                _ => store.question.set(Some(Question::Stale(Box::new(refused)))),
            },
            Outcome::Busy => store.toasts.alert(store.busy_words(), Vec::new()),
            Outcome::Waits => store.drawer.set(None),
            Outcome::Done(noted) => {
                store.drawer.set(None);
                store.told(&noted);
            }
        }
    }
}

/// Whether the page asks something further after a failure.
fn has_an_answer(failure: &Failure) -> bool {
    matches!(
        failure.code(),
        Some(ProblemCode::Overlap | ProblemCode::LabourRule | ProblemCode::Stale)
    )
}

/// Opens the drawer anew on a shift as it is now.
pub(super) fn reopen(store: PlanningStore, shift: ShiftOut) {
    store.drawer.set(Some(Drawer::Shift(Box::new(shift))));
}
