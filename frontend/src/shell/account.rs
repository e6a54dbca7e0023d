//! The menu of who is signed in.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

use crate::auth::sign_out;
use crate::i18n::*;
use crate::media::Avatars;
use crate::session::{Entrance, Person};
use crate::ui::{Avatar, Glyph, Icon, Menu, Toasts};

/// The profile, and the way out.
#[component]
pub(super) fn AccountMenu() -> impl IntoView {
    let i18n = use_i18n();
    let person = expect_context::<Person>();
    let (entrance, toasts) = (expect_context::<Entrance>(), expect_context::<Toasts>());
    let name = Signal::derive(move || person.profile().name.to_string());
    let picture = expect_context::<Avatars>().of(Signal::derive(move || Some(person.profile().id)));
    let face = move || {
        view! {
            <Avatar name picture />
            <span class="visually-hidden">{move || t_string!(i18n, app.account, name = name.get()).to_string()}</span>
        }
    };
    let leave = move |_| spawn_local(sign_out(i18n, entrance, toasts));
    view! {
        <Menu face class="button quiet account">
            <p class="menu-title">{name}</p>
            <A href="/app/profile">
                <Icon glyph=Glyph::Person />
                <span>{t!(i18n, app.profile)}</span>
            </A>
            <button type="button" on:click=leave>
                <Icon glyph=Glyph::Leave />
                <span>{t!(i18n, app.sign_out)}</span>
            </button>
        </Menu>
    }
}
