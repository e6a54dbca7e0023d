//! The page: the bar, the planning drawn as the address and the screen ask, what is open
//! over it, and what is said to who listens.

use leptos::prelude::*;
use shared::access::Capability;
use shared::planning::rows::Viewer;
use shared::planning::{Cell, View};

use crate::clock;
use crate::i18n::*;
use crate::session::Session;


use super::carry::Hand;
use super::menu::ShiftMenu;
use super::store::{First, PlanningStore, Reading};
use super::{agenda, clicks, day, grid, list, toolbar};

/// What the screen has room for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// A grid.
    Wide,
    /// An agenda.
    Phone,
}

/// The widest phone, in CSS pixels.
const PHONE: f64 = 640.0;

/// The planning of an organisation.
#[component]
pub(crate) fn PlanningPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let viewer = match session.may(Capability::ShiftEdit) {
        true => Viewer::Planner,
        false => Viewer::Reader(session.me().id),
    };
    let zone = session.zone();
    let now = clock::minute();
    let today = Memo::new(move |_| zone.day(now.get()));
    let store = PlanningStore::new(use_i18n(), viewer, zone, today);
    store.follow_address();
    let layout = layout();
    let menu = ShiftMenu::new(store);
    view! {
        <div
            class="planning"
            on:click=move |event| clicks::clicked(store, menu, &event)
            on:contextmenu=move |event| clicks::asked_for_menu(store, menu, &event)
        >
            {toolbar::view(store, layout)}
            {banner(store)}
            {move || body(store, layout.get())}
            <p class="visually-hidden" id="planning-keys-hint">
                {t!(store.i18n, planning.keys_hint)}
            </p>
            <p class="visually-hidden" role="status">{move || store.said.get()}</p>
        </div>
        {menu.view()}


    }
}

/// The layout that the window has room for, as it is resized.
fn layout() -> Memo<Layout> {
    let width = || window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(PHONE);
    let (of, set) = signal(width());
    let resized = window_event_listener(leptos::ev::resize, move |_| set.set(width()));
    on_cleanup(move || resized.remove());
    Memo::new(move |_| if of.get() < PHONE { Layout::Phone } else { Layout::Wide })
}

/// What to do with the shift that is carried by taps or by keys, and the way out.
fn banner(store: PlanningStore) -> impl IntoView {
    let carried = Memo::new(move |_| {
        let carry = store.carry.read();
        let carry = carry.as_ref().filter(|carry| carry.hand != Hand::Pointer)?;
        Some((carry.hand, store.shift_words(&carry.shift)))
    });
    move || {
        carried.get().map(|(hand, shift)| {
            let words = match hand {
                Hand::Keyboard => t_string!(store.i18n, planning.move_banner_keys, shift = shift),
                Hand::Tap | Hand::Pointer => t_string!(store.i18n, planning.move_banner, shift = shift),
            };
            view! {
                <div class="carry-banner">
                    <p>{words.to_string()}</p>
                    <button type="button" class="button" on:click=move |_| store.let_go()>
                        {t!(store.i18n, planning.cancel)}
                    </button>
                </div>
            }
        })
    }
}

fn body(store: PlanningStore, layout: Layout) -> AnyView {
    match (layout, store.url.with(|url| url.view)) {
        (Layout::Phone, _) => agenda::view(store),
        (Layout::Wide, View::Week) => grid::view(store),
        (Layout::Wide, View::Day) => day::view(store),
        (Layout::Wide, View::List) => list::view(store),
    }
}
