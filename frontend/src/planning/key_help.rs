//! Which keys there are.

use leptos::prelude::*;
use shared::auth::Shortcuts;

use super::store::PlanningStore;
use crate::i18n::*;
use crate::session::Session;
use crate::ui::Dialog;

/// The keys of the grid; those that change something only for who may.
pub(super) fn keys(store: PlanningStore) -> AnyView {
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

fn planning_keys(i18n: I18n) -> Keys<13> {
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
        ("F2", t_string!(i18n, planning.keys_times)),
        (
            t_string!(i18n, planning.key_space),
            t_string!(i18n, planning.keys_select),
        ),
        (
            t_string!(i18n, planning.key_extend),
            t_string!(i18n, planning.keys_extend),
        ),
        ("Ctrl + A", t_string!(i18n, planning.keys_select_all)),
        ("Ctrl + C", t_string!(i18n, planning.keys_copy)),
        ("Ctrl + X", t_string!(i18n, planning.keys_cut)),
        ("Ctrl + V", t_string!(i18n, planning.keys_paste)),
        ("Ctrl + Z", t_string!(i18n, planning.keys_undo)),
        ("Ctrl + Y", t_string!(i18n, planning.keys_redo)),
    ]
}
