//! That a shift is part of a series, and how that one recurs.

use leptos::prelude::*;
use shared::id::ShiftId;
use shared::series;

use super::words;
use crate::http;
use crate::i18n::*;
use crate::later::{Later, later};
use crate::ui::{Glyph, Icon, Reading};

/// The shift whose rule is told.
#[derive(Clone, Copy)]
struct Shown(ShiftId);

/// Tells how a shift recurs that does. The words come with the later part.
pub(crate) fn shown_of(shift: ShiftId) -> AnyView {
    provide_context(Shown(shift));
    later(Later::SeriesRule)
}

/// That the shift is part of a series, with its rule once that is there. Where it cannot be read
/// the fact alone is told.
#[component]
pub(crate) fn SeriesRule() -> impl IntoView {
    let i18n = use_i18n();
    let Shown(shift) = expect_context::<Shown>();
    let reading = Reading::new(move || async move {
        let read = http::send(series::of_shift(shift)).await?;
        Ok(read.body.series.rule)
    });
    let told = move || match reading.get() {
        None => t_string!(i18n, series.part).to_string(),
        Some(rule) => {
            let rule = words::rule(i18n, &rule);
            t_string!(i18n, series.part_rule, rule = rule).to_string()
        }
    };
    view! {
        <p class="series-rule">
            <Icon glyph=Glyph::Repeat />
            <span>{told}</span>
        </p>
    }
}
