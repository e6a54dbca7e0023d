//! Editing the times of a shift where it stands: two fields over the chip, Enter saves, Escape
//! leaves all as it was.

use leptos::html::Div;
use leptos::prelude::*;
use leptos::web_sys::{Element, KeyboardEvent, SubmitEvent};
use shared::id::ShiftId;
use shared::planning::{Change, Draft};
use shared::shifts::ShiftOut;

use super::act::Command;
use super::spots;
use super::store::PlanningStore;
use crate::i18n::*;
use crate::ui::Button;

/// The shift whose times are edited, with what is typed.
#[derive(Clone)]
pub(super) struct Times {
    shift: ShiftOut,
    draft: Draft,
    opener: StoredValue<Option<Element>, LocalStorage>,
}

impl Times {
    /// Whose times.
    pub(super) const fn shift(&self) -> ShiftId {
        self.shift.id
    }
}

impl PartialEq for Times {
    fn eq(&self, other: &Self) -> bool {
        self.shift == other.shift && self.draft == other.draft
    }
}

impl PlanningStore {
    /// Shows the fields over a chip, or over the cell of its shift.
    pub(super) fn edit_times(self, id: ShiftId, by: &Element) {
        let shift = self.board.with_untracked(|board| board.shift(id).cloned());
        if let Some(shift) = shift.filter(|_| self.plans()) {
            let draft = Draft::of(&shift, self.zone);
            let opener = StoredValue::new_local(Some(by.clone()));
            self.times_of.set(Some(Times {
                shift,
                draft,
                opener,
            }));
        }
    }

    fn leave_times(self) {
        let times = self.times_of.try_update(Option::take).flatten();
        if let Some(opener) = times.and_then(|times| times.opener.get_value()) {
            spots::give_focus(&opener);
        }
    }

    fn save_times(self) {
        let Some(times) = self.times_of.get_untracked() else {
            return;
        };
        let id = times.shift.id;
        let present = self.board.with_untracked(|board| board.shift(id).cloned());
        let base = present.unwrap_or_else(|| times.shift.clone());
        match times.draft.shift(Some(&times.shift), self.zone) {
            Ok(ShiftOut { start, end, .. }) => {
                self.leave_times();
                let after = ShiftOut {
                    start,
                    end,
                    ..base.clone()
                };
                let change = Change::edit(&base, after);
                if !change.is_nothing() {
                    self.run(Command::new(change));
                }
            }
            Err(_) => self.say(untrack(|| {
                t_string!(self.i18n, planning.times_bad).to_string()
            })),
        }
    }
}

/// The fields, while they are open.
pub(super) fn view(store: PlanningStore) -> AnyView {
    let open = Memo::new(move |_| store.times_of.with(Option::is_some));
    (move || open.get().then(|| fields(store))).into_any()
}

fn fields(store: PlanningStore) -> AnyView {
    let i18n = store.i18n;
    let popover: NodeRef<Div> = NodeRef::new();
    let at = RwSignal::new((0.0, 0.0));
    popover.on_load(move |popover| {
        // It is new, so it is not open yet.
        let _ = popover.show_popover();
        let times = store.times_of.get_untracked();
        if let Some(opener) = times.and_then(|times| times.opener.get_value()) {
            at.set(spots::beside(&opener, &popover));
        }
        if let Some(first) = spots::within(&popover, "input").first() {
            spots::give_focus(first);
        }
    });
    let type_start = move |event| {
        let time = event_target_value(&event);
        edit(store, |draft| draft.set_start_time(time));
    };
    let type_end = move |event| {
        let time = event_target_value(&event);
        edit(store, |draft| draft.set_end_time(time));
    };
    let start = move || typed(store, |draft| draft.start.time.clone());
    let end = move || typed(store, |draft| draft.end.time.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        store.save_times();
    };
    let pressed = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            store.leave_times();
        }
    };
    view! {
        <div
            class="times-editor"
            popover="manual"
            role="dialog"
            node_ref=popover
            aria-label=text!(i18n, planning.keys_times)
            style:left=move || format!("{}px", at.get().0)
            style:top=move || format!("{}px", at.get().1)
            on:keydown=pressed
        >
            <form on:submit=submit>
                {field(text!(i18n, planning.field_start_time), start, type_start)}
                {field(text!(i18n, planning.field_end_time), end, type_end)}
                <button type="submit" class="button primary">
                    {t!(i18n, planning.save)}
                </button>
                <Button on:click=move |_| store.leave_times()>{t!(i18n, planning.cancel)}</Button>
            </form>
        </div>
    }
    .into_any()
}

fn field(
    label: Signal<String>,
    value: impl Fn() -> String + Send + Sync + 'static,
    typed: impl Fn(leptos::ev::Event) + 'static,
) -> impl IntoView {
    view! {
        <label>
            <span class="visually-hidden">{label}</span>
            <input type="time" class="input" required prop:value=value on:input=typed />
        </label>
    }
}

fn typed(store: PlanningStore, read: fn(&Draft) -> String) -> String {
    store
        .times_of
        .with(|times| times.as_ref().map(|times| read(&times.draft)))
        .unwrap_or_default()
}

fn edit(store: PlanningStore, with: impl FnOnce(&mut Draft)) {
    store.times_of.update(|times| {
        if let Some(times) = times {
            with(&mut times.draft);
        }
    });
}
