//! What is said of an act that was not done, or was done with a warning; and the question
//! whether an overlap or a broken labour rule is meant.

use leptos::prelude::*;
use shared::labour::Breach;
use shared::planning::change::Meant;
use shared::problem::{FieldError, ProblemCode};
use shared::shifts::{AllowOverlap, Overlap, OverrideRules};
use shared::text::Reason;

use crate::http::Failure;
use crate::i18n::*;
use crate::problem;
use crate::ui::{Act, Dialog, Form, FormState, Look, TextField};

use super::act::{Command, Noted, Refused};
use super::list::conflict;
use super::sheet::Question;
use super::store::PlanningStore;

impl PlanningStore {
    /// Says that a form's act is done, and onto which unavailability.
    pub(super) fn told(self, noted: &Noted) {
        if noted.is_nothing() {
            self.toasts.tell(self.saved_words());
        } else {
            self.warn(noted);
        }
    }

    /// Says that a shift was saved onto an unavailability, or against labour rules.
    pub(super) fn warn(self, noted: &Noted) {
        let words = untrack(|| {
            let i18n = self.i18n;
            let clashes = noted.clashes.iter();
            let times: Vec<_> = clashes.map(|clash| self.stretch_of(clash)).collect();
            let clashes = (!times.is_empty()).then(|| {
                let times = times.join(", ");
                t_string!(i18n, planning.saved_with_warning, times = times).to_string()
            });
            let breaches = noted.breaches.iter();
            let rules: Vec<_> = breaches.map(|breach| self.breach_words(breach)).collect();
            let breaches = (!rules.is_empty()).then(|| {
                let rules = rules.join(" ; ");
                t_string!(i18n, labour.saved_with_warning, words = rules).to_string()
            });
            let words: Vec<_> = clashes.into_iter().chain(breaches).collect();
            words.join(" ")
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
            Some(ProblemCode::Overlap | ProblemCode::LabourRule) => {
                let meant = Question::Meant(Box::new(refused.clone()));
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
            (Some(ProblemCode::LabourRule), _) => {
                let breaches = breaches(&refused.failure).iter();
                let words: Vec<_> = breaches.map(|breach| self.breach_words(breach)).collect();
                let words = words.join(" ; ");
                t_string!(self.i18n, labour.refused, words = words).to_string()
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

/// The labour rules that refuse, where the server named some.
fn breaches(failure: &Failure) -> &[Breach] {
    match failure {
        Failure::Problem(problem) => &problem.breaches,
        Failure::TooMany(_) | Failure::Offline | Failure::Unreadable => &[],
    }
}

/// What a refused act asks: whether an overlap is meant, or a broken labour rule.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Overlap,
    Rules,
}

impl Asks {
    /// What was meant before, and this.
    fn meant(self, refused: &Refused, reason: Reason) -> Meant {
        let before = refused.command.meant.clone();
        match self {
            Self::Overlap => Meant {
                overlap: Some(AllowOverlap { reason }),
                ..before
            },
            Self::Rules => Meant {
                rules: Some(OverrideRules { reason }),
                ..before
            },
        }
    }
}

/// Asks whether what was refused is meant, and why.
pub(super) fn question(store: PlanningStore, refused: Refused) -> AnyView {
    let asks = match refused.failure.code() {
        Some(ProblemCode::LabourRule) => Asks::Rules,
        _ => Asks::Overlap,
    };
    let i18n = store.i18n;
    let state = FormState::new("meant");
    let reason = RwSignal::new(String::new());
    let known = refused.clone();
    let facts = move || facts(store, asks, &known);
    let force = move |()| match reason.with_untracked(|reason| Reason::parse(reason)) {
        Ok(reason) => {
            store.question.set(None);
            let meant = asks.meant(&refused, reason);
            store.run(Command::meaning(refused.change.clone(), meant));
        }
        Err(error) => state.refuse(vec![FieldError::new("/reason", error)]),
    };
    let close = Callback::new(move |()| store.question.set(None));
    let (title, act, label, hint) = match asks {
        Asks::Overlap => (
            text!(i18n, planning.overlap_title),
            text!(i18n, planning.overlap_force),
            text!(i18n, planning.overlap_reason),
            text!(i18n, planning.overlap_reason_hint),
        ),
        Asks::Rules => (
            text!(i18n, labour.question_title),
            text!(i18n, labour.force),
            text!(i18n, labour.reason),
            text!(i18n, labour.reason_hint),
        ),
    };
    view! {
        <Dialog title on_close=close>
            {facts}
            <Form
                state
                act
                look=Look::Danger
                on_submit=Callback::new(force)
                on_cancel=close
            >
                <TextField
                    form=state
                    pointer="/reason"
                    label
                    hint
                    value=reason
                    on_change=Callback::new(move |text| reason.set(text))
                    most=Reason::MOST
                />
            </Form>
        </Dialog>
    }
    .into_any()
}

/// What is in the way.
fn facts(store: PlanningStore, asks: Asks, refused: &Refused) -> AnyView {
    let i18n = store.i18n;
    let who = store.who(refused.change.person());
    let (text, lines): (_, Vec<_>) = match asks {
        Asks::Overlap => {
            let lines = overlaps(&refused.failure).iter();
            (
                t_string!(i18n, planning.overlap_text, who = who).to_string(),
                lines.map(|it| conflict(store.booked_words(it))).collect(),
            )
        }
        Asks::Rules => {
            let lines = breaches(&refused.failure).iter();
            (
                t_string!(i18n, labour.question_text, who = who).to_string(),
                lines.map(|it| conflict(store.breach_words(it))).collect(),
            )
        }
    };
    view! {
        <p>{text}</p>
        {lines}
    }
    .into_any()
}
