//! Deleting a team.

use leptos::prelude::*;
use shared::teams::{self, TeamOut};

use crate::i18n::*;
use crate::ui::{Confirm, FormState};

/// The question.
#[component]
pub(super) fn DeleteDialog(
    team: TeamOut,
    on_deleted: Callback<()>,
    on_close: Callback<()>,
    on_reload: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new("team-deletion");
    let (id, version, name) = (team.id, team.version, team.name.to_string());
    let yes = Callback::new(move |()| {
        form.submit(Ok(teams::delete(id, version)), move |()| on_deleted.run(()));
    });
    let title = Signal::derive(move || {
        t_string!(i18n, teams.delete_title, name = name.clone()).to_string()
    });
    let text = text!(i18n, teams.delete_text);
    let act = text!(i18n, teams.delete_do);
    view! {
        <Confirm form title=title text=text act=act on_yes=yes on_close=on_close on_reload=on_reload />
    }
}
