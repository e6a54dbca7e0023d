//! A day of a person: what they said of it, and their shifts, three of them unless asked
//! for more.

use leptos::prelude::*;
use shared::id::UserId;
use shared::planning::board::Band;
use shared::planning::focus::Focus;
use shared::planning::marks::{Marks, Verdict};
use shared::planning::rows::Row;

use crate::i18n::*;
use crate::ui::{Glyph, Icon, Tone};

use super::chip::Reach;
use super::store::PlanningStore;
use super::{chip, spots};

/// The most chips of a cell that is not unfolded.
const MOST: usize = 3;

/// A cell. `held` is the column of its row that has the keyboard.
pub(super) fn view(
    store: PlanningStore,
    row: Row,
    person: Option<UserId>,
    column: usize,
    held: Memo<Option<usize>>,
) -> AnyView {
    let cell = Memo::new(move |_| store.cell(person, column));
    let day = Memo::new(move |_| cell.get().map(|cell| cell.day));
    let ids = Memo::new(move |_| cell.get().map(|cell| store.at(cell)).unwrap_or_default());
    let bands = Memo::new(move |_| {
        cell.get()
            .map(|cell| bands_of(store, cell))
            .unwrap_or_default()
    });
    let unfolded = Memo::new(move |_| cell.get().is_some() && store.unfolded.get() == cell.get());
    let shown = move || {
        let most = if unfolded.get() { usize::MAX } else { MOST };
        ids.get().into_iter().take(most).collect::<Vec<_>>()
    };
    let here = Memo::new(move |_| {
        let target = store.target.read();
        let (over, marks) = target.as_ref()?;
        (Some(*over) == cell.get()).then(|| marks.clone())
    });
    let verdict = move || here.with(|marks| marks.as_ref().map(|it| verdict_name(it.verdict())));
    let label = move || match (cell.get(), ids.read().is_empty()) {
        (Some(cell), true) => Some(store.empty_cell_words(cell, &bands.read())),
        _ => None,
    };
    let selected = move || {
        let all = |ids: &[_]| store.selection.with(|selection| selection.has_all(ids));
        store
            .plans()
            .then(|| if all(&ids.read()) { "true" } else { "false" })
    };
    view! {
        <div
            class="cell"
            role="gridcell"
            aria-selected=selected
            id=spots::id(Focus { row, column })
            aria-colindex=(column + 1).to_string()
            tabindex=move || if held.get() == Some(column) { "0" } else { "-1" }
            aria-label=label
            data-cell=move || cell.get().map(|cell| cell.to_string())
            data-today=move || (day.get() == Some(store.today.get())).then_some("")
            data-weekend=(column > 5).then_some("")
            data-verdict=verdict
            data-unfolded=move || unfolded.get().then_some("")
        >
            {move || bands.read().iter().map(|band| band_view(store, band)).collect_view()}
            <For each=shown key=|id| *id let:id>
                {chip::view(store, id, day, Reach::Arrows)}
            </For>
            {move || more(store, ids.read().len(), unfolded.get())}
            {move || here.get().map(|marks| verdict_view(store, &marks))}
        </div>
    }
    .into_any()
}

fn bands_of(store: PlanningStore, cell: shared::planning::Cell) -> Vec<Band> {
    store.board.with(|board| board.bands(cell))
}

/// What a person said of a day.
pub(super) fn band_view(store: PlanningStore, band: &Band) -> impl IntoView + use<> {
    let note = band.note.as_ref().map(ToString::to_string);
    view! {
        <span class="band" data-kind=band.kind.as_str() title=note>
            {store.band_words(band)}
        </span>
    }
}

/// The button that shows the other shifts, or hides them again.
fn more(store: PlanningStore, count: usize, unfolded: bool) -> Option<AnyView> {
    let hidden = count.checked_sub(MOST).filter(|hidden| *hidden > 0)?;
    let words = match unfolded {
        true => t_string!(store.i18n, planning.fewer).to_string(),
        false => format!("+{hidden}"),
    };
    let rest = t_string!(store.i18n, planning.more_shifts).to_string();
    let button = view! {
        <button
            type="button"
            class="cell-more"
            tabindex="-1"
            aria-expanded=if unfolded { "true" } else { "false" }
        >
            {words}
            {(!unfolded).then(|| view! { <span class="visually-hidden">" "{rest}</span> })}
        </button>
    };
    Some(button.into_any())
}

/// What putting a shift here would meet, for who looks: a live region says it to who listens.
fn verdict_view(store: PlanningStore, marks: &Marks) -> impl IntoView + use<> {
    let verdict = marks.verdict();
    view! {
        <span class="cell-verdict" data-tone=tone(verdict) aria-hidden="true">
            <Icon glyph=verdict_glyph(verdict) />
            <span>{store.verdict_words(marks)}</span>
        </span>
    }
}

pub(super) const fn verdict_glyph(verdict: Verdict) -> Glyph {
    match verdict {
        Verdict::Free => Glyph::Done,
        Verdict::Unavailable | Verdict::Breach => Glyph::Warning,
        Verdict::Blocked | Verdict::Overlap => Glyph::Close,
    }
}

const fn tone(verdict: Verdict) -> &'static str {
    let tone = match verdict {
        Verdict::Free => Tone::Good,
        Verdict::Unavailable | Verdict::Breach => Tone::Warn,
        Verdict::Blocked | Verdict::Overlap => Tone::Bad,
    };
    tone.name()
}

const fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Free => "free",
        Verdict::Unavailable => "unavailable",
        Verdict::Breach => "warning",
        Verdict::Blocked => "blocked",
        Verdict::Overlap => "overlap",
    }
}
