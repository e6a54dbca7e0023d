//! Who may come in, and what stands around the pages of who does.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_navigate};
use shared::auth::MembershipOut;
use web_sys::Element;

use super::account::AccountMenu;
use super::nav::{BottomNav, TopNav};
use super::switcher::Switcher;
use crate::connection::Connection;
use crate::http::Failure;
use crate::i18n::*;
use crate::later::fetch_ahead;
use crate::problem;
use crate::session::{Entrance, How, Person, Standing, Why};
use crate::ui::{ErrorPanel, OfflineBar, heading_focus, show_language, show_theme};

/// The frame. Whoever is not signed in is led to where they can be, and back afterwards.
#[component]
pub(crate) fn Frame() -> impl IntoView {
    let standing = expect_context::<Entrance>().standing();
    move || match standing.get() {
        Standing::Unknown => waiting().into_any(),
        Standing::Failed(failure) => failed(failure).into_any(),
        Standing::Out(why) => {
            lead_to_sign_in(why);
            waiting().into_any()
        }
        Standing::In(me, how) => {
            provide_context(Person::new(*me));
            view! { <Inside how /> }.into_any()
        }
    }
}

/// The same as the document shows before: nothing moves when the app comes.
fn waiting() -> impl IntoView {
    let i18n = use_i18n();
    let row = |_| view! { <i></i> };
    view! {
        <div class="starting">
            <div class="starting-bar"></div>
            <main class="starting-rows">
                <p class="visually-hidden" role="status">
                    {t!(i18n, ui.loading)}
                </p>
                {(0..8).map(row).collect_view()}
            </main>
        </div>
    }
}

fn failed(failure: Failure) -> impl IntoView {
    let i18n = use_i18n();
    let entrance = expect_context::<Entrance>();
    let words = Signal::derive(move || problem::words(i18n, &failure));
    let retry = Callback::new(move |()| spawn_local(entrance.resume()));
    view! {
        <main class="entrance">
            <h1>"Callboard"</h1>
            <ErrorPanel words retry />
        </main>
    }
}

fn lead_to_sign_in(why: Why) {
    let navigate = use_navigate();
    let location = use_location();
    let next = match why {
        Why::Left => String::new(),
        Why::Over => untrack(|| {
            format!(
                "{}{}",
                location.pathname.get(),
                query(&location.search.get())
            )
        }),
    };
    let options = NavigateOptions {
        replace: true,
        ..NavigateOptions::default()
    };
    // Not while the router is at work on this very page.
    request_animation_frame(move || navigate(&crate::auth::sign_in_path(&next), options));
}

fn query(search: &str) -> String {
    match search.trim_start_matches('?') {
        "" => String::new(),
        search => format!("?{search}"),
    }
}

/// The organisation that the ways lead through: the one of the address, else the one before,
/// else the one that the person begins with.
#[derive(Clone, Copy)]
pub(super) struct Around(pub(super) Memo<Option<MembershipOut>>);

fn around(person: Person) -> Around {
    let location = use_location();
    Around(Memo::new(move |before: Option<&Option<MembershipOut>>| {
        let path = location.pathname.get();
        let slug = path
            .strip_prefix("/app/o/")
            .and_then(|rest| rest.split('/').next());
        let here = slug.and_then(|slug| person.membership(slug));
        let before = || {
            let before = before?.as_ref()?;
            person.membership(before.org.slug.as_str())
        };
        here.or_else(before).or_else(|| {
            let home = person.home()?;
            person.membership(home.slug.as_str())
        })
    }))
}

#[component]
fn Inside(how: How) -> impl IntoView {
    let i18n = use_i18n();
    let person = expect_context::<Person>();
    provide_context(around(person));
    provide_context(Connection::new());
    follow_looks(person);
    follow_pages(how);
    fetch_ahead();
    view! {
        <a class="skip" href="#page" rel="external" on:click=skip>
            {t!(i18n, app.skip)}
        </a>
        <div class="shell">
            <header class="top-bar">
                <a class="brand" href="/app">"Callboard"</a>
                <Switcher />
                <TopNav />
                <div id=ASIDE></div>
                <AccountMenu />
            </header>
            <OfflineBar />
            <main id="page" tabindex="-1">
                <Outlet />
            </main>
            <BottomNav />
        </div>
    }
}

/// The id of the place in the bar that a page has for what belongs to all of it.
const ASIDE: &str = "aside";

/// That place, once the frame is drawn.
pub(crate) fn aside() -> Option<Element> {
    document().get_element_by_id(ASIDE)
}

/// Over the bar to the page; the router would take it for another address.
fn skip(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    event.stop_propagation();
    heading_focus();
}

/// The language and the theme are the person's.
fn follow_looks(person: Person) {
    let i18n = use_i18n();
    let looks = Memo::new(move |_| {
        let profile = person.profile();
        (profile.language, profile.theme)
    });
    Effect::new(move |_| {
        let (language, theme) = looks.get();
        show_language(i18n, language);
        show_theme(theme);
    });
}

/// Whether a page has yet to be read from its heading on.
#[derive(Clone, Copy)]
struct Owed(StoredValue<bool>);

/// Another page is read from its heading on, which gives the document its name. The first one
/// is read from its top, as the browser does, unless the page before was the one that signs in.
fn follow_pages(how: How) {
    let pathname = use_location().pathname;
    let owed = Owed(StoredValue::new(false));
    provide_context(owed);
    Effect::new(move |before: Option<String>| {
        let path = pathname.get();
        if before.map_or(how == How::Entered, |before| before != path) {
            owed.0.set_value(true);
        }
        greet_from(owed);
        path
    });
}

/// Names the document after the page that is shown, once it is drawn; a page that came later
/// than the frame calls this itself.
pub(crate) fn greet() {
    if let Some(owed) = use_context::<Owed>() {
        greet_from(owed);
    }
}

fn greet_from(Owed(owed): Owed) {
    request_animation_frame(move || {
        let Ok(Some(heading)) = document().query_selector("main h1") else {
            return;
        };
        let name = heading.text_content().unwrap_or_default();
        document().set_title(&format!("{} - Callboard", name.trim()));
        if owed.try_get_value() == Some(true) {
            owed.set_value(false);
            if let Ok(Some(page)) = document().query_selector("main") {
                page.set_scroll_top(0);
            }
            heading_focus();
        }
    });
}
