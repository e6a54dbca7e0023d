//! What opens over the page: native, named by its title, closed by Escape, the focus back
//! where it was. Open for as long as it is there: the page shows it or does not.

use std::cell::Cell;

use leptos::html;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use web_sys::{Event, HtmlDialogElement};

use super::button::{IconButton, Look};
use super::focus;
use super::form::{Form, FormState};
use super::icon::Glyph;
use super::unsaved::may_discard;
use crate::i18n::*;

/// How a dialog stands on the screen.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Shape {
    /// In the middle.
    #[default]
    Middle,
    /// At the side, over the whole height. On a phone it is the whole screen.
    Drawer,
}

impl Shape {
    const fn class(self) -> &'static str {
        match self {
            Self::Middle => "dialog",
            Self::Drawer => "dialog drawer",
        }
    }
}

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// A modal dialog. Escape and the cross ask for it to be taken away.
#[component]
pub(crate) fn Dialog(
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// How it stands on the screen.
    #[prop(optional)]
    shape: Shape,
    /// Asked to take it away.
    on_close: Callback<()>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    opened(shape, title, on_close, children().into_any())
}

/// A dialog at the side of the page that minds what was typed: it asks before it is lost.
#[component]
pub(crate) fn Drawer(
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Asked to take it away.
    on_close: Callback<()>,
    /// Whether something was typed that is not saved.
    #[prop(into)]
    dirty: Signal<bool>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let close = Callback::new(move |()| {
        if !dirty.get_untracked() || may_discard(i18n) {
            on_close.run(());
        }
    });
    opened(Shape::Drawer, title, close, children().into_any())
}

/// A question before something that cannot be taken back.
#[component]
pub(crate) fn Confirm(
    /// What went wrong with it, if it did.
    form: FormState,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What would happen.
    #[prop(into)]
    text: Signal<String>,
    /// What is done, as the button says it: the act, not "yes".
    #[prop(into)]
    act: Signal<String>,
    /// How the button looks that does it.
    #[prop(default = Look::Primary)]
    look: Look,
    /// Does it.
    on_yes: Callback<()>,
    /// Asked to take it away.
    on_close: Callback<()>,
    /// Reads again what somebody else changed meanwhile.
    #[prop(optional)]
    on_reload: Option<Callback<()>>,
) -> impl IntoView {
    let reload = Callback::new(move |()| {
        if let Some(reload) = on_reload {
            reload.run(());
        }
        on_close.run(());
    });
    let body = view! {
        <Form state=form act=act look on_submit=on_yes on_cancel=on_close on_reload=reload>
            <p>{text}</p>
        </Form>
    };
    opened(Shape::Middle, title, on_close, body.into_any())
}

fn opened(shape: Shape, title: Signal<String>, close: Callback<()>, body: AnyView) -> AnyView {
    let i18n = use_i18n();
    let node: NodeRef<html::Dialog> = NodeRef::new();
    let number = NEXT.replace(NEXT.get().wrapping_add(1));
    let label = format!("dialog-{number}");
    let id = label.clone();
    let had = SendWrapper::new(focus::focused());
    Effect::new(move |_| {
        if let Some(dialog) = node.get().filter(|dialog| !dialog.open()) {
            show(&dialog);
        }
    });
    // The keyboard goes back once the dialog is gone, unless something else took it.
    on_cleanup(move || {
        let had = had.take();
        request_animation_frame(move || {
            if focus::is_lost() {
                focus::back(had);
            }
        });
    });
    let cancelled = move |event: Event| {
        event.prevent_default();
        close.run(());
    };
    view! {
        <dialog class=shape.class() node_ref=node aria-labelledby=label on:cancel=cancelled>
            <header class="dialog-head">
                <h2 id=id tabindex="-1">{title}</h2>
                <IconButton
                    label=text!(i18n, ui.close)
                    glyph=Glyph::Close
                    on:click=move |_| close.run(())
                />
            </header>
            <div class="dialog-body">{body}</div>
        </dialog>
    }
    .into_any()
}

/// Opens it, with the keyboard on the first field of its content, or on its title.
fn show(dialog: &HtmlDialogElement) {
    // It is in the page and not open, so it opens.
    let _ = dialog.show_modal();
    let find = |what| dialog.query_selector(what).ok().flatten();
    let fields = ".dialog-body :is(input:not([type=hidden], [readonly]), select, textarea)";
    if let Some(first) = find(fields).or_else(|| find("h2")) {
        focus::give_focus(&first);
    }
}
