//! What was chosen for single shifts of a bulk act.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::planning::judge::RowChoice;

/// By what the shifts of an act are told apart.
pub(crate) trait Key: Copy + Ord + std::fmt::Display + Send + Sync + 'static {}

impl<K: Copy + Ord + std::fmt::Display + Send + Sync + 'static> Key for K {}

/// The choices. A handle: copies share it.
pub(crate) struct Choices<K: 'static>(RwSignal<BTreeMap<K, RowChoice>>);

impl<K> Clone for Choices<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Choices<K> {}

impl<K: Key> Choices<K> {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(BTreeMap::new()))
    }

    /// Sets a choice for a shift; none leaves it to its verdict.
    pub(super) fn choose(self, key: K, choice: Option<RowChoice>) {
        self.0.update(|choices| {
            match choice {
                Some(choice) => choices.insert(key, choice),
                None => choices.remove(&key),
            };
        });
    }

    /// The choice for a shift, as it is now.
    pub(super) fn chosen(self, key: K) -> Option<RowChoice> {
        self.0.with_untracked(|choices| choices.get(&key).copied())
    }

    /// Leaves every shift to its verdict.
    pub(crate) fn forget(self) {
        self.0.set(BTreeMap::new());
    }

    /// Leaves every shift to its verdict whenever what is tracked changes, by which the shifts are
    /// others.
    pub(crate) fn are_for(self, track: impl Fn() + 'static) {
        Effect::new(move |before: Option<()>| {
            track();
            if before.is_some() {
                self.forget();
            }
        });
    }

    /// All of them. Follows changes.
    pub(crate) fn list(self) -> Vec<(K, RowChoice)> {
        self.0.with(|choices| {
            choices
                .iter()
                .map(|(&key, &choice)| (key, choice))
                .collect()
        })
    }
}
