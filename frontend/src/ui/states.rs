//! What stands in a page's place: nothing yet, nothing at all, nothing for want of an answer.

use leptos::prelude::*;

use super::button::Button;
use super::icon::{Glyph, Icon};
use crate::i18n::*;

/// There is nothing, why, and what can be done about it.
#[component]
pub(crate) fn EmptyState(
    /// That there is nothing.
    #[prop(into)]
    title: Signal<String>,
    /// Why, or what to do, or whom to ask.
    #[prop(into)]
    text: Signal<String>,
    /// A button or a link that does it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty-state">
            <p class="empty-title">{title}</p>
            <p>{text}</p>
            {children.map(|acts| view! { <div class="empty-acts">{acts()}</div> })}
        </div>
    }
}

/// Something could not be had, why, and a way to try again.
#[component]
pub(crate) fn ErrorPanel(
    /// Why: mostly [`crate::problem::words`].
    #[prop(into)]
    words: Signal<String>,
    /// Tries again.
    retry: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="error-panel" role="alert">
            <Icon glyph=Glyph::Warning />
            <p>{words}</p>
            <Button on:click=move |_| retry.run(())>{t!(i18n, ui.retry)}</Button>
        </div>
    }
}

/// Grey lines where rows will be. They appear after a moment: what comes at once needs none.
#[component]
pub(crate) fn Skeleton(
    /// What is awaited, to be read out.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let line = |_| view! { <span class="skeleton-line" aria-hidden="true"></span> };
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{label}</span>
            {(0..6).map(line).collect_view()}
        </div>
    }
}
