//! Pages for some: whoever may not see one is told whom to ask.

use leptos::prelude::*;
use shared::access::Capability;

use crate::i18n::*;
use crate::session::Session;
use crate::ui::{EmptyState, PageHead};

/// The page, for those who may do this here; for others whom to ask.
pub(crate) fn page(
    needed: Capability,
    title: Signal<String>,
    view: impl FnOnce() -> AnyView,
) -> AnyView {
    let session = expect_context::<Session>();
    if session.may(needed) {
        view()
    } else {
        refused(session, title)
    }
}

fn refused(session: Session, title: Signal<String>) -> AnyView {
    let i18n = use_i18n();
    view! {
        <PageHead title=title />
        <EmptyState
            title=text!(i18n, app.no_right_title)
            text=text!(i18n, app.no_right_words, org = session.org_name())
        />
    }
    .into_any()
}
