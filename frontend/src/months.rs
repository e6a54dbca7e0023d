//! A month to look at: in the address, so that it can be shared and gone back to.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::query_signal_with_options;
use shared::time::{Instant, Month, Zone};

use crate::clock;
use crate::dates;
use crate::i18n::*;
use crate::ui::{Glyph, IconButton};

/// The month of the address. A handle: copies share it.
#[derive(Clone, Copy)]
pub(crate) struct Shown {
    month: Memo<Month>,
    go: Callback<Option<Month>>,
}

/// The month in the address's `month`; where there is none, the one that `otherwise` says.
pub(crate) fn in_address(otherwise: impl Fn() -> Month + Send + Sync + 'static) -> Shown {
    // Turning pages is going on: the back button turns back.
    let options = NavigateOptions {
        scroll: false,
        ..NavigateOptions::default()
    };
    let (said, say) = query_signal_with_options::<Month>("month", options);
    Shown {
        month: Memo::new(move |_| said.get().unwrap_or_else(&otherwise)),
        go: Callback::new(move |month| say.set(month)),
    }
}

/// The present month in a zone.
pub(crate) fn present(zone: Zone) -> Month {
    Month::of(zone.day(clock::now()))
}

impl Shown {
    /// The month.
    pub(crate) fn get(self) -> Month {
        self.month.get()
    }

    /// The instants it begins and ends at in a zone.
    pub(crate) fn bounds(self, zone: Zone) -> (Instant, Instant) {
        self.get().bounds(zone)
    }
}

/// The month shown, with ways to the one before, the one after and the present one.
#[component]
pub(crate) fn MonthBar(shown: Shown, #[prop(into)] zone: Signal<Zone>) -> impl IntoView {
    let i18n = use_i18n();
    let step = move |by: i32| {
        shown
            .go
            .run(Some(shown.month.get_untracked().plus_months(by)))
    };
    let today = move |_| shown.go.run(Some(present(zone.get_untracked())));
    view! {
        <div class="month-bar" role="group" aria-label=move || t_string!(i18n, months.label).to_string()>
            <IconButton label=text!(i18n, months.previous) glyph=Glyph::Left on:click=move |_| step(-1) />
            <strong aria-live="polite">{move || dates::month(i18n, shown.get())}</strong>
            <IconButton label=text!(i18n, months.next) glyph=Glyph::Right on:click=move |_| step(1) />
            <button type="button" class="button" on:click=today>
                {t!(i18n, months.this)}
            </button>
        </div>
    }
}
