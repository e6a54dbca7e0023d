//! The page: the bar, the planning drawn as the address and the screen ask, what is open
//! over it, and what is said to who listens.

use leptos::prelude::*;
use shared::access::Capability;
use shared::planning::View;
use shared::planning::bundle::How;
use shared::planning::rows::Viewer;

use crate::clock;
use crate::i18n::*;
use crate::problem;
use crate::publications;
use crate::session::Session;
use crate::ui::{Button, EmptyState, ErrorPanel, Look, Skeleton};

use super::carry::Hand;
use super::hover::HoverCard;
use super::menu::ShiftMenu;
use super::store::{First, PlanningStore, Reading};
use super::{
    agenda, clicks, day, drawer, filters, grid, list, live, questions, selecting, times, toolbar,
    undo,
};

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
    let viewer = viewer(session);
    let zone = session.zone();
    let now = clock::minute();
    let today = Memo::new(move |_| zone.day(now.get()));
    let store = PlanningStore::new(use_i18n(), viewer, session, today);
    provide_context(store);
    store.follow_address();
    live::follow(store);
    let card = HoverCard::new(store);
    undo::listen(store);
    let layout = layout();
    let menu = ShiftMenu::new(store);
    view! {
        <div
            class="planning"
            aria-busy=move || store.is_reading()
            on:click=move |event| clicks::clicked(store, menu, &event)
            on:mouseover=move |event| card.pointed_at(event.target())
            on:pointerdown=move |event| card.pressed(event.target())
            on:focusin=move |event| card.focused_on(event.target())
            on:mouseout=move |event| card.out(event.related_target())
            on:focusout=move |event| {
                card.out(event.related_target());
                store.release_soon();
            }
            on:contextmenu=move |event| clicks::asked_for_menu(store, menu, &event)
        >
            {toolbar::view(store, layout)}
            {publications::unread()}
            {banner(store)}
            {move || body(store, layout.get())}
            {selecting::bar(store)}
            <p class="visually-hidden" id="planning-keys-hint">
                {t!(store.i18n, planning.keys_hint)}
            </p>
            <p class="visually-hidden" role="status">{move || store.said.get()}</p>
        </div>
        {store.plans().then(|| live::view(store))}
        {menu.view()}
        {card.view()}
        {times::view(store)}
        {drawer::view(store)}
        {questions::view(store)}
    }
}

/// Who looks: a planner, or somebody who reads.
pub(super) fn viewer(session: Session) -> Viewer {
    match session.may(Capability::ShiftEdit) {
        true => Viewer::Planner,
        false => Viewer::Reader(session.me().id),
    }
}

/// The layout that the window has room for, as it is resized.
fn layout() -> Memo<Layout> {
    let width = || {
        window()
            .inner_width()
            .ok()
            .and_then(|width| width.as_f64())
            .unwrap_or(PHONE)
    };
    let (of, set) = signal(width());
    let resized = window_event_listener(leptos::ev::resize, move |_| set.set(width()));
    on_cleanup(move || resized.remove());
    Memo::new(move |_| {
        if of.get() < PHONE {
            Layout::Phone
        } else {
            Layout::Wide
        }
    })
}

/// What to do with the shift that is carried by taps or by keys, and the way out.
fn banner(store: PlanningStore) -> impl IntoView {
    let carried = Memo::new(move |_| {
        let carry = store.carry.read();
        let carry = carry.as_ref().filter(|carry| carry.hand != Hand::Pointer)?;
        Some((carry.hand, carry.bundle.how, store.carry_words(carry)))
    });
    move || {
        carried.get().map(|(hand, how, shift)| {
            let words = match (hand, how) {
                (Hand::Keyboard, _) => {
                    t_string!(store.i18n, planning.move_banner_keys, shift = shift).to_string()
                }
                (_, How::Move) => {
                    t_string!(store.i18n, planning.move_banner, shift = shift).to_string()
                }
                (_, How::Copy) => {
                    t_string!(store.i18n, planning.copy_banner, shift = shift).to_string()
                }
            };
            view! {
                <div class="carry-banner">
                    <p>{words}</p>
                    <Button on:click=move |_| store.let_go()>
                        {t!(store.i18n, planning.cancel)}
                    </Button>
                </div>
            }
        })
    }
}

/// The planning, or what there is to say in place of it.
fn body(store: PlanningStore, layout: Layout) -> AnyView {
    let first = Memo::new(move |_| store.first.get());
    let drawn = Memo::new(move |_| store.url.with(|url| url.view));
    let failed = Memo::new(move |_| match store.reading.get() {
        Reading::Failed(failure) => Some(failure),
        _ => None,
    });
    let failure = move || {
        failed.get().map(|failure| {
            let words = move || problem::words(store.i18n, &failure);
            let retry = Callback::new(move |()| store.read_again());
            view! { <ErrorPanel words=Signal::derive(words) retry /> }
        })
    };
    let planning = move || match (first.get(), layout, drawn.get()) {
        (First::Awaited, ..) if failed.read().is_some() => ().into_any(),
        (First::Awaited, ..) => {
            view! { <Skeleton label=text!(store.i18n, planning.loading) /> }.into_any()
        }
        (First::Came, Layout::Phone, _) => agenda::view(store),
        (First::Came, Layout::Wide, View::Week) => grid::view(store),
        (First::Came, Layout::Wide, View::Day) => day::view(store),
        (First::Came, Layout::Wide, View::List) => list::view(store),
    };
    view! {
        <div class="planning-notes">
            {failure}
            {move || nothing(store, layout)}
        </div>
        {planning}
    }
    .into_any()
}

/// What there is to say where nothing is to be seen; which of the reasons it is.
fn nothing(store: PlanningStore, layout: Layout) -> Option<AnyView> {
    let i18n = store.i18n;
    let (shown, board) = (store.shown.read(), store.board.read());
    if store.first.get() == First::Awaited || *store.reading.read() != Reading::Done {
        return None;
    }
    let filtered = store.url.with(|url| url.filter.is_on());
    let empty = |title: &'static str, words: &'static str| {
        let (title, text) = (title.to_owned(), words.to_owned());
        view! { <EmptyState title text /> }.into_any()
    };
    if filtered && shown.is_empty() {
        let title = t_string!(i18n, planning.empty_filters_title).to_owned();
        let text = t_string!(i18n, planning.empty_filters_text).to_owned();
        let view = view! {
            <EmptyState title text>
                {filters::clear(store)}
            </EmptyState>
        };
        return Some(view.into_any());
    }
    if board.people().is_empty() {
        return Some(nobody(i18n));
    }
    // A phone says it of the day.
    if layout == Layout::Wide && !filtered && board.shifts().next().is_none() {
        let title = t_string!(i18n, planning.empty_shifts_title);
        return Some(match store.plans() {
            true => {
                let (title, text) = (
                    title.to_owned(),
                    t_string!(i18n, planning.empty_shifts_text),
                );
                view! {
                    <EmptyState title text=text.to_owned()>
                        {toolbar::paste(store, text!(i18n, paste.previous))}
                        {toolbar::templates(store)}
                    </EmptyState>
                }
                .into_any()
            }
            false => empty(title, t_string!(i18n, planning.empty_shifts_reader)),
        });
    }
    None
}

/// Nobody can be planned yet: the way to invite people, for who may.
fn nobody(i18n: I18n) -> AnyView {
    let session = expect_context::<Session>();
    let title = t_string!(i18n, planning.empty_people_title).to_owned();
    let text = t_string!(i18n, planning.empty_people_text).to_owned();
    let invite = session.may(Capability::PeopleEdit).then(|| {
        view! {
            <a class=Look::Primary.class() href=session.path("members")>
                {t!(i18n, planning.empty_people_act)}
            </a>
        }
    });
    view! {
        <EmptyState title text>
            {invite}
        </EmptyState>
    }
    .into_any()
}
