//! The questions over the planning: whether to delete, which keys there are, and those that
//! a refused act raises.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::auth::Shortcuts;
use shared::planning::Change;
use shared::shifts::ShiftOut;

use crate::i18n::*;
use crate::session::Session;
use crate::ui::{Button, Dialog, Look};

use super::act::{Command, Outcome};
use super::sheet::Question;
use super::store::PlanningStore;
use super::{refusals, stale};

/// The question that is asked, if one is.
pub(super) fn view(store: PlanningStore) -> AnyView {
    let ask = move |question: Question| match question {
        Question::Meant(refused) => refusals::question(store, *refused),
        Question::Stale(refused) => stale::question(store, &refused),
        Question::Delete(shift) => deletion(store, *shift),
        Question::Keys => keys(store),
    };
    (move || store.question.get().map(ask)).into_any()
}

fn deletion(store: PlanningStore, shift: ShiftOut) -> AnyView {
    let i18n = store.i18n;
    let asked = shift.clone();
    let words = move || {
        let (what, who) = (store.shift_words(&asked), store.worker(asked.person_id));
        let day = store.day_long(store.zone.day(asked.start));
        t_string!(
            i18n,
            planning.delete_text,
            shift = what,
            who = who,
            day = day
        )
        .to_string()
    };
    let close = Callback::new(move |()| store.question.set(None));
    view! {
        <Dialog title=text!(i18n, planning.delete_title) on_close=close>
            <p>{words}</p>
            <div class="form-acts">
                <Button look=Look::Danger on:click=move |_| delete(store, shift.clone())>
                    {t!(i18n, planning.delete)}
                </Button>
                <Button on:click=move |_| close.run(())>{t!(i18n, planning.cancel)}</Button>
            </div>
        </Dialog>
    }
    .into_any()
}

fn delete(store: PlanningStore, shift: ShiftOut) {
    store.question.set(None);
    store.drawer.set(None);
    let command = Command::new(Change::Delete(Box::new(shift)));
    spawn_local(async move {
        match store.perform(command).await {
            Outcome::Done(_) => {
                store
                    .toasts
                    .tell(untrack(|| t_string!(store.i18n, planning.deleted)));
            }
            outcome => store.report(outcome),
        }
    });
}

/// The keys of the grid; those that change something only for who may.
fn keys(store: PlanningStore) -> AnyView {
    let i18n = store.i18n;
    let off = expect_context::<Session>().shortcuts() == Shortcuts::Off;
    let close = Callback::new(move |()| store.question.set(None));
    let line = |(key, what): (&'static str, &'static str)| {
        view! { <dt><kbd>{key}</kbd></dt><dd>{what}</dd> }
    };
    let lines = move || {
        let plan = store
            .plans()
            .then(|| planning_keys(i18n))
            .into_iter()
            .flatten();
        reading_keys(i18n)
            .into_iter()
            .chain(plan)
            .map(line)
            .collect_view()
    };
    view! {
        <Dialog title=text!(i18n, planning.keys_title) on_close=close>
            {off.then(|| view! { <p class="notice">{t!(i18n, planning.keys_off)}</p> })}
            <dl class="key-list">{lines}</dl>
        </Dialog>
    }
    .into_any()
}

/// Keys, and what they do.
type Keys<const N: usize> = [(&'static str, &'static str); N];

fn reading_keys(i18n: I18n) -> Keys<10> {
    [
        (
            t_string!(i18n, planning.key_arrows),
            t_string!(i18n, planning.keys_arrows),
        ),
        (
            t_string!(i18n, planning.key_home),
            t_string!(i18n, planning.keys_home),
        ),
        (
            t_string!(i18n, planning.key_ctrl_home),
            t_string!(i18n, planning.keys_ctrl_home),
        ),
        (
            t_string!(i18n, planning.key_page),
            t_string!(i18n, planning.keys_page),
        ),
        (
            t_string!(i18n, planning.key_enter),
            t_string!(i18n, planning.keys_enter),
        ),
        ("J, K", t_string!(i18n, planning.keys_weeks)),
        ("T", t_string!(i18n, planning.keys_today)),
        ("D, W, L", t_string!(i18n, planning.keys_views)),
        ("/", t_string!(i18n, planning.keys_search)),
        ("?", t_string!(i18n, planning.keys_help)),
    ]
}

fn planning_keys(i18n: I18n) -> Keys<8> {
    [
        ("C", t_string!(i18n, planning.keys_create)),
        ("M", t_string!(i18n, planning.keys_move)),
        (
            t_string!(i18n, planning.key_alt),
            t_string!(i18n, planning.keys_shove),
        ),
        (
            t_string!(i18n, planning.key_delete),
            t_string!(i18n, planning.keys_delete),
        ),
        ("Ctrl + C", t_string!(i18n, planning.keys_copy)),
        ("Ctrl + V", t_string!(i18n, planning.keys_paste)),
        ("Ctrl + Z", t_string!(i18n, planning.keys_undo)),
        ("Ctrl + Y", t_string!(i18n, planning.keys_redo)),
    ]
}
