//! What was typed and not saved is not lost unasked.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::wasm_bindgen::prelude::Closure;
use send_wrapper::SendWrapper;
use web_sys::Element;

use crate::i18n::*;

/// Asks before a page with changes is left by a link or by closing it.
pub(crate) fn guard_unsaved(dirty: Signal<bool>) {
    let i18n = use_i18n();
    let closing = window_event_listener(leptos::ev::beforeunload, move |event| {
        if dirty.try_get_untracked() == Some(true) {
            event.prevent_default();
        }
    });
    let leaving = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        if is_away(&event) && dirty.try_get_untracked() == Some(true) && !may_discard(i18n) {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    // The router listens on the window: this is asked on the way down, before that. Adding
    // and removing a listener cannot fail.
    let listener = || leaving.as_ref().unchecked_ref();
    let _ = document().add_event_listener_with_callback_and_bool("click", listener(), true);
    let leaving = SendWrapper::new(leaving);
    on_cleanup(move || {
        closing.remove();
        let listener = leaving.as_ref().unchecked_ref();
        let _ = document().remove_event_listener_with_callback_and_bool("click", listener, true);
    });
}

/// Asks whether what was typed may be lost.
pub(super) fn may_discard(i18n: I18n) -> bool {
    let words = untrack(|| t_string!(i18n, ui.discard).to_string());
    // A browser that does not ask any more lets it go.
    window().confirm_with_message(&words).unwrap_or(true)
}

/// Whether a click follows a link to another page in this tab.
fn is_away(event: &MouseEvent) -> bool {
    let link = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|element| element.closest("a[href]").ok().flatten());
    let here = !event.ctrl_key() && !event.meta_key() && event.button() == 0;
    here && link.is_some_and(|link| {
        let href = link.get_attribute("href").unwrap_or_default();
        href.starts_with("/app") && !link.has_attribute("target")
    })
}
