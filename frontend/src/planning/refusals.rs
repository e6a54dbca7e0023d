//! What is said of an act that was not done, or was done with a warning; and the question
//! whether an overlap is meant.

use leptos::prelude::*;
use shared::availability::Clash;
use shared::problem::{FieldError, ProblemCode};
use shared::shifts::Overlap;
use shared::text::Reason;

use crate::http::Failure;
use crate::i18n::*;
use crate::problem;
use crate::ui::{Act, Dialog, Form, FormState, Look, TextField};

use super::act::{Command, Refused};
use super::list::conflict;
use super::sheet::Question;
use super::store::PlanningStore;

impl PlanningStore {
    /// Says that a form's act is done, and onto which unavailability.
    pub(super) fn told(self, warnings: &[Clash]) {
        if warnings.is_empty() {
            self.toasts.tell(self.saved_words());
        } else {
            self.warn(warnings);
        }
    }

    /// Says that a shift was saved onto an unavailability.
    pub(super) fn warn(self, warnings: &[Clash]) {
        let words = untrack(|| {
            let times: Vec<_> = warnings
                .iter()
                .map(|clash| self.stretch_of(clash))
                .collect();
            let times = times.join(", ");
            t_string!(self.i18n, planning.saved_with_warning, times = times).to_string()
        });
        self.toasts.alert(words, Vec::new());
    }

    /// Says why an act was not done, and what can be done about it.
    pub(super) fn tell_refused(self, refused: Refused) {
        let (words, acts) = untrack(|| (self.refusal_words(&refused), self.ways_out(&refused)));
        self.toasts.alert(words, acts);
    }

    fn ways_out(self, refused: &Refused) -> Vec<Act> {
        let again = refused.again();
        let retry: Act = (
            t_string!(self.i18n, planning.retry).to_owned(),
            Callback::new(move |()| self.run(again.clone())),
        );
        match refused.failure.code() {
            Some(ProblemCode::NotFound) => Vec::new(),
            Some(ProblemCode::Overlap) => {
                let meant = Question::Overlap(Box::new(refused.clone()));
                let force = Callback::new(move |()| self.question.set(Some(meant.clone())));
                vec![
                    retry,
                    (t_string!(self.i18n, planning.force).to_owned(), force),
                ]
            }
            _ => vec![retry],
        }
    }

    fn refusal_words(self, refused: &Refused) -> String {
        match (refused.failure.code(), overlaps(&refused.failure).first()) {
            (Some(ProblemCode::NotFound), _) => {
                t_string!(self.i18n, planning.refused_gone).to_owned()
            }
            (_, Some(overlap)) => {
                let who = self.who(refused.change.person());
                let shift = self.booked_words(overlap);
                t_string!(
                    self.i18n,
                    planning.refused_overlap,
                    who = who,
                    shift = shift
                )
                .to_string()
            }
            _ => {
                let reason = problem::words(self.i18n, &refused.failure);
                t_string!(self.i18n, planning.refused, reason = reason).to_string()
            }
        }
    }
}

/// The shifts that are in the way, where the server named some.
fn overlaps(failure: &Failure) -> &[Overlap] {
    match failure {
        Failure::Problem(problem) => &problem.overlaps,
        Failure::TooMany(_) | Failure::Offline | Failure::Unreadable => &[],
    }
}

/// Asks whether an overlap is meant, and why.
pub(super) fn question(store: PlanningStore, refused: Refused) -> AnyView {
    let i18n = store.i18n;
    let state = FormState::new("overlap");
    let reason = RwSignal::new(String::new());
    let known = refused.clone();
    let facts = move || {
        let who = store.who(known.change.person());
        let lines = overlaps(&known.failure)
            .iter()
            .map(|it| conflict(store.booked_words(it)));
        view! {
            <p>{t_string!(i18n, planning.overlap_text, who = who).to_string()}</p>
            {lines.collect_view()}
        }
    };
    let force = move |()| match reason.with_untracked(|reason| Reason::parse(reason)) {
        Ok(reason) => {
            store.question.set(None);
            store.run(Command::allowing(refused.change.clone(), reason));
        }
        Err(error) => state.refuse(vec![FieldError::new("/reason", error)]),
    };
    let close = Callback::new(move |()| store.question.set(None));
    view! {
        <Dialog title=text!(i18n, planning.overlap_title) on_close=close>
            {facts}
            <Form
                state
                act=text!(i18n, planning.overlap_force)
                look=Look::Danger
                on_submit=Callback::new(force)
                on_cancel=close
            >
                <TextField
                    form=state
                    pointer="/reason"
                    label=text!(i18n, planning.overlap_reason)
                    hint=text!(i18n, planning.overlap_reason_hint)
                    value=reason
                    on_change=Callback::new(move |text| reason.set(text))
                    most=Reason::MOST
                />
            </Form>
        </Dialog>
    }
    .into_any()
}
