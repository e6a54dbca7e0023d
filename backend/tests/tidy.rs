//! The invariants of the house that no type can hold, read from the sources.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// A source file: where it is, from the workspace's root, and what it says.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The text up to its tests, which may do what the rest may not.
    fn code(&self) -> &str {
        self.text.split("#[cfg(test)]").next().unwrap_or_default()
    }

    /// The lines of code, without comments.
    fn lines(&self) -> impl Iterator<Item = &str> {
        self.code()
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
    }

    fn says(&self, what: &str) -> bool {
        self.lines().any(|line| line.contains(what))
    }

    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

fn root() -> PathBuf {
    // As cargo says it when it runs the tests: a build folder may serve several checkouts.
    let manifest = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap());
    manifest.parent().unwrap().to_path_buf()
}

fn collect(folder: &Path, extensions: &[&str], found: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.map(Result::unwrap) {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if ![
                "target",
                "node_modules",
                "dist",
                ".git",
                "data",
                "artifacts",
            ]
            .contains(&name.as_str())
            {
                collect(&path, extensions, found);
            }
        } else if extensions.iter().any(|extension| name.ends_with(extension)) {
            let shown = path
                .strip_prefix(root())
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            found.push(Source {
                path: shown,
                text: fs::read_to_string(&path).unwrap_or_default(),
            });
        }
    }
}

fn sources(folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root().join(folder), &[".rs"], &mut found);
    assert!(
        !found.is_empty() || folder.starts_with("frontend"),
        "nothing to read in {folder}"
    );
    found
}

fn refuse(broken: Vec<String>, rule: &str) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}

/// Only these may name these words: the walls that the types stand on.
#[test]
fn some_words_are_said_in_one_place_only() {
    let walls: [(&str, &[&str]); 3] = [
        ("DatabaseConnection", &["backend/src/platform/db.rs"]),
        ("Utc::now", &["backend/src/platform/clock.rs"]),
        ("SystemDb::new", &["backend/src/state.rs"]),
    ];
    let mut broken = Vec::new();
    for source in sources("backend/src").iter().chain(&sources("shared/src")) {
        for (word, places) in walls {
            if source.says(word) && !places.contains(&source.path.as_str()) {
                broken.push(format!("{} says `{word}`", source.path));
            }
        }
    }
    refuse(broken, "a wall was climbed");
}

/// Who works on all organisations at once, and so must be read with care. The list may shrink.
#[test]
fn all_organisations_are_reached_from_few_places() {
    const ALLOWED: [&str; 13] = [
        "backend/src/activity/",
        "backend/src/auth/",
        "backend/src/calendar/",
        "backend/src/demo/",
        "backend/src/media/",
        "backend/src/orgs/",
        "backend/src/planning/store.rs",
        "backend/src/platform/scope.rs",
        "backend/src/platform/scope/",
        "backend/src/platform/session.rs",
        "backend/src/state.rs",
        "backend/src/teams/",
        "backend/src/users/",
    ];
    let reaches = |source: &&Source| {
        [".system(", ".accounts(", "SystemDb", "SystemTx"]
            .iter()
            .any(|word| source.says(word))
    };
    let sources = sources("backend/src");
    let broken = sources
        .iter()
        .filter(reaches)
        .filter(|source| !ALLOWED.iter().any(|place| source.path.starts_with(place)));
    refuse(
        broken.map(|source| source.path.clone()).collect(),
        "all organisations are reached from a new place",
    );
}

/// Entities are the shape of tables: stores and jobs know them, nothing else does.
#[test]
fn entities_are_known_to_stores_and_jobs_only() {
    let knows = |source: &&Source| {
        source.says("entity::")
            && !["store.rs", "job.rs"].contains(&source.name())
            && !source.path.contains("/entity/")
    };
    let sources = sources("backend/src");
    let broken = sources
        .iter()
        .filter(knows)
        .map(|source| source.path.clone());
    refuse(broken.collect(), "`entity` is imported elsewhere");
}

/// A feature uses of another what its `mod.rs` exposes: `crate::missions::known`, not
/// `crate::missions::store::known`.
#[test]
fn features_meet_at_their_front_doors() {
    const FEATURES: [&str; 16] = [
        "activity",
        "auth",
        "availability",
        "calendar",
        "labour",
        "media",
        "missions",
        "operations",
        "orgs",
        "planning",
        "publications",
        "series",
        "shifts",
        "teams",
        "templates",
        "users",
    ];
    let mut broken = Vec::new();
    for source in sources("backend/src") {
        for feature in FEATURES {
            let own = source.path.starts_with(&format!("backend/src/{feature}/"));
            let rooms =
                ["http", "rules", "store", "job"].map(|room| format!("crate::{feature}::{room}::"));
            if !own && rooms.iter().any(|room| source.says(room)) {
                broken.push(format!("{} goes into {feature} by the window", source.path));
            }
        }
    }
    refuse(broken, "a feature is entered other than by its mod.rs");
}

/// Rooms are named for what is in them.
#[test]
fn no_room_is_named_for_nothing() {
    const NAMELESS: [&str; 6] = ["utils", "common", "helpers", "services", "managers", "misc"];
    let mut broken = Vec::new();
    for folder in [
        "backend",
        "shared/src",
        "frontend/src",
        "migration/src",
        "xtask/src",
    ] {
        for source in sources(folder) {
            let named = source
                .path
                .split(['/', '.'])
                .any(|part| NAMELESS.contains(&part));
            if named {
                broken.push(source.path);
            }
        }
    }
    refuse(broken, "a room without a name of its own");
}

/// A file is read in one go: 400 lines at the most, 600 for tests.
#[test]
fn files_stay_readable() {
    let mut broken = Vec::new();
    for folder in [
        "backend",
        "shared/src",
        "frontend/src",
        "migration/src",
        "xtask/src",
    ] {
        for source in sources(folder) {
            let most = if source.path.contains("/tests/") {
                600
            } else {
                400
            };
            let lines = source.text.lines().count();
            if lines > most {
                broken.push(format!("{} has {lines} lines", source.path));
            }
        }
    }
    refuse(broken, "a file has outgrown itself: split it by noun");
}

/// A function is read at one glance: 60 lines at the most, 80 where it is a view.
#[test]
fn functions_stay_readable() {
    let mut broken = Vec::new();
    for folder in [
        "backend/src",
        "shared/src",
        "frontend/src",
        "migration/src",
        "xtask/src",
    ] {
        for source in sources(folder) {
            for (name, lines, view) in functions(&source.text) {
                if lines > if view { 80 } else { 60 } {
                    broken.push(format!("{} fn {name} has {lines} lines", source.path));
                }
            }
        }
    }
    refuse(broken, "a function has outgrown itself");
}

/// The functions of a file: name, length, and whether it is a view. As rustfmt writes them: a
/// function ends at the first brace that stands as far left as it began.
fn functions(text: &str) -> Vec<(String, usize, bool)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        let Some(name) = function_name(trimmed) else {
            continue;
        };
        if trimmed.ends_with(';') || trimmed.ends_with('}') {
            continue;
        }
        let end = format!("{}}}", " ".repeat(indent));
        let body: Vec<&&str> = lines[start..]
            .iter()
            .take_while(|line| **line != end)
            .collect();
        let view = body.iter().any(|line| line.contains("view! {"));
        found.push((name.to_owned(), body.len() + 1, view));
    }
    found
}

fn function_name(line: &str) -> Option<&str> {
    let visible = line
        .strip_prefix("pub ")
        .or_else(|| line.strip_prefix("pub(super) "))
        .unwrap_or(line);
    let visible = visible.strip_prefix("pub(crate) ").unwrap_or(visible);
    let plain = visible.strip_prefix("async ").unwrap_or(visible);
    let plain = plain.strip_prefix("const ").unwrap_or(plain);
    plain.strip_prefix("fn ")?.split(['(', '<']).next()
}

/// Tracked text is ASCII: accents are escapes, or data.
#[test]
fn sources_are_ascii() {
    let mut found = Vec::new();
    let kinds = [
        ".rs", ".toml", ".md", ".json", ".css", ".html", ".js", ".mjs", ".ps1", ".yaml", ".yml",
        ".example",
    ];
    collect(&root(), &kinds, &mut found);
    let broken = found
        .into_iter()
        .filter(|source| !source.text.is_ascii())
        .map(|source| source.path);
    refuse(broken.collect(), "not ASCII");
}

/// The document's policy allows no inline style and no markup from text, so the app has none.
#[test]
fn the_web_app_writes_no_inline_style_or_markup() {
    let mut broken = Vec::new();
    for source in sources("frontend/src") {
        for word in [
            "style=\"",
            "inner_html",
            "set_inner_html",
            "<style",
            "js_sys::eval",
            "Function::new",
        ] {
            if source.says(word) {
                broken.push(format!("{} says `{word}`", source.path));
            }
        }
    }
    refuse(broken, "what the document policy forbids");
}

/// Every code that the API answers is one that some code answers with.
#[test]
fn every_problem_code_is_used() {
    let sources = sources("backend/src");
    let mut broken = Vec::new();
    for code in shared::problem::ProblemCode::ALL {
        let variant = format!("ProblemCode::{code:?}");
        if !sources.iter().any(|source| source.says(&variant)) {
            broken.push(variant);
        }
    }
    refuse(broken, "a problem code that nothing answers");
}

/// The tests that `docs/ARCHITECTURE.md` says hold a case are there.
#[test]
fn the_tests_that_hold_the_cases_are_there() {
    let told = fs::read_to_string(root().join("docs/ARCHITECTURE.md")).unwrap();
    let cases = told.split("## The cases").nth(1).unwrap_or_default();
    let cases = cases.split("\n## ").next().unwrap_or_default();
    let tests = sources("backend/tests/api");
    let is_there = |name: &str| {
        let last = name.rsplit("::").next().unwrap_or_default();
        let function = format!("fn {last}(");
        tests.iter().any(|test| {
            test.says(&function)
                || test.name() == format!("{last}.rs")
                || root().join(name).exists()
        })
    };
    let names = cases.split('`').skip(1).step_by(2);
    let tested = names.filter(|name| !name.starts_with('/') && !name.ends_with(".md"));
    let broken = tested.filter(|name| !is_there(name));
    refuse(
        broken.map(str::to_owned).collect(),
        "a case is said to be held by what is not there",
    );
}
