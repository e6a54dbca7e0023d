//! Links for members: asked for, then shown once.

use leptos::prelude::*;
use shared::auth::{LinkKind, LinkOut};
use shared::users::{self, UserOut};

use crate::dates;
use crate::i18n::*;
use crate::session::Session;
use crate::ui::{Confirm, Dialog, FormState, SecretOnce};

/// A link just made. It is not shown again.
#[component]
pub(super) fn LinkDialog(person: UserOut, link: LinkOut, on_close: Callback<()>) -> impl IntoView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let (name, kind, until) = (person.name.to_string(), link.kind, link.expires_at);
    let named = name.clone();
    let title = Signal::derive(move || match kind {
        LinkKind::Invitation => {
            t_string!(i18n, members.invited_title, name = named.clone()).to_string()
        }
        LinkKind::PasswordReset => {
            t_string!(i18n, members.reset_title, name = named.clone()).to_string()
        }
    });
    let text = move || match kind {
        LinkKind::Invitation => t_string!(i18n, members.invited_text).to_string(),
        LinkKind::PasswordReset => {
            t_string!(i18n, members.reset_text, name = name.clone()).to_string()
        }
    };
    let valid = move || {
        let time = dates::instant(i18n, until, session.zone());
        t_string!(i18n, members.valid_until, time = time).to_string()
    };
    let label = text!(i18n, members.link);
    view! {
        <Dialog title=title on_close=on_close>
            <p>{text}</p>
            <SecretOnce id="member-link" label=label value=link.url />
            <p class="hint">{valid}</p>
            <div class="form-acts">
                <button type="button" class="button primary" on:click=move |_| on_close.run(())>
                    {t!(i18n, members.done)}
                </button>
            </div>
        </Dialog>
    }
}

/// Whether to make a new link: older ones stop working.
#[component]
pub(super) fn NewLinkDialog(
    person: UserOut,
    on_made: Callback<LinkOut>,
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new("link");
    let (id, name) = (person.id, person.name.to_string());
    let yes = Callback::new(move |()| {
        form.submit(Ok(users::create_link(id)), move |link| on_made.run(link));
    });
    let title = Signal::derive(move || {
        t_string!(i18n, members.new_link_title, name = name.clone()).to_string()
    });
    let text = text!(i18n, members.new_link_text);
    let act = text!(i18n, members.new_link_do);
    view! { <Confirm form title=title text=text act=act on_yes=yes on_close=on_close /> }
}
