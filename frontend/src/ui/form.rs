//! A form: what is wrong with it on top, its fields, its button that is never dead, and the
//! sending of it.

use std::future::Future;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;
use shared::call::Call;
use shared::problem::{FieldError, Problem, ProblemCode};
use uuid::Uuid;
use web_sys::SubmitEvent;

use super::button::{Button, Does, Look};
use super::field::line;
use super::focus;
use super::toasts::Toasts;
use crate::clock;
use crate::dates;
use crate::http::{self, Answer, Failure};
use crate::i18n::*;
use crate::problem;

/// Whether a form is being sent at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sending {
    /// It is.
    Now,
    /// It is not.
    No,
}

/// The state of a form. A handle: copies share it.
#[derive(Clone, Copy)]
pub(crate) struct FormState {
    name: &'static str,
    errors: RwSignal<Vec<FieldError>>,
    failure: RwSignal<Option<Failure>>,
    sending: RwSignal<Sending>,
    labels: StoredValue<Vec<(&'static str, Signal<String>)>>,
    sent: StoredValue<Option<(String, String)>>,
    summary: NodeRef<html::Div>,
}

impl FormState {
    /// A form that nothing is wrong with yet. The name is its own on the page; ids are made
    /// from it.
    pub(crate) fn new(name: &'static str) -> Self {
        Self {
            name,
            errors: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            sending: RwSignal::new(Sending::No),
            labels: StoredValue::new(Vec::new()),
            sent: StoredValue::new(None),
            summary: NodeRef::new(),
        }
    }

    /// The id of the field of a pointer.
    pub(crate) fn id(self, pointer: &str) -> String {
        format!("{}{}", self.name, pointer.replace('/', "-"))
    }

    /// What a field is called, so that the summary can name it.
    pub(super) fn register(self, pointer: &'static str, label: Signal<String>) {
        self.labels.update_value(|labels| {
            labels.retain(|(known, _)| *known != pointer);
            labels.push((pointer, label));
        });
    }

    /// What is wrong with a field, or inside it, as with one item of a list. Follows changes.
    pub(super) fn error(self, pointer: &str) -> Option<FieldError> {
        self.errors.with(|errors| {
            let mut errors = errors.iter();
            errors
                .find(|error| belongs(&error.pointer, pointer))
                .cloned()
        })
    }

    /// Whether it is being sent. Follows changes.
    pub(crate) fn sending(self) -> Sending {
        self.sending.get()
    }

    /// Why it could not be sent. Follows changes.
    pub(crate) fn failure(self) -> Option<Failure> {
        self.failure.get()
    }

    /// Says in a toast why it could not be sent, where it has no place of its own for that.
    pub(crate) fn alert_failures(self, i18n: I18n, toasts: Toasts) {
        Effect::new(move |_| {
            if let Some(failure) = self.failure() {
                toasts.alert(untrack(|| problem::words(i18n, &failure)), Vec::new());
            }
        });
    }

    /// Says what is wrong with its fields, and brings the keyboard there.
    pub(crate) fn refuse(self, errors: Vec<FieldError>) {
        self.failure.set(None);
        self.errors.set(errors);
        self.show_summary();
    }

    /// Says why it could not be sent, or that nothing is wrong.
    pub(crate) fn settle(self, failure: Option<Failure>) {
        self.sending.set(Sending::No);
        match failure {
            None => {
                self.errors.set(Vec::new());
                self.failure.set(None);
            }
            Some(Failure::Problem(problem))
                if problem.code == ProblemCode::Invalid && !problem.errors.is_empty() =>
            {
                self.refuse(problem.errors);
            }
            Some(failure) => {
                self.errors.set(Vec::new());
                self.failure.set(Some(failure));
                self.show_summary();
            }
        }
    }

    /// Sends what the form makes and hands over the answer, or says what is wrong with it.
    pub(crate) fn submit<T: DeserializeOwned + 'static>(
        self,
        call: Result<Call<T>, Vec<FieldError>>,
        done: impl FnOnce(T) + 'static,
    ) {
        match call {
            Ok(call) => self.run(http::send(call), done),
            Err(errors) => self.refuse(errors),
        }
    }

    /// The same, for a creation that must not happen twice when it is sent twice.
    pub(crate) fn submit_once<T: DeserializeOwned + 'static>(
        self,
        call: Result<Call<T>, Vec<FieldError>>,
        done: impl FnOnce(T) + 'static,
    ) {
        self.submit(call.map(|call| self.keyed(call)), done);
    }

    /// A creation under a key: the same body has the same key, another has another.
    pub(crate) fn keyed<T>(self, call: Call<T>) -> Call<T> {
        let key = self.key(
            call.body
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
        );
        call.once(key)
    }

    /// Waits for an answer, once: while one is awaited nothing else is sent.
    pub(crate) fn run<T: 'static>(
        self,
        answer: impl Future<Output = Result<Answer<T>, Failure>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.sending.get_untracked() == Sending::Now {
            return;
        }
        self.sending.set(Sending::Now);
        // What is done when the answer comes may need the contexts of the page.
        let owner = Owner::current();
        spawn_local(async move {
            let answer = answer.await;
            // The page may be gone by now; then there is nobody to tell.
            if self.sending.try_get_untracked().is_none() {
                return;
            }
            let act = move || match answer {
                Ok(answer) => {
                    self.settle(None);
                    done(answer.body);
                }
                Err(failure) => self.settle(Some(failure)),
            };
            match owner {
                Some(owner) => owner.with(act),
                None => act(),
            }
        });
    }

    /// The same body is sent under the same key, another under another.
    fn key(self, body: String) -> String {
        let known = self
            .sent
            .with_value(|sent| sent.clone().filter(|(sent, _)| *sent == body));
        let key = known.map_or_else(|| Uuid::now_v7().to_string(), |(_, key)| key);
        self.sent.set_value(Some((body, key.clone())));
        key
    }

    fn show_summary(self) {
        request_animation_frame(move || {
            if let Some(Some(summary)) = self.summary.try_get_untracked() {
                focus::give_focus(&summary);
            }
        });
    }
}

/// Whether an error is about a field: at it, or inside it.
fn belongs(error: &str, field: &str) -> bool {
    let rest = error.strip_prefix(field);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A form: what is wrong, the fields, and the buttons.
#[component]
pub(crate) fn Form(
    /// Its state, which its fields are given too.
    state: FormState,
    /// What its button says.
    #[prop(into)]
    act: Signal<String>,
    /// Reads the fields and sends them, by [`FormState::submit`].
    on_submit: Callback<()>,
    /// Leaves it; without one it has no such button.
    #[prop(optional)]
    on_cancel: Option<Callback<()>>,
    /// Reads again what somebody else changed meanwhile.
    #[prop(optional)]
    on_reload: Option<Callback<()>>,
    /// How its button looks.
    #[prop(default = Look::Primary)]
    look: Look,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let submitted = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    let busy = Signal::derive(move || state.sending() == Sending::Now);
    let label = move || match state.sending() {
        Sending::Now => t_string!(i18n, ui.sending).to_string(),
        Sending::No => act.get(),
    };
    let cancel = on_cancel.map(|cancel| {
        view! { <Button on:click=move |_| cancel.run(())>{t!(i18n, ui.cancel)}</Button> }
    });
    view! {
        <form class="form" novalidate on:submit=submitted>
            {wrong(state, on_reload)}
            {children()}
            <div class="form-acts">
                <Button look does=Does::Submit busy>
                    {label}
                </Button>
                {cancel}
            </div>
        </form>
    }
}

/// What is wrong, with a link to each field. The place is there from the start, so that what
/// comes into it is read out.
fn wrong(state: FormState, on_reload: Option<Callback<()>>) -> impl IntoView {
    let i18n = use_i18n();
    let nothing = move || state.errors.with(Vec::is_empty) && state.failure.with(Option::is_none);
    let failure = move || state.failure.get().map(|failure| why(failure, on_reload));
    let errors = move || {
        let errors = state.errors.get();
        (!errors.is_empty()).then(|| {
            let lines = errors.into_iter().map(|error| of_field(state, error));
            view! {
                <p>{t!(i18n, problem.invalid)}</p>
                <ul>{lines.collect_view()}</ul>
            }
        })
    };
    view! {
        <div role="alert">
            <div
                class="notice"
                data-tone="danger"
                tabindex="-1"
                node_ref=state.summary
                hidden=nothing
            >
                {failure}
                {errors}
            </div>
        </div>
    }
}

fn of_field(state: FormState, error: FieldError) -> AnyView {
    let i18n = use_i18n();
    let words = problem::field_error(i18n, &error);
    let known = state.labels.with_value(|labels| {
        let mut labels = labels.iter();
        labels
            .find(|(pointer, _)| belongs(&error.pointer, pointer))
            .copied()
    });
    match known {
        Some((pointer, label)) => {
            let field = label.get_untracked();
            let words = t_string!(i18n, ui.field_error, field = field, words = words).to_string();
            line(state.id(pointer), words).into_any()
        }
        None => view! { <li>{words}</li> }.into_any(),
    }
}

/// Why it could not be sent; for a change that came first, whose and when.
fn why(failure: Failure, on_reload: Option<Callback<()>>) -> AnyView {
    let i18n = use_i18n();
    match failure {
        Failure::Problem(problem) if problem.code == ProblemCode::Stale => {
            stale(&problem, on_reload)
        }
        failure => view! { <p>{move || problem::words(i18n, &failure)}</p> }.into_any(),
    }
}

fn stale(problem: &Problem, on_reload: Option<Callback<()>>) -> AnyView {
    let i18n = use_i18n();
    let changed = problem.changed.clone();
    let words = move || match &changed {
        Some(changed) => {
            let who = changed.by.clone().unwrap_or_else(|| "Callboard".to_owned());
            let ago = dates::ago(i18n, clock::now(), changed.at);
            t_string!(i18n, ui.changed_by, who = who, ago = ago).to_string()
        }
        None => t_string!(i18n, problem.stale).to_string(),
    };
    let reload = on_reload.map(|reload| {
        view! { <Button on:click=move |_| reload.run(())>{t!(i18n, ui.reload)}</Button> }
    });
    view! {
        <p>{words}</p>
        {reload}
    }
    .into_any()
}
