//! Removing a member, or leaving.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::users::{self, UserOut};

use crate::i18n::*;
use crate::session::Session;
use crate::ui::{Confirm, FormState, Toasts};

/// The question. Whoever removes oneself leaves the organisation and its pages.
#[component]
pub(super) fn RemoveDialog(
    person: UserOut,
    on_removed: Callback<()>,
    on_close: Callback<()>,
    on_reload: Callback<()>,
) -> impl IntoView {
    let (i18n, session, toasts) = (
        use_i18n(),
        expect_context::<Session>(),
        expect_context::<Toasts>(),
    );
    let form = FormState::new("removal");
    let own = session.id() == person.id;
    let name = StoredValue::new(person.name.to_string());
    let navigate = use_navigate();
    let left = move || {
        let org = session
            .org_now()
            .map(|org| org.name.to_string())
            .unwrap_or_default();
        toasts.tell(untrack(|| {
            t_string!(i18n, members.left, org = org).to_string()
        }));
        let navigate = navigate.clone();
        spawn_local(async move {
            // Whether it could be read or not, there is nothing to see here any more.
            let _ = session.person().read_again().await;
            navigate("/app", NavigateOptions::default());
        });
    };
    let yes = Callback::new(move |()| {
        let left = left.clone();
        form.submit(Ok(users::remove(person.id, person.version)), move |()| {
            on_close.run(());
            if own {
                left();
            } else {
                toasts.tell(untrack(|| {
                    t_string!(i18n, members.removed, name = name.get_value()).to_string()
                }));
                on_removed.run(());
            }
        });
    });
    let title = Signal::derive(move || match own {
        true => t_string!(i18n, members.leave_title).to_string(),
        false => t_string!(i18n, members.remove_title, name = name.get_value()).to_string(),
    });
    let text = Signal::derive(move || match own {
        true => t_string!(i18n, members.leave_text).to_string(),
        false => t_string!(i18n, members.remove_text).to_string(),
    });
    let act = Signal::derive(move || match own {
        true => t_string!(i18n, members.leave_do).to_string(),
        false => t_string!(i18n, members.remove_do).to_string(),
    });
    view! {
        <Confirm form title=title text=text act=act on_yes=yes on_close=on_close on_reload=on_reload />
    }
}
