//! Deleting rules.

use leptos::prelude::*;
use shared::labour::{self, PolicyOut};

use crate::dates;
use crate::i18n::*;
use crate::ui::{Confirm, FormState};

/// The question.
#[component]
pub(super) fn DeleteDialog(
    policy: PolicyOut,
    on_deleted: Callback<()>,
    on_close: Callback<()>,
    on_reload: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new("policy-deletion");
    let (id, version, day) = (policy.id, policy.version, policy.policy.effective_from);
    let yes = Callback::new(move |()| {
        form.submit(Ok(labour::delete(id, version)), move |()| {
            on_deleted.run(())
        });
    });
    let title = Signal::derive(move || {
        let day = dates::date(i18n, day);
        t_string!(i18n, policies.delete_title, day = day).to_string()
    });
    let text = text!(i18n, policies.delete_text);
    let act = text!(i18n, policies.delete_do);
    view! {
        <Confirm form title=title text=text act=act on_yes=yes on_close=on_close on_reload=on_reload />
    }
}
