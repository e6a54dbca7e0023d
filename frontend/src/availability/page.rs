//! The availability of a month: one's own, and for planners anybody's.

use leptos::prelude::*;
use leptos_router::hooks::query_signal;
use shared::access::Capability;
use shared::availability::{self, AvailabilityOut, AvailabilityQuery};
use shared::id::UserId;
use shared::page::PageQuery;
use shared::time::Day;

use super::deletion::DeleteDialog;
use super::form::{AvailabilityDrawer, Subject};
use super::row::about;
use super::whose::{Whose, WhoseField};
use super::words;
use crate::access;
use crate::clock;
use crate::http;
use crate::i18n::*;
use crate::months::{self, MonthBar, Shown};
use crate::session::Session;
use crate::ui::{Choice, EmptyState, PageHead, Reading, Toasts, load};

/// What is open over the page.
#[derive(Debug, Clone, PartialEq)]
enum Open {
    Form(Subject),
    Deletion(AvailabilityOut),
}

/// The page's state. A handle: copies share it.
#[derive(Clone, Copy)]
struct Page {
    i18n: I18n,
    session: Session,
    month: Shown,
    whose: Memo<Whose>,
    people: RwSignal<Vec<Choice>>,
    open: RwSignal<Option<Open>>,
    reading: Reading<Vec<AvailabilityOut>>,
}

/// The page.
#[component]
pub(crate) fn AvailabilityPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, availability.title);
    access::page(Capability::AvailabilityOwn, title, move || view(title))
}

/// The availability of a window, of one person or of all.
async fn read(
    bounds: (shared::time::Instant, shared::time::Instant),
    person_id: Option<UserId>,
) -> Result<Vec<AvailabilityOut>, http::Failure> {
    let page = |page: &PageQuery| {
        availability::list(&AvailabilityQuery {
            from: bounds.0,
            to: bounds.1,
            person_id,
            limit: page.limit,
            cursor: page.cursor.clone(),
        })
    };
    http::every(page).await
}

fn view(title: Signal<String>) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let month = months::in_address(move || months::present(session.zone()));
    let (asked, ask) = query_signal::<Whose>("person");
    let all = session.may(Capability::AvailabilityAll);
    let whose = Memo::new(move |_| {
        let own = Whose::Of(session.id());
        asked.get().filter(|_| all).unwrap_or(own)
    });
    let reading = Reading::new(move || {
        let person = match whose.get() {
            Whose::Of(person) => Some(person),
            Whose::Everybody => None,
        };
        read(month.bounds(session.zone()), person)
    });
    let (people, open) = (RwSignal::new(Vec::new()), RwSignal::new(None));
    let page = Page {
        i18n,
        session,
        month,
        whose,
        people,
        open,
        reading,
    };
    let intro = text!(i18n, availability.intro);
    view! {
        <PageHead title=title intro=intro>
            <button type="button" class="button primary" on:click=move |_| page.add()>
                {t!(i18n, availability.add)}
            </button>
        </PageHead>
        <div class="page-filters">
            <MonthBar shown=month zone=Signal::derive(move || session.zone()) />
            {all.then(|| view! { <WhoseField whose people ask /> })}
        </div>
        {load(reading, move |said| page.list(said))}
        {move || open.get().map(|opened| page.over(opened))}
    }
    .into_any()
}

impl Page {
    fn add(self) {
        let person = match self.whose.get_untracked() {
            Whose::Of(person) => person,
            Whose::Everybody => self.session.id(),
        };
        self.open
            .set(Some(Open::Form(Subject::New(person, self.first_day()))));
    }

    /// The day that a new stretch starts from: today, or where another month is shown its first.
    fn first_day(self) -> Day {
        untrack(|| {
            let zone = self.session.zone();
            let month = self.month.get();
            if month == months::present(zone) {
                zone.day(clock::now())
            } else {
                month.first()
            }
        })
    }

    fn list(self, said: Vec<AvailabilityOut>) -> AnyView {
        if said.is_empty() {
            return self.nothing();
        }
        view! {
            <ul class="rows" role="list">
                {said.into_iter().map(|said| self.row(said)).collect_view()}
            </ul>
        }
        .into_any()
    }

    fn nothing(self) -> AnyView {
        let i18n = self.i18n;
        let own = move || self.whose.get() == Whose::Of(self.session.id());
        let title = text!(i18n, availability.empty_own);
        let text = Signal::derive(move || match own() {
            true => t_string!(i18n, availability.empty_own_text).to_string(),
            false => t_string!(i18n, availability.empty_other_text).to_string(),
        });
        view! { <EmptyState title=title text=text /> }.into_any()
    }

    /// The name, where the list is of everybody.
    fn name(self, person: UserId) -> Option<String> {
        let id = person.to_string();
        let everybody = self.whose.get() == Whose::Everybody;
        let name = move || {
            self.people.with(|people| {
                people
                    .iter()
                    .find(|choice| choice.value == id)
                    .map(|choice| choice.label.clone())
            })
        };
        if everybody { name() } else { None }
    }

    fn row(self, said: AvailabilityOut) -> impl IntoView {
        let i18n = self.i18n;
        let (id, span, person) = (said.id, said.span, said.person_id);
        let when = move || words::span(i18n, span, self.session.zone());
        let said = StoredValue::new(said);
        let edit = move |_| {
            self.open.set(Some(Open::Form(Subject::Present(Box::new(
                said.get_value(),
            )))))
        };
        let delete = move |_| self.open.set(Some(Open::Deletion(said.get_value())));
        view! {
            <li class="row">
                {move || said.with_value(|said| about(said, self.name(person)))}
                <span class="row-acts">
                    <button type="button" class="button" id=format!("edit-{id}") on:click=edit>
                        {t!(i18n, availability.edit)}
                        <span class="visually-hidden">" \u{2013} "{when}</span>
                    </button>
                    <button type="button" class="button" id=format!("delete-{id}") on:click=delete>
                        {t!(i18n, availability.delete)}
                        <span class="visually-hidden">" \u{2013} "{when}</span>
                    </button>
                </span>
            </li>
        }
    }

    fn over(self, opened: Open) -> AnyView {
        let (i18n, toasts) = (self.i18n, expect_context::<Toasts>());
        let close = Callback::new(move |()| self.open.set(None));
        let reload = Callback::new(move |()| self.reading.again());
        match opened {
            Open::Form(subject) => {
                let saved = Callback::new(move |()| {
                    self.reading.again();
                    self.open.set(None);
                    toasts.tell(untrack(|| t_string!(i18n, availability.saved).to_string()));
                });
                let people = self.people.get_untracked();
                view! { <AvailabilityDrawer subject people on_saved=saved on_close=close /> }
                    .into_any()
            }
            Open::Deletion(said) => {
                let deleted = Callback::new(move |()| {
                    self.reading.again();
                    self.open.set(None);
                    toasts.tell(untrack(|| {
                        t_string!(i18n, availability.deleted).to_string()
                    }));
                });
                view! { <DeleteDialog said on_deleted=deleted on_close=close on_reload=reload /> }
                    .into_any()
            }
        }
    }
}
