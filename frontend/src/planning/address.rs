//! The page's address: what it shows is read from there, and acts write it back.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use shared::id::ShiftId;
use shared::planning::PlanningUrl;

/// What the address says.
pub(super) fn use_address() -> Memo<PlanningUrl> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| PlanningUrl::read(|key| query.get(key))))
}

/// What the router goes somewhere by.
type Navigate = Box<dyn Fn(&str, NavigateOptions)>;

/// The way to another address of this page.
#[derive(Clone, Copy)]
pub(super) struct Go {
    path: Memo<String>,
    navigate: StoredValue<Navigate, LocalStorage>,
}

impl Go {
    /// The way, from inside the router.
    pub(super) fn new() -> Self {
        Self {
            path: use_location().pathname,
            navigate: StoredValue::new_local(Box::new(use_navigate())),
        }
    }

    /// Goes there; the back button comes back here.
    pub(super) fn to(self, url: &PlanningUrl) {
        self.navigate(
            url,
            NavigateOptions {
                scroll: false,
                ..NavigateOptions::default()
            },
        );
    }

    /// Goes there in place of here: for what is typed letter by letter.
    pub(super) fn instead(self, url: &PlanningUrl) {
        let options = NavigateOptions {
            scroll: false,
            replace: true,
            ..NavigateOptions::default()
        };
        self.navigate(url, options);
    }

    /// The page where a shift is repeated.
    pub(super) fn repeating(self, shift: ShiftId) -> String {
        self.path
            .with_untracked(|path| format!("{path}/repeat?shift={shift}"))
    }

    /// Goes there.
    pub(super) fn repeat(self, shift: ShiftId) {
        let path = self.repeating(shift);
        self.navigate
            .with_value(|navigate| navigate(&path, NavigateOptions::default()));
    }

    fn navigate(self, url: &PlanningUrl, options: NavigateOptions) {
        let path = self
            .path
            .with_untracked(|path| format!("{path}{}", url.write()));
        self.navigate
            .with_value(|navigate| navigate(&path, options));
    }
}
