//! A button that shows some links and buttons beneath it.

use std::cell::Cell;

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlElement};

use super::focus::give_focus;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// Where the menu stands: CSS lengths from the edges of the window, or `auto`.
#[derive(Clone, Default)]
struct Spot {
    top: String,
    bottom: String,
    left: String,
    right: String,
}

/// A menu: `<Menu face=|| view! { .. } ><a href=..>..</a></Menu>`. It closes when something
/// in it is chosen. Arrow keys go through it, as Tab does.
#[component]
pub(crate) fn Menu(
    /// What is on the button. It must have words, seen or read out.
    #[prop(into)]
    face: ViewFn,
    /// The classes of the button.
    #[prop(default = "button quiet")]
    class: &'static str,
    /// The links and buttons in it.
    children: Children,
) -> impl IntoView {
    let number = NEXT.replace(NEXT.get().wrapping_add(1));
    let id = format!("menu-{number}");
    let button: NodeRef<html::Button> = NodeRef::new();
    let popover: NodeRef<html::Div> = NodeRef::new();
    let spot = RwSignal::new(Spot::default());
    let open = RwSignal::new(false);
    // The browser opens it after this, so it is never seen elsewhere.
    let place = move |_| {
        if let Some(button) = button.get_untracked() {
            spot.set(beside(&button));
        }
    };
    let toggled = move |_| {
        let shown = popover
            .get_untracked()
            .is_some_and(|popover| is_open(&popover));
        open.set(shown);
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        if let Some(popover) = popover.get_untracked()
            && step(&popover, &event.key())
        {
            event.prevent_default();
        }
    };
    let chosen = move |_| {
        if let Some(popover) = popover.get_untracked() {
            // It is closed already where what was chosen closed it.
            let _ = popover.hide_popover();
        }
    };
    view! {
        <button
            type="button"
            class=class
            node_ref=button
            popovertarget=id.clone()
            aria-expanded=move || if open.get() { "true" } else { "false" }
            on:click=place
            on:keydown=move |event| {
                if open.get_untracked() {
                    pressed(event);
                }
            }
        >
            {face.run()}
        </button>
        <div
            class="menu"
            id=id
            popover="auto"
            node_ref=popover
            style:top=move || spot.get().top
            style:bottom=move || spot.get().bottom
            style:left=move || spot.get().left
            style:right=move || spot.get().right
            on:toggle=toggled
            on:keydown=pressed
            on:click=chosen
        >
            {children()}
        </div>
    }
}

fn is_open(popover: &HtmlElement) -> bool {
    popover.matches(":popover-open").unwrap_or_default()
}

/// Beneath the button or above it, and in line with its left or right edge: where there is room.
fn beside(button: &HtmlElement) -> Spot {
    let near = button.get_bounding_client_rect();
    let length = |length: Result<JsValue, JsValue>| {
        length
            .ok()
            .and_then(|length| length.as_f64())
            .unwrap_or_default()
    };
    let (width, height) = (
        length(window().inner_width()),
        length(window().inner_height()),
    );
    let auto = || "auto".to_owned();
    let px = |length: f64| format!("{length}px");
    let (top, bottom) = match near.top() < height / 2.0 {
        true => (px(near.bottom() + 4.0), auto()),
        false => (auto(), px(height - near.top() + 4.0)),
    };
    let (left, right) = match near.left() < width / 2.0 {
        true => (px(near.left()), auto()),
        false => (auto(), px(width - near.right())),
    };
    Spot {
        top,
        bottom,
        left,
        right,
    }
}

/// Goes through the menu by arrow keys; whether the key was one.
fn step(popover: &Element, key: &str) -> bool {
    let Ok(found) = popover.query_selector_all("a, button, input") else {
        return false;
    };
    let focused = document().active_element();
    let items: Vec<Element> = (0..found.length())
        .filter_map(|place| found.get(place))
        .filter_map(|node| node.dyn_into().ok())
        .collect();
    let place = items.iter().position(|item| Some(item) == focused.as_ref());
    let last = items.len().saturating_sub(1);
    let next = match (key, place) {
        ("ArrowDown", Some(place)) if place < last => place + 1,
        ("ArrowDown", _) | ("Home", _) => 0,
        ("ArrowUp", Some(place)) if place > 0 => place - 1,
        ("ArrowUp", _) | ("End", _) => last,
        _ => return false,
    };
    if let Some(item) = items.get(next) {
        give_focus(item);
    }
    true
}
