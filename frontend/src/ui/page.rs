//! What every page begins with.

use leptos::prelude::*;

/// The head of a page: its one `h1`, what can be done, and what it is for. Names the document.
#[component]
pub(crate) fn PageHead(
    /// The page's name.
    #[prop(into)]
    title: Signal<String>,
    /// What it is for, in a sentence.
    #[prop(optional, into)]
    intro: Option<Signal<String>>,
    /// What can be done: buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    Effect::new(move |_| document().set_title(&format!("{} - Callboard", title.get())));
    view! {
        <header class="page-head">
            <h1 tabindex="-1">{title}</h1>
            {children.map(|acts| view! { <div class="page-acts">{acts()}</div> })}
            {intro.map(|intro| view! { <p class="page-intro">{intro}</p> })}
        </header>
    }
}
