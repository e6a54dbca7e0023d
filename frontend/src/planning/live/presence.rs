//! Who else looks at the week.

use leptos::portal::Portal;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::activity::presence::{PresenceIn, look};
use shared::id::UserId;

use crate::http;
use crate::i18n::*;
use crate::planning::store::PlanningStore;
use crate::shell::aside;
use crate::ui::{Avatar, Menu};

/// The most people that are shown by their initials.
const MOST: usize = 3;

/// Says which week is looked at, whenever it is another.
pub(super) fn follow(store: PlanningStore) {
    if !store.plans() {
        return;
    }
    let looked = Memo::new(move |_| {
        let week = store.url.with(|url| url.week(store.today.get()));
        let stream = store.live.stream.get()?;
        Some(PresenceIn { stream, week })
    });
    Effect::new(move |_| {
        if let Some(input) = looked.get() {
            spawn_local(async move {
                // Who is not seen sees nothing of it, and the next week is said again.
                let _ = http::send(look(&input)).await;
            });
        }
    });
}

/// The others who look at the week, by their initials; their names stand beneath.
pub(in crate::planning) fn view(store: PlanningStore) -> impl IntoView {
    let people = Memo::new(move |_| {
        let week = store.url.with(|url| url.week(store.today.get()));
        let looking = store.live.looking.read();
        let others = looking
            .iter()
            .filter(|one| one.week == week && one.user_id != store.me);
        others.map(|one| one.user_id).collect::<Vec<_>>()
    });
    move || {
        let people = people.get();
        // The planning's own bar has no room left.
        let mount = aside().filter(|_| !people.is_empty())?;
        let seen = move || shown(store, people.clone());
        Some(view! { <Portal mount>{seen()}</Portal> })
    }
}

fn shown(store: PlanningStore, people: Vec<UserId>) -> impl IntoView {
    let i18n = store.i18n;
    let names = StoredValue::new(people);
    let who = move |id: UserId| store.who(Some(id));
    let words = move || match names.get_value().as_slice() {
        [one] => t_string!(i18n, live.looks, name = who(*one)).to_string(),
        people => t_string!(i18n, live.look, count = people.len()).to_string(),
    };
    let face = move || {
        let people = names.get_value();
        let more = people.len().saturating_sub(MOST);
        let avatar = move |id: UserId| view! { <Avatar name=Signal::derive(move || who(id)) /> };
        view! {
            <span class="looking">
                {people.into_iter().take(MOST).map(avatar).collect_view()}
                {(more > 0).then(|| format!("+{more}"))}
            </span>
            <span class="visually-hidden">{words}</span>
        }
    };
    let several = names.with_value(|names| names.len() > 1);
    let lines = move || {
        let line = |id| view! { <li>{who(id)}</li> };
        let people = names.get_value();
        view! { <ul>{people.into_iter().map(line).collect_view()}</ul> }
    };
    view! {
        <Menu face>
            <p>{words}</p>
            {several.then_some(lines)}
        </Menu>
    }
}
