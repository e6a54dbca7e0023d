//! Making a subscription, showing its address once, revoking it.

use leptos::prelude::*;
use shared::calendar::{self, FeedIn, FeedMade, FeedOut};
use shared::form::Reading as Read;
use shared::problem::FieldError;
use shared::text::Label;

use crate::i18n::*;
use crate::ui::{Confirm, Dialog, Drawer, Form, FormState, SecretOnce, TextField};

fn input(label: &str) -> Result<FeedIn, Vec<FieldError>> {
    let mut read = Read::default();
    let label = read.take("/label", Label::parse(label));
    read.done(label.map(|label| FeedIn { label }))
}

/// The form.
#[component]
pub(super) fn FeedDrawer(on_made: Callback<FeedMade>, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new("feed");
    let label = RwSignal::new(String::new());
    // The address is in the answer and nowhere else, so this cannot be repeated under a key.
    let submit = Callback::new(move |()| {
        let input = label.with_untracked(|label| input(label));
        form.submit(
            input.map(|input| calendar::create_feed(&input)),
            move |made| on_made.run(made),
        );
    });
    let title = text!(i18n, calendar.feed_new);
    let name = text!(i18n, calendar.feed_label);
    let hint = text!(i18n, calendar.feed_label_hint);
    let dirty = Signal::derive(move || !label.with(String::is_empty));
    view! {
        <Drawer title=title on_close=on_close dirty=dirty>
            <Form state=form act=title on_submit=submit on_cancel=on_close>
                <TextField
                    form
                    pointer="/label"
                    label=name
                    hint=hint
                    value=label
                    on_change=Callback::new(move |text| label.set(text))
                    most=Label::MOST
                />
            </Form>
        </Drawer>
    }
}

/// The address as calendar apps subscribe to it.
fn webcal(url: &str) -> String {
    let rest = url.strip_prefix("https://").or(url.strip_prefix("http://"));
    format!("webcal://{}", rest.unwrap_or(url))
}

/// The address, shown once.
#[component]
pub(super) fn MadeDialog(made: FeedMade, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, calendar.feed_made);
    let label = text!(i18n, calendar.feed_url);
    let href = webcal(&made.url);
    view! {
        <Dialog title=title on_close=on_close>
            <p>{t!(i18n, calendar.feed_made_text)}</p>
            <SecretOnce id="feed-url" label=label value=made.url />
            <p>
                <a href=href rel="external">{t!(i18n, calendar.feed_open)}</a>
            </p>
            <div class="form-acts">
                <button type="button" class="button primary" on:click=move |_| on_close.run(())>
                    {t!(i18n, calendar.done)}
                </button>
            </div>
        </Dialog>
    }
}

/// Whether to revoke it.
#[component]
pub(super) fn RevokeDialog(
    feed: FeedOut,
    on_revoked: Callback<()>,
    on_close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new("feed-revocation");
    let (id, label) = (feed.id, feed.label.to_string());
    let yes = Callback::new(move |()| {
        form.submit(Ok(calendar::revoke_feed(id)), move |()| on_revoked.run(()));
    });
    let title = Signal::derive(move || {
        t_string!(i18n, calendar.revoke_title, label = label.clone()).to_string()
    });
    let text = text!(i18n, calendar.revoke_text);
    let act = text!(i18n, calendar.revoke_do);
    view! { <Confirm form title=title text=text act=act on_yes=yes on_close=on_close /> }
}
