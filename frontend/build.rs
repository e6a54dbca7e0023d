//! The words of the app, from `locales/<language>/<feature>.json`, become typed keys.

use std::error::Error;
use std::path::PathBuf;

use leptos_i18n_build::options::CodegenOptions;
use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};

/// One file of words a feature; `app` is the frame around the pages, `words` the vocabulary
/// that several of them use.
const NAMESPACES: [&str; 30] = [
    "activity",
    "app",
    "auth",
    "availability",
    "calendar",
    "form",
    "keys",
    "labour",
    "live",
    "media",
    "members",
    "missions",
    "months",
    "operations",
    "orgs",
    "paste",
    "planning",
    "policies",
    "print",
    "problem",
    "profile",
    "publications",
    "publish",
    "series",
    "shifts",
    "teams",
    "templates",
    "ui",
    "users",
    "words",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let config = Config::new("fr")?
        .add_locale("en")?
        .add_namespaces(NAMESPACES)?
        .parse_options(ParseOptions::new().interpolate_display(true));
    let words = TranslationsInfos::parse(config)?;
    words.emit_diagnostics();
    words.rerun_if_locales_changed();
    // What is generated documents itself by its keys, and is linted where it is written.
    let attributes = "#![allow(missing_docs, unreachable_pub, unused, unused_qualifications, \
        clippy::all, clippy::pedantic, clippy::expect_used, reason = \"generated\")]"
        .parse()?;
    let options = CodegenOptions::default().top_level_attributes(Some(attributes));
    words.generate_i18n_module_with_options(out.join("i18n"), options)?;
    Ok(())
}
