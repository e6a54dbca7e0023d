//! Short words about what has just happened. Good news stays eight seconds, longer under the
//! pointer or the keyboard; bad news stays until it is dealt with.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;

use super::button::{Button, IconButton};
use super::icon::{Glyph, Icon};
use crate::i18n::*;

/// How long good news stays, at least, in seconds.
const SECONDS: u64 = 8;

/// Something that can be done about what a toast says: its name, and the doing.
pub(crate) type Act = (String, Callback<()>);

/// Whether it is good news.
#[derive(Clone, Copy, PartialEq, Eq)]
enum News {
    Good,
    Bad,
}

#[derive(Clone)]
struct Toast {
    id: u32,
    news: News,
    words: String,
    acts: Vec<Act>,
}

/// The toasts of the app: `expect_context::<Toasts>()`. A handle: copies share them.
#[derive(Clone, Copy)]
pub(crate) struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
    held: RwSignal<bool>,
}

impl Toasts {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self {
            list: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
            held: RwSignal::new(false),
        }
    }

    /// Good news: it goes away by itself, unless the pointer or the keyboard is on it.
    pub(crate) fn tell(self, words: impl ToString) {
        self.offer(words, Vec::new());
    }

    /// Good news, with what can be done about it.
    pub(crate) fn offer(self, words: impl ToString, acts: Vec<Act>) {
        let id = self.add(News::Good, words.to_string(), acts);
        self.wait(id);
    }

    /// Bad news: it stays until it is dealt with.
    pub(crate) fn alert(self, words: impl ToString, acts: Vec<Act>) {
        self.add(News::Bad, words.to_string(), acts);
    }

    fn add(self, news: News, words: String, acts: Vec<Act>) -> u32 {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        let toast = Toast {
            id,
            news,
            words,
            acts,
        };
        self.list.update(|list| {
            // The same words twice say no more than once.
            list.retain(|other| other.words != toast.words);
            list.push(toast);
        });
        id
    }

    fn wait(self, id: u32) {
        let over = move || {
            if self.held.get_untracked() {
                self.wait(id);
            } else {
                self.close(id);
            }
        };
        set_timeout(over, Duration::from_secs(SECONDS));
    }

    fn close(self, id: u32) {
        self.list.update(|list| list.retain(|toast| toast.id != id));
        if self.list.with_untracked(Vec::is_empty) {
            self.held.set(false);
        }
    }

    fn of(self, news: News) -> Vec<Toast> {
        let list = self.list.read();
        list.iter()
            .filter(|toast| toast.news == news)
            .cloned()
            .collect()
    }

    fn view(self, toast: Toast) -> impl IntoView {
        let i18n = use_i18n();
        let Toast {
            id,
            news,
            words,
            acts,
        } = toast;
        let act = move |(label, act): Act| {
            let run = move |_| {
                self.close(id);
                // The page that offered it may be left by now.
                let _ = act.try_run(());
            };
            view! { <Button on:click=run>{label}</Button> }
        };
        let (tone, glyph) = match news {
            News::Good => ("status", Glyph::Done),
            News::Bad => ("alert", Glyph::Warning),
        };
        view! {
            <div class="toast" data-tone=tone>
                <Icon glyph />
                <p>{words}</p>
                {acts.into_iter().map(act).collect_view()}
                <IconButton
                    label=text!(i18n, ui.dismiss)
                    glyph=Glyph::Close
                    on:click=move |_| self.close(id)
                />
            </div>
        }
    }
}

/// Where toasts are shown and said; there from the start, so that what comes is heard.
#[component]
pub(crate) fn ToastList() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let region: NodeRef<html::Div> = NodeRef::new();
    Effect::new(move |_| {
        toasts.list.track();
        if let Some(region) = region.get() {
            // Shown anew, it stands above a dialog that opened since. Hiding fails the first
            // time, when it is hidden.
            let _ = region.hide_popover();
            let _ = region.show_popover();
        }
    });
    view! {
        <div
            class="toasts"
            popover="manual"
            node_ref=region
            on:pointerenter=move |_| toasts.held.set(true)
            on:pointerleave=move |_| toasts.held.set(false)
            on:focusin=move |_| toasts.held.set(true)
            on:focusout=move |_| toasts.held.set(false)
        >
            <div role="alert">
                <For each=move || toasts.of(News::Bad) key=|toast| toast.id let:toast>
                    {toasts.view(toast)}
                </For>
            </div>
            <div role="status">
                <For each=move || toasts.of(News::Good) key=|toast| toast.id let:toast>
                    {toasts.view(toast)}
                </For>
            </div>
        </div>
    }
}
