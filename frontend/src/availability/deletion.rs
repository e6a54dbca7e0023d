//! Taking a stretch of availability back.

use leptos::prelude::*;
use shared::availability::{self, AvailabilityOut};

use super::words;
use crate::i18n::*;
use crate::session::Session;
use crate::ui::{Confirm, FormState};

/// The question.
#[component]
pub(super) fn DeleteDialog(
    said: AvailabilityOut,
    on_deleted: Callback<()>,
    on_close: Callback<()>,
    on_reload: Callback<()>,
) -> impl IntoView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let form = FormState::new("availability-deletion");
    let (id, version, span) = (said.id, said.version, said.span);
    let yes = Callback::new(move |()| {
        form.submit(Ok(availability::delete(id, version)), move |()| {
            on_deleted.run(())
        });
    });
    let title = text!(i18n, availability.delete_title);
    let text = Signal::derive(move || {
        let when = words::span(i18n, span, session.zone());
        t_string!(i18n, availability.delete_text, when = when).to_string()
    });
    let act = text!(i18n, availability.delete_do);
    view! {
        <Confirm form title=title text=text act=act on_yes=yes on_close=on_close on_reload=on_reload />
    }
}
