//! The list of templates: those in use, or the archived ones.

use leptos::prelude::*;
use shared::access::Capability;
use shared::patch::Patch;
use shared::templates::{self, TemplateOut, TemplatePatch, TemplateQuery, TemplateState};

use super::form::{Subject, TemplateDrawer};
use super::words;
use crate::access;
use crate::http::{self, Failure};
use crate::i18n::*;
use crate::names::Names;
use crate::session::Session;
use crate::ui::{EmptyState, FormState, PageHead, Reading, Toasts, load};

/// The page.
#[component]
pub(crate) fn TemplatesPage() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, templates.title);
    access::page(Capability::ShiftEdit, title, move || page(title))
}

/// What the page shows.
type Read = (Vec<TemplateOut>, Names);

async fn read(state: TemplateState, session: Session) -> Result<Read, Failure> {
    let page = |page: &shared::page::PageQuery| {
        templates::list(&TemplateQuery {
            state: Some(state),
            limit: page.limit,
            cursor: page.cursor.clone(),
        })
    };
    let templates = http::every(page).await?;
    Ok((templates, Names::read(session.zone()).await?))
}

fn page(title: Signal<String>) -> AnyView {
    let (i18n, session, toasts) = (
        use_i18n(),
        expect_context::<Session>(),
        expect_context::<Toasts>(),
    );
    let listed = RwSignal::new(TemplateState::Active);
    let reading = Reading::new(move || read(listed.get(), session));
    let drawer = RwSignal::new(None::<Subject>);
    let close = Callback::new(move |()| drawer.set(None));
    let saved = Callback::new(move |()| {
        let is_new = drawer.with_untracked(|subject| matches!(subject, Some(Subject::New)));
        drawer.set(None);
        toasts.tell(untrack(|| match is_new {
            true => t_string!(i18n, templates.created).to_string(),
            false => t_string!(i18n, templates.saved).to_string(),
        }));
        reading.again();
    });
    let intro = text!(i18n, templates.intro);
    let names = move || reading.get().map(|(_, names)| names);
    view! {
        <PageHead title=title intro=intro>
            <button
                type="button"
                class="button primary"
                on:click=move |_| drawer.set(Some(Subject::New))
            >
                {t!(i18n, templates.new)}
            </button>
        </PageHead>
        <div class="page-filters">{filter(listed)}</div>
        {load(reading, move |(templates, names)| {
            list(&templates, listed.get_untracked(), &names, drawer, reading)
        })}
        {move || {
            let (subject, names) = drawer.get().zip(untrack(names))?;
            Some(view! { <TemplateDrawer subject names on_saved=saved on_close=close /> })
        }}
    }
    .into_any()
}

fn filter(listed: RwSignal<TemplateState>) -> impl IntoView {
    let i18n = use_i18n();
    let name = move |state| match state {
        TemplateState::Active => t_string!(i18n, templates.active),
        TemplateState::Archived => t_string!(i18n, templates.archived),
    };
    let radio = move |state: TemplateState| {
        view! {
            <label>
                <input
                    type="radio"
                    name="templates-listed"
                    prop:checked=move || listed.get() == state
                    on:change=move |_| listed.set(state)
                />
                <span>{move || name(state)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segments">
            <legend class="visually-hidden">{t!(i18n, templates.filter)}</legend>
            {TemplateState::ALL.iter().copied().map(radio).collect_view()}
        </fieldset>
    }
}

/// That there are none of those that are listed.
fn none(listed: TemplateState) -> AnyView {
    let i18n = use_i18n();
    let (title, text) = match listed {
        TemplateState::Active => (
            text!(i18n, templates.empty),
            text!(i18n, templates.empty_text),
        ),
        TemplateState::Archived => (
            text!(i18n, templates.empty_archived),
            text!(i18n, templates.empty_archived_text),
        ),
    };
    view! { <EmptyState title=title text=text /> }.into_any()
}

fn list(
    templates: &[TemplateOut],
    listed: TemplateState,
    names: &Names,
    drawer: RwSignal<Option<Subject>>,
    reading: Reading<Read>,
) -> AnyView {
    if templates.is_empty() {
        return none(listed);
    }
    let rows = templates
        .iter()
        .map(|template| row(template, names, drawer, reading));
    view! {
        <ul class="rows" role="list">
            {rows.collect_view()}
        </ul>
    }
    .into_any()
}

fn row(
    template: &TemplateOut,
    names: &Names,
    drawer: RwSignal<Option<Subject>>,
    reading: Reading<Read>,
) -> AnyView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let (name, hue) = (template.label.to_string(), template.hue);
    let about = words::about(template, names);
    let href = session.path(&format!("templates/{}/apply", template.id));
    let active = template.state == TemplateState::Active;
    let called = name.clone();
    let edit_label = Signal::derive(move || {
        t_string!(i18n, templates.edit_one, name = called.clone()).to_string()
    });
    let subject = Subject::Present(Box::new(template.clone()));
    let apply = active.then(|| {
        let called = name.clone();
        let label = move || t_string!(i18n, templates.apply_one, name = called.clone()).to_string();
        view! {
            <a class="button" href=href aria-label=label>
                {t!(i18n, templates.apply)}
            </a>
        }
    });
    view! {
        <li class="row">
            <span class="row-main">
                <span class="hue-dot" data-hue=hue.as_str()></span>
                <span>
                    <span class="who-name">{name}</span>
                    <span class="who-more">{about}</span>
                </span>
            </span>
            {apply}
            <button
                type="button"
                class="button"
                aria-label=edit_label
                on:click=move |_| drawer.set(Some(subject.clone()))
            >
                {t!(i18n, templates.edit)}
            </button>
            {archiving(template, reading)}
        </li>
    }
    .into_any()
}

/// The button that puts a template away, or takes it back into use. Both are taken back by the
/// other, so neither asks first.
fn archiving(template: &TemplateOut, reading: Reading<Read>) -> AnyView {
    let (i18n, toasts) = (use_i18n(), expect_context::<Toasts>());
    let form = FormState::new("template-archiving");
    let (id, version) = (template.id, template.version);
    let (name, active) = (
        template.label.to_string(),
        template.state == TemplateState::Active,
    );
    let press = move |_| {
        let state = match active {
            true => TemplateState::Archived,
            false => TemplateState::Active,
        };
        let patch = TemplatePatch {
            state: Patch::Set(state),
            ..TemplatePatch::default()
        };
        form.submit(
            Ok(templates::edit(id, version, &patch)),
            move |_: TemplateOut| {
                toasts.tell(untrack(|| match active {
                    true => t_string!(i18n, templates.archived_done).to_string(),
                    false => t_string!(i18n, templates.restored_done).to_string(),
                }));
                reading.again();
            },
        );
    };
    form.alert_failures(i18n, toasts);
    let label = move || match active {
        true => t_string!(i18n, templates.archive_one, name = name.clone()).to_string(),
        false => t_string!(i18n, templates.restore_one, name = name.clone()).to_string(),
    };
    let face = move || match active {
        true => t_string!(i18n, templates.archive),
        false => t_string!(i18n, templates.restore),
    };
    view! {
        <button type="button" class="button" aria-label=label on:click=press>
            {face}
        </button>
    }
    .into_any()
}
