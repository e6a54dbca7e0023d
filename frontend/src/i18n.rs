//! The words of the app, French and English, as typed keys: `t!(i18n, planning.title)`.
//!
//! Made at build time from `locales/<language>/<feature>.json`. A key that one language lacks
//! is a warning of the build, a key that no language has does not compile.

include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
pub use i18n::*;

use shared::auth::Language;

/// What looks the words up, and follows the language.
pub(crate) type I18n = leptos_i18n::I18nContext<Locale>;

/// The words of a language.
#[must_use]
pub(crate) fn locale(language: Language) -> Locale {
    match language {
        Language::French => Locale::fr,
        Language::English => Locale::en,
    }
}

/// Words that follow the language, in a view or for a property of type `Signal<String>`:
/// `text!(i18n, auth.email)`, `text!(i18n, planning.filters_on, count = count)`.
///
/// In a view, `t!` does the same. The `t!` of the library makes a closure of a type of its own
/// each time, and each brings its own copy of what draws it: a signal does not.
macro_rules! text {
    ($i18n:expr, $($key:tt)*) => {
        ::leptos::prelude::Signal::derive(move || {
            ::std::string::ToString::to_string(&$crate::i18n::t_string!($i18n, $($key)*))
        })
    };
}

pub(crate) use text;
pub(crate) use text as t;
