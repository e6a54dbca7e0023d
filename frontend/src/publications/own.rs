//! One's own changes, until one says that one knows.

use leptos::prelude::*;
use shared::publications::{self, OwnChanges as Own, OwnPublication};

use super::changes::{self, Known};
use super::words;
use crate::dates;
use crate::http::{self, Failure};
use crate::i18n::*;
use crate::later::{Later, later};
use crate::session::Session;
use crate::ui::{Button, FormState, Glyph, Icon, Look, Reading, Sending, Toasts, load};

async fn read() -> Result<Own, Failure> {
    Ok(http::send(publications::own()).await?.body)
}

/// The own changes, where there are any to be acknowledged. That there are is found out here; how
/// they are shown comes later, for those who have some.
pub(crate) fn unread() -> AnyView {
    let reading = Reading::new(read);
    provide_context(reading);
    let any = Memo::new(move |_| {
        let own = reading.get();
        own.is_some_and(|own| !own.publications.is_empty())
    });
    (move || any.get().then(|| later(Later::OwnChanges))).into_any()
}

/// The changes, and the one click that acknowledges all that is shown.
#[component]
pub(crate) fn OwnChanges() -> impl IntoView {
    let reading = expect_context::<Reading<Own>>();
    view! { {load(reading, move |own| shown(own, reading))} }
}

fn shown(own: Own, reading: Reading<Own>) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let Some(last) = own.publications.last().map(|it| it.publication.id) else {
        return ().into_any();
    };
    let zone = session.zone();
    let known = Known::own(own.missions, zone);
    let one = |own: &OwnPublication| {
        let which = own.publication;
        view! {
            <h3>
                {move || words::number(i18n, which.number)} ", "
                <time datetime=which.at.to_string()>
                    {move || dates::instant(i18n, which.at, zone)}
                </time>
            </h3>
            {changes::list(&own.changes, &known)}
        }
    };
    view! {
        <section class="own-changes" aria-labelledby="own-changes">
            <div class="own-changes-head">
                <Icon glyph=Glyph::Info />
                <h2 id="own-changes">{t!(i18n, publications.own)}</h2>
                {acknowledge(last, reading)}
            </div>
            <div
                class="own-changes-list"
                tabindex="0"
                role="region"
                aria-label=text!(i18n, publications.own)
            >
                {own.publications.iter().map(one).collect_view()}
            </div>
        </section>
    }
    .into_any()
}

fn acknowledge(last: shared::id::PublicationId, reading: Reading<Own>) -> AnyView {
    let (i18n, toasts) = (use_i18n(), expect_context::<Toasts>());
    let form = FormState::new("acknowledge");
    let busy = Signal::derive(move || form.sending() == Sending::Now);
    let act = move |_| {
        form.submit(Ok(publications::acknowledge(last)), move |()| {
            toasts.tell(t_string!(i18n, publications.acknowledged));
            reading.again();
        });
    };
    form.alert_failures(i18n, toasts);
    view! {
        <Button look=Look::Primary busy on:click=act>
            {t!(i18n, publications.acknowledge)}
        </Button>
    }
    .into_any()
}
