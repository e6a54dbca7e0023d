//! Where there is no page: an address that leads nowhere, an organisation that is not one's own.

use leptos::prelude::*;

use crate::i18n::*;
use crate::ui::Look;

/// The page for an address that leads nowhere, with the way back.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    let i18n = use_i18n();
    let (title, text) = (
        text!(i18n, app.not_found_title),
        text!(i18n, app.not_found_words),
    );
    view! { <Nothing title text href="/app" way=text!(i18n, app.home) /> }
}

/// A page that says why there is none, and a way on.
#[component]
pub(super) fn Nothing(
    title: Signal<String>,
    text: Signal<String>,
    href: &'static str,
    way: Signal<String>,
) -> impl IntoView {
    Effect::new(move |_| document().set_title(&format!("{} - Callboard", title.get())));
    view! {
        <div class="empty-state">
            <h1 tabindex="-1">{title}</h1>
            <p>{text}</p>
            <div class="empty-acts">
                <a class=Look::Primary.class() href=href>
                    {way}
                </a>
            </div>
        </div>
    }
}
