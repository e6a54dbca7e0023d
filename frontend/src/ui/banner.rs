//! A line across the page about its state.

use leptos::prelude::*;

use super::badge::Tone;
use super::icon::{Glyph, Icon};
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

/// Says that the network is gone, for as long as it is.
#[component]
pub(crate) fn OfflineBar() -> impl IntoView {
    let i18n = use_i18n();
    let online = RwSignal::new(window().navigator().on_line());
    let gone = window_event_listener(leptos::ev::offline, move |_| online.set(false));
    let back = window_event_listener(leptos::ev::online, move |_| online.set(true));
    on_cleanup(move || {
        gone.remove();
        back.remove();
    });
    // The place is there from the start, so that what comes into it is read out.
    view! {
        <div role="status">
            {move || (!online.get()).then(|| view! { <p class="offline">{t!(i18n, ui.offline)}</p> })}
        </div>
    }
}
