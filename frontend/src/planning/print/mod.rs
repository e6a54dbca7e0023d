//! The planning on paper: the week, each person's, or the call sheet of a mission; narrowed to
//! what the screen was. What is seen here is what is printed.

mod asked;
mod people;
mod read;
mod sheet;
mod week;

use leptos::prelude::*;
use shared::access::Capability;
use shared::shifts::{ShiftOut, ShiftStatus};
use shared::time::{Slot, Zone};

use self::asked::{Asked, Form, Paper};
use self::read::Printed;
use super::words;
use crate::access;
use crate::clock;
use crate::dates;
use crate::i18n::*;
use crate::session::Session;
use crate::ui::{Button, Look, PageHead, Reading, load};

/// The page.
#[component]
pub(crate) fn PrintPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, print.title);
    access::page(Capability::ShiftRead, title, move || page(title))
}

fn page(title: Signal<String>) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let asked = Asked::from_address(session.zone());
    let reading = Reading::new(move || read::read(asked.weeks_asked(), session));
    let back = move || session.path(&format!("planning{}", asked.url.get_value().write()));
    let print = move |_| {
        // A browser that prints nothing says so itself.
        let _ = window().print();
    };
    view! {
        <div class="print-controls">
            <a class="page-back" href=back>
                <span aria-hidden="true">"\u{2190}"</span>
                {t!(i18n, print.back)}
            </a>
            <PageHead title=title>
                <Button look=Look::Primary on:click=print>
                    {t!(i18n, print.act)}
                </Button>
            </PageHead>
            {asked.controls()}
        </div>
        <div
            class="print-preview"
            tabindex="0"
            role="region"
            aria-label=title
            data-paper=move || match asked.paper.get() {
                Paper::A4 => "A4",
                Paper::A3 => "A3",
            }
        >
            {load(reading, move |printed| (move || drawn(&printed, asked)).into_any())}
        </div>
    }
    .into_any()
}

fn drawn(printed: &Printed, asked: Asked) -> AnyView {
    let pages = asked.url.with_value(|url| match asked.form.get() {
        Form::Week => week::pages(printed, &url.filter),
        Form::People => people::pages(printed, &url.filter),
        Form::Sheet => sheet::pages(printed, &url.filter),
    });
    if pages.is_empty() {
        let i18n = use_i18n();
        return view! { <p class="hint">{t!(i18n, print.nothing)}</p> }.into_any();
    }
    pages.into_any()
}

/// What stands under each table, on each of its pages: whose it is, and of when.
fn footer(columns: usize, version: Option<u32>) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let words = move || {
        let at = dates::instant(i18n, clock::now(), session.zone());
        let words = t_string!(i18n, print.footer, org = session.org_name(), at = at).to_string();
        match version {
            Some(number) => {
                let version = t_string!(i18n, print.version, number = number).to_string();
                format!("{words} \u{b7} {version}")
            }
            None => words,
        }
    };
    view! {
        <tfoot>
            <tr>
                <td colspan=columns.to_string()>{words}</td>
            </tr>
        </tfoot>
    }
    .into_any()
}

/// When a shift is, by the wall.
fn times(shift: &ShiftOut, zone: Zone) -> String {
    Slot::new(shift.start, shift.end)
        .map(|slot| shared::planning::part::times(slot, zone))
        .unwrap_or_default()
}

/// The word of a status that is not final.
fn status(i18n: I18n, shift: &ShiftOut) -> Option<AnyView> {
    let unsure = shift.status != ShiftStatus::Published;
    unsure.then(|| {
        let words = words::status(i18n, shift.status);
        view! { <span class="print-status">{words}</span> }.into_any()
    })
}
