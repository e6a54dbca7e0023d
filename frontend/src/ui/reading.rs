//! What a page reads from the server: on its way, not to be had, or there, in one place.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::focus;
use super::states::{ErrorPanel, Skeleton};
use crate::http::Failure;
use crate::i18n::*;
use crate::problem;

/// Something read from the server. What was read stays while it is read again. A handle:
/// copies share it.
pub(crate) struct Reading<T: Send + Sync + 'static> {
    read: RwSignal<Option<T>>,
    failure: RwSignal<Option<Failure>>,
    under_way: RwSignal<bool>,
    turn: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Reading<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Reading<T> {}

impl<T: Clone + Send + Sync + 'static> Reading<T> {
    /// Reads now, again when a signal that `ask` looks at before its first `await` changes,
    /// and when told.
    pub(crate) fn new<F>(ask: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<T, Failure>> + 'static,
    {
        let this = Self {
            read: RwSignal::new(None),
            failure: RwSignal::new(None),
            under_way: RwSignal::new(true),
            turn: RwSignal::new(0),
        };
        let latest = StoredValue::new(0_u32);
        Effect::new(move |_| {
            this.turn.track();
            let answer = ask();
            let mine = latest.get_value().wrapping_add(1);
            latest.set_value(mine);
            this.under_way.set(true);
            spawn_local(async move {
                let answer = answer.await;
                // The page may be gone, or have asked for something else by now.
                if latest.try_get_value() == Some(mine) {
                    this.settle(answer);
                }
            });
        });
        this
    }

    fn settle(self, answer: Result<T, Failure>) {
        self.under_way.set(false);
        match answer {
            Ok(read) => {
                self.failure.set(None);
                self.read.set(Some(read));
            }
            Err(failure) => self.failure.set(Some(failure)),
        }
    }

    /// Reads again.
    pub(crate) fn again(self) {
        self.failure.set(None);
        self.turn.update(|turn| *turn = turn.wrapping_add(1));
    }

    /// What was read, if anything. Follows changes.
    pub(crate) fn get(self) -> Option<T> {
        self.read.get()
    }

    /// Whether anything was read: what is chosen from it cannot be shown before.
    pub(crate) fn is_there(self) -> Memo<bool> {
        Memo::new(move |_| self.read.with(Option::is_some))
    }

    /// Why it was not read, if it was not. Follows changes.
    pub(crate) fn failure(self) -> Option<Failure> {
        self.failure.get()
    }

    /// Changes what was read, after an act whose outcome is known.
    pub(crate) fn update(self, change: impl FnOnce(&mut T)) {
        if self.read.with_untracked(Option::is_some) {
            self.read.update(|read| {
                if let Some(read) = read {
                    change(read);
                }
            });
        }
    }
}

/// Shows what was read; until then grey lines, and where it failed why, with a way to try
/// again. The view says itself what it shows of nothing.
pub(crate) fn load<T: Clone + Send + Sync + 'static>(
    reading: Reading<T>,
    view: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let i18n = use_i18n();
    let body = move || {
        reading.read.get().map(|read| {
            keep_focus();
            untrack(|| view(read))
        })
    };
    let busy = move || reading.under_way.get().to_string();
    let waiting =
        move || reading.read.with(Option::is_none) && reading.failure.with(Option::is_none);
    let again = Callback::new(move |()| reading.again());
    let failed = move || reading.failure.get().map(|failure| trouble(failure, again));
    view! {
        <div class="load" aria-busy=busy>
            {move || waiting().then(|| view! { <Skeleton label=text!(i18n, ui.loading) /> })}
            {failed}
            {body}
        </div>
    }
    .into_any()
}

/// Why something was not read, with a way to try again.
fn trouble(failure: Failure, again: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    let words = Signal::derive(move || problem::words(i18n, &failure));
    view! { <ErrorPanel words retry=again /> }.into_any()
}

/// What is drawn anew may have had the focus: what takes its place gets it.
fn keep_focus() {
    let Some(had) = focus::focused().filter(|element| !element.id().is_empty()) else {
        return;
    };
    request_animation_frame(move || {
        if focus::is_lost() {
            focus::back(Some(had));
        }
    });
}
