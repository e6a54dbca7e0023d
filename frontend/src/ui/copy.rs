//! A text to take elsewhere.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::badge::Tone;
use super::banner::Banner;
use super::button::Button;
use super::icon::Glyph;
use crate::i18n::*;

/// Whether it was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copied {
    NotYet,
    Yes,
    /// The browser refuses; it is selected instead.
    ByHand,
}

/// A text to copy, with a button that does it.
#[component]
pub(super) fn CopyField(
    /// An id of its own on the page.
    id: &'static str,
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// The text.
    value: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let copied = RwSignal::new(Copied::NotYet);
    let field: NodeRef<html::Input> = NodeRef::new();
    let text = value.clone();
    let copy = move |_| {
        let written = window().navigator().clipboard().write_text(&text);
        spawn_local(async move {
            let outcome = match written.await {
                Ok(_) => Copied::Yes,
                Err(_) => Copied::ByHand,
            };
            // The page may be gone by now.
            let gone = copied.try_set(outcome).is_some();
            if outcome == Copied::ByHand
                && !gone
                && let Some(field) = field.get_untracked()
            {
                field.select();
            }
        });
    };
    let words = move || match copied.get() {
        Copied::NotYet => String::new(),
        Copied::Yes => t_string!(i18n, ui.copied).to_string(),
        Copied::ByHand => t_string!(i18n, ui.copy_by_hand).to_string(),
    };
    view! {
        <div class="field">
            <label class="label" for=id>{label}</label>
            <div class="copy-line">
                <input class="input" id=id node_ref=field type="text" readonly prop:value=value />
                <Button glyph=Glyph::Copy on:click=copy>
                    {t!(i18n, ui.copy)}
                </Button>
            </div>
            <p class="hint" role="status">{words}</p>
        </div>
    }
}

/// A text that the server shows this once: a link, a key, the address of a feed.
#[component]
pub(crate) fn SecretOnce(
    /// An id of its own on the page.
    id: &'static str,
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// The text.
    value: String,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="secret-once">
            <Banner tone=Tone::Warn>
                <p>{t!(i18n, ui.shown_once)}</p>
            </Banner>
            <CopyField id label value />
        </div>
    }
}
