//! Who somebody is, in a line.

use leptos::prelude::*;
use shared::users::{MemberState, UserOut};

use super::words;
use crate::i18n::*;
use crate::media::Avatars;
use crate::ui::{Avatar, Badge, Tone};

/// The initials, the name (a link where an address is given) and the role.
pub(super) fn who(person: &UserOut, href: Option<Signal<String>>) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let id = Some(person.id);
    let picture = expect_context::<Avatars>().of(Signal::stored(id));
    let (name, role) = (person.name.to_string(), person.role);
    let shown = match href {
        Some(href) => view! {
            <a class="who-name" href=href>
                {name.clone()}
            </a>
        }
        .into_any(),
        None => view! { <span class="who-name">{name.clone()}</span> }.into_any(),
    };
    view! {
        <span class="row-main who">
            <Avatar name=name picture />
            <span>
                {shown} <span class="who-more">{move || words::role(i18n, role)}</span>
            </span>
        </span>
    }
}

/// Teams, each in a box.
pub(super) fn tags(names: Vec<String>) -> impl IntoView {
    view! {
        <ul class="tags" role="list">
            {names
                .into_iter()
                .map(|name| {
                    view! {
                        <li>
                            <Badge words=name />
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}

/// That somebody has not come yet.
pub(super) fn invited(person: &UserOut) -> Option<impl IntoView + use<>> {
    let i18n = use_i18n();
    (person.state == MemberState::Invited).then(|| {
        let words = text!(i18n, users.invited);
        view! { <Badge words=words tone=Tone::Warn /> }
    })
}
