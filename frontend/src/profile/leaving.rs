//! The ways out: here, and everywhere.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::auth::{sign_out, sign_out_everywhere};
use crate::i18n::*;
use crate::session::{Entrance, Why};
use crate::ui::{Button, Confirm, FormState, Look, Toasts};

/// The buttons, and the question before the second.
#[component]
pub(super) fn Leaving() -> impl IntoView {
    let i18n = use_i18n();
    let (entrance, toasts) = (expect_context::<Entrance>(), expect_context::<Toasts>());
    let asked = RwSignal::new(false);
    let leave = move |_| spawn_local(sign_out(i18n, entrance, toasts));
    view! {
        <div class="form-acts">
            <Button on:click=leave>{t!(i18n, profile.sign_out)}</Button>
            <Button look=Look::Danger on:click=move |_| asked.set(true)>
                {t!(i18n, profile.everywhere)}
            </Button>
        </div>
        {move || asked.get().then(|| question(asked))}
    }
}

fn question(asked: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let entrance = expect_context::<Entrance>();
    let form = FormState::new("everywhere");
    let yes = Callback::new(move |()| {
        form.run(sign_out_everywhere(), move |()| entrance.leave(Why::Left));
    });
    view! {
        <Confirm
            form
            title=text!(i18n, profile.everywhere_title)
            text=text!(i18n, profile.everywhere_words)
            act=text!(i18n, profile.everywhere)
            look=Look::Danger
            on_yes=yes
            on_close=Callback::new(move |()| asked.set(false))
        />
    }
}
