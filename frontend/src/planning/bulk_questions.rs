//! The questions before something is done to several shifts: whether to delete them, and what to
//! do about what stands in the way of some.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::planning::judge::{JudgedRow, RowChoice, RowVerdict};
use shared::planning::paste::{Chosen, PasteRow};
use shared::planning::rows::Row;
use shared::shifts::{ShiftOut, ShiftStatus};

use super::bulk::{Asked, Bulk, Obstructed};
use super::judged::verdict_words;
use super::key_help;
use super::list::conflict;
use super::series;
use super::sheet::Question;
use super::store::PlanningStore;
use crate::i18n::*;
use crate::ui::{Button, Dialog, Look};

/// The question that is asked, of those that come later.
#[component]
pub(crate) fn PlanningQuestion() -> impl IntoView {
    let store = expect_context::<PlanningStore>();
    match store.question.get_untracked() {
        Some(Question::DeleteAll(shifts)) => deletion(store, shifts),
        Some(Question::Obstructed(obstructed)) => self::obstructed(store, *obstructed),
        Some(Question::Scope(scoped)) => series::scope(store, *scoped),
        Some(Question::Left(left)) => series::left(store, *left),
        Some(Question::Keys) => key_help::keys(store),
        _ => ().into_any(),
    }
}

/// Whether to delete several shifts.
fn deletion(store: PlanningStore, shifts: Vec<ShiftOut>) -> AnyView {
    let i18n = store.i18n;
    let count = shifts.len();
    let published = shifts.iter();
    let published = published.filter(|shift| shift.status == ShiftStatus::Published);
    let published = published.count();
    let title = Signal::derive(move || {
        t_string!(i18n, planning.delete_all_title, count = count).to_string()
    });
    let told = move || {
        (published > 0)
            .then(|| t_string!(i18n, planning.delete_all_published, count = published).to_string())
    };
    let close = Callback::new(move |()| store.question.set(None));
    let delete = move |_| {
        store.question.set(None);
        store.in_bulk(Bulk::Delete(shifts.clone()));
    };
    view! {
        <Dialog title on_close=close>
            <p>{t!(i18n, planning.delete_all_text)}</p>
            {move || told().map(|words| view! { <p>{words}</p> })}
            {move || filter_words(store).map(|words| view! { <p class="notice">{words}</p> })}
            <div class="form-acts">
                <Button look=Look::Danger on:click=delete>
                    {t!(i18n, planning.delete)}
                </Button>
                <Button on:click=move |_| close.run(())>{t!(i18n, planning.cancel)}</Button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// That only a part of the people is shown, where that is so: what is selected is of them.
fn filter_words(store: PlanningStore) -> Option<String> {
    if !store.url.with(|url| url.filter.is_on()) {
        return None;
    }
    let shown = store.rows.with(|rows| {
        let people = rows.iter().filter(|row| matches!(row, Row::Person(_)));
        people.count()
    });
    let all = store.board.with(|board| board.people().len());
    let words = t_string!(store.i18n, planning.filter_active, shown = shown, all = all);
    Some(words.to_string())
}

/// What to do about what stands in the way of some of several shifts.
fn obstructed(store: PlanningStore, obstructed: Obstructed) -> AnyView {
    let i18n = store.i18n;
    let Obstructed { asked, told } = obstructed;
    let in_the_way: Vec<_> = told.obstructed().cloned().collect();
    let (left, done) = (in_the_way.len(), told.done);
    let title = Signal::derive(move || {
        t_string!(i18n, planning.obstructed_title, count = left).to_string()
    });
    let lines: Vec<_> = in_the_way
        .iter()
        .map(|row| line(store, &row.judged))
        .collect();
    let ways = ways(&in_the_way)
        .into_iter()
        .filter(move |(_, choices)| done > 0 || !choices.is_empty());
    let button = move |(way, choices): (Way, Vec<Chosen>)| {
        let asked = asked.clone();
        let words = way_words(store, way, &asked, done);
        let act = move |_| {
            store.question.set(None);
            spawn_local(store.really_put(asked.clone(), choices.clone()));
        };
        view! { <Button on:click=act>{words}</Button> }
    };
    let close = Callback::new(move |()| store.question.set(None));
    view! {
        <Dialog title on_close=close>
            <ul class="obstacles">{lines}</ul>
            <div class="form-acts">
                {ways.map(button).collect_view()}
                <Button on:click=move |_| close.run(())>{t!(i18n, planning.cancel)}</Button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// A shift that something stands in the way of, and what does.
pub(super) fn line(store: PlanningStore, row: &JudgedRow) -> AnyView {
    let JudgedRow {
        person_id,
        verdict,
        overlaps,
        ..
    } = row;
    let words = store.row_words(row);
    let reason = match overlaps.first() {
        Some(overlap) => untrack(|| store.overlap_words(overlap)),
        None => untrack(|| verdict_words(store.i18n, *verdict).to_string()),
    };
    let who = untrack(|| store.worker(*person_id));
    view! {
        <li>
            <span>{format!("{who}, {words}")}</span>
            {conflict(reason)}
        </li>
    }
    .into_any()
}

/// A way to go on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Others,
    Unassigned,
    Anyway,
}

/// The ways that these leave: without them, for nobody, in spite of an unavailability.
fn ways(rows: &[PasteRow]) -> Vec<(Way, Vec<Chosen>)> {
    let choose = |choice: RowChoice, fits: fn(&JudgedRow) -> bool| -> Vec<Chosen> {
        let fitting = rows.iter().filter(|row| fits(&row.judged));
        fitting
            .map(|row| Chosen {
                shift_id: row.shift_id,
                choice,
            })
            .collect()
    };
    let unassigned = choose(RowChoice::Unassign, |row| {
        row.person_id.is_some() && row.verdict != RowVerdict::Identical
    });
    let anyway = choose(RowChoice::Anyway, |row| {
        row.verdict == RowVerdict::Unavailable
    });
    let mut ways = vec![(Way::Others, Vec::new())];
    if !unassigned.is_empty() {
        ways.push((Way::Unassigned, unassigned));
    }
    if !anyway.is_empty() {
        ways.push((Way::Anyway, anyway));
    }
    ways
}

fn way_words(store: PlanningStore, way: Way, asked: &Asked, done: u32) -> String {
    let i18n = store.i18n;
    untrack(|| match (way, asked) {
        (Way::Others, Asked::Move(_)) => {
            t_string!(i18n, planning.move_others, count = done).to_string()
        }
        (Way::Others, Asked::Copy(_)) => {
            t_string!(i18n, planning.copy_others, count = done).to_string()
        }
        (Way::Unassigned, _) => t_string!(i18n, planning.put_unassigned).to_string(),
        (Way::Anyway, _) => t_string!(i18n, planning.put_anyway).to_string(),
    })
}
