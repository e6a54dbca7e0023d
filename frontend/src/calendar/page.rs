//! The page: what comes in, and what goes out.

use leptos::prelude::*;
use shared::access::Capability;

use super::{feeds, import};
use crate::access;
use crate::i18n::*;
use crate::ui::PageHead;

/// The page.
#[component]
pub(crate) fn CalendarPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, calendar.title);
    access::page(Capability::CalendarEdit, title, move || {
        view! {
            <PageHead title=title />
            {import::section()}
            {feeds::section()}
        }
        .into_any()
    })
}
