//! The button that undoes an operation.

use leptos::prelude::*;
use shared::id::OperationId;
use shared::operations::{self, UndoOut};

use super::words;
use crate::i18n::*;
use crate::ui::{Button, FormState, Sending, Toasts};

/// Undoes an operation at once, and says what that did: it can be undone itself.
#[component]
pub(crate) fn UndoButton(
    /// The operation.
    id: OperationId,
    /// Told once it is undone.
    on_undone: Callback<()>,
) -> impl IntoView {
    let (i18n, toasts) = (use_i18n(), expect_context::<Toasts>());
    let form = FormState::new("undo");
    let busy = Signal::derive(move || form.sending() == Sending::Now);
    let undo = move |_| {
        form.submit_once(Ok(operations::undo(id)), move |out: UndoOut| {
            let words = words::undone(i18n, &out);
            match out.kept.is_empty() {
                true => toasts.tell(words),
                false => toasts.alert(words, Vec::new()),
            }
            on_undone.run(());
        });
    };
    form.alert_failures(i18n, toasts);
    view! {
        <Button busy on:click=undo>
            {t!(i18n, operations.undo)}
        </Button>
    }
}
