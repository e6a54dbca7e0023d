//! Why labour rules that block are broken, by the shifts of a bulk act that are planned in spite of
//! them.

use leptos::prelude::*;
use shared::planning::judge::JudgedRow;
use shared::shifts::OverrideRules;
use shared::text::Reason;

use super::rows::reason;
use crate::planning::Run;
use crate::ui::FormState;

/// The reason, as it is typed. A handle: copies share it.
#[derive(Clone, Copy)]
pub(crate) struct Meant {
    text: RwSignal<String>,
    given: Memo<bool>,
}

impl Meant {
    /// None yet.
    pub(crate) fn new() -> Self {
        let text = RwSignal::new(String::new());
        let given = Memo::new(move |_| text.with(|text| Reason::parse(text).is_ok()));
        Self { text, given }
    }

    /// What to send. While one only looks it is a stand-in, so that typing asks nothing anew.
    /// Follows changes.
    pub(crate) fn input(self, run: Run) -> Option<OverrideRules> {
        let reason = match run {
            Run::Dry if self.given.get() => Reason::parse("-").ok(),
            Run::Dry => None,
            Run::Real => self.text.with(|text| Reason::parse(text)).ok(),
        };
        reason.map(|reason| OverrideRules { reason })
    }

    /// The field for it, for as long as a rule blocks one of the shifts.
    pub(crate) fn field(
        self,
        form: FormState,
        blocks: impl Fn(fn(&JudgedRow) -> bool) -> bool + Send + Sync + 'static,
    ) -> impl IntoView {
        let blocks = Memo::new(move |_| {
            blocks(|row| row.breaches.iter().any(shared::labour::Breach::blocks))
        });
        move || blocks.get().then(|| reason(form, self.text))
    }
}
