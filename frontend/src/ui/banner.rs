//! A line across the page about its state.

use leptos::prelude::*;

use super::badge::Tone;
use super::icon::{Glyph, Icon};
use crate::connection::Connection;
use crate::i18n::*;

/// A banner: `<Banner tone=Tone::Warn>{t!(..)}</Banner>`.
#[component]
pub(super) fn Banner(
    /// What it is about.
    #[prop(default = Tone::Info)]
    tone: Tone,
    /// The words, and perhaps a button.
    children: Children,
) -> impl IntoView {
    let glyph = match tone {
        Tone::Warn | Tone::Bad => Glyph::Warning,
        Tone::Good => Glyph::Done,
        Tone::Plain | Tone::Info => Glyph::Info,
    };
    view! {
        <div class="notice" data-tone=tone.name()>
            <Icon glyph />
            <div>{children()}</div>
        </div>
    }
}

/// The id of the words that say why nothing can be written.
pub(super) const OFFLINE: &str = "offline";

/// Says that the server cannot be reached, for as long as it is.
#[component]
pub(crate) fn OfflineBar() -> impl IntoView {
    let i18n = use_i18n();
    let connection = expect_context::<Connection>();
    // The place is there from the start, so that what comes into it is read out.
    view! {
        <div role="status">
            {move || {
                connection
                    .is_off()
                    .then(|| view! { <p class="offline" id=OFFLINE>{t!(i18n, ui.offline)}</p> })
            }}
        </div>
    }
}
