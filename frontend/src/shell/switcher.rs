//! From one organisation to another, for those who are in several.

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;
use shared::auth::MembershipOut;

use super::frame::Around;
use crate::i18n::*;
use crate::session::Person;
use crate::ui::{Glyph, Icon, Menu};

/// From so many organisations on, they are looked for by name.
const MANY: usize = 8;

/// The organisation's name; for those in several, or who may create one, a menu.
#[component]
pub(super) fn Switcher() -> impl IntoView {
    let person = expect_context::<Person>();
    let Around(around) = expect_context::<Around>();
    let name = Signal::derive(move || {
        around.with(|around| around.as_ref().map(|one| one.org.name.to_string()))
    });
    let alone = Memo::new(move |_| person.memberships().len() < 2 && !person.may_create_org());
    move || match alone.get() {
        true => view! { <span class="org-name">{name}</span> }.into_any(),
        false => view! { <Choice name /> }.into_any(),
    }
}

#[component]
fn Choice(name: Signal<Option<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let person = expect_context::<Person>();
    let sought = RwSignal::new(String::new());
    let face = move || {
        view! {
            <Icon glyph=Glyph::Org />
            <span class="visually-hidden">{t!(i18n, app.org_switch)}": "</span>
            <span class="org-name">{name}</span>
            <Icon glyph=Glyph::Down />
        }
    };
    let search = move || {
        (person.memberships().len() >= MANY).then(|| {
            view! {
                <input
                    class="input"
                    type="search"
                    aria-label=move || t_string!(i18n, app.org_search)
                    placeholder=move || t_string!(i18n, app.org_search)
                    prop:value=sought
                    on:input=move |event| sought.set(event_target_value(&event))
                    on:click=move |event| event.stop_propagation()
                />
            }
        })
    };
    let found = move || {
        let sought = sought.get().to_lowercase();
        let mut memberships = person.memberships();
        memberships.retain(|one| one.org.name.as_str().to_lowercase().contains(&sought));
        memberships.into_iter().map(option).collect_view()
    };
    let create = move || {
        person.may_create_org().then(|| {
            view! {
                <A href="/app/orgs/new">
                    <Icon glyph=Glyph::Add />
                    <span>{t!(i18n, app.org_create)}</span>
                </A>
            }
        })
    };
    view! { <Menu face class="button quiet org-switch">{search} {found} {create}</Menu> }
}

/// The way to an organisation: to the same page there.
fn option(membership: MembershipOut) -> impl IntoView {
    let i18n = use_i18n();
    let Around(around) = expect_context::<Around>();
    let pathname = use_location().pathname;
    let (id, slug) = (membership.org.id, membership.org.slug.to_string());
    let href = move || {
        let page = pathname.with(|path| page(path).to_owned());
        format!("/app/o/{slug}/{page}")
    };
    let here =
        move || around.with(|around| around.as_ref().is_some_and(|around| around.org.id == id));
    view! {
        <a href=href aria-current=move || here().then_some("true")>
            <span>{membership.org.name.to_string()}</span>
            {move || here().then(|| view! { <Icon glyph=Glyph::Done /> })}
            {move || {
                here().then(|| view! { <span class="visually-hidden">{t!(i18n, app.org_current)}</span> })
            }}
        </a>
    }
}

/// The kind of page in an address. One thing's page is not in the other organisation; the list
/// of such things is.
fn page(path: &str) -> &str {
    let rest = path.strip_prefix("/app/o/");
    let page = rest.and_then(|rest| rest.split('/').nth(1));
    page.filter(|page| !page.is_empty()).unwrap_or("planning")
}
