//! The questions over the planning: whether to delete, and those that a refused act raises. The
//! others come with the later part.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::planning::Change;
use shared::shifts::ShiftOut;

use crate::i18n::*;
use crate::later::{Later, later};
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
        Question::DeleteAll(_)
        | Question::Obstructed(_)
        | Question::Scope(_)
        | Question::Left(_)
        | Question::Keys => later(Later::PlanningQuestion),
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

/// Deletes a shift, and nothing besides.
pub(super) fn delete(store: PlanningStore, shift: ShiftOut) {
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
