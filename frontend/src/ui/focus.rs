//! Where the keyboard is, and where it goes when what had it is gone.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

/// The element that has the focus.
pub(super) fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Gives an element the focus; one that does not take it by itself, as a heading, is made to.
pub(super) fn give_focus(element: &Element) {
    let Some(element) = element.dyn_ref::<HtmlElement>() else {
        return;
    };
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        // A plain attribute; setting it cannot fail.
        let _ = element.set_attribute("tabindex", "-1");
    }
    // An element that has left the page cannot take it, and nothing is lost by that.
    let _ = element.focus();
}

/// Gives the focus to the element of an id.
pub(super) fn to_id(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        give_focus(&element);
    }
}

/// Gives the focus to the page's heading.
pub(crate) fn heading_focus() {
    if let Ok(Some(heading)) = document().query_selector("main h1") {
        give_focus(&heading);
    }
}

/// Gives the focus back to what had it, or to what took its place, or to the heading.
pub(super) fn back(element: Option<HtmlElement>) {
    let Some(element) = element else { return };
    if element.is_connected() {
        give_focus(&element);
    } else if let Some(same) = document().get_element_by_id(&element.id()) {
        give_focus(&same);
    } else {
        heading_focus();
    }
}

/// Whether nothing has the focus: what had it is gone.
pub(super) fn is_lost() -> bool {
    focused().is_none_or(|element| element.tag_name().eq_ignore_ascii_case("body"))
}
