//! The language and the theme of the document, now and when the app starts again.

use leptos::prelude::*;
use shared::auth::{Language, Theme};

use crate::i18n::{I18n, locale};

/// Where the browser keeps the theme; the app's starter reads it before anything is painted.
const THEME: &str = "theme";

/// Where the browser keeps the language, for the pages before somebody signs in.
const LANGUAGE: &str = "language";

/// Shows the app in a theme.
pub(crate) fn show_theme(theme: Theme) {
    if let Some(root) = document().document_element() {
        // A plain attribute; setting it cannot fail.
        let _ = root.set_attribute("data-theme", theme.as_str());
    }
    keep(THEME, theme.as_str());
}

/// Shows the app in a language.
pub(crate) fn show_language(i18n: I18n, language: Language) {
    if i18n.get_locale_untracked() != locale(language) {
        i18n.set_locale(locale(language));
    }
    keep(LANGUAGE, language.as_str());
}

/// The language that this browser showed last: none the first time, when it is the browser's
/// own that counts.
pub(crate) fn remembered_language() -> Option<Language> {
    let storage = window().local_storage().ok().flatten()?;
    storage.get_item(LANGUAGE).ok().flatten()?.parse().ok()
}

fn keep(key: &str, word: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        // A browser that keeps nothing asks the profile again next time.
        let _ = storage.set_item(key, word);
    }
}
