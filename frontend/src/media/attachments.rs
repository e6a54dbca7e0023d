//! The attachments of a mission: listed, seen, downloaded, added by a click or dropped, removed.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::access::Capability;
use shared::id::{MediaId, MissionId};
use shared::media::{self, MOST_ATTACHMENT_BYTES, MediaLinked, MediaOut, MediaPurpose, MediaType};
use shared::page::PageQuery;
use uuid::Uuid;
use web_sys::{DragEvent, File, FormData};

use super::chosen::first;
use super::picture::progress;
use super::size::size;
use crate::http;
use crate::i18n::*;
use crate::problem;
use crate::session::Session;
use crate::ui::{Button, Confirm, Dialog, EmptyState, FormState, Look, Reading, Toasts, load};

/// What may be chosen, as HTML writes it.
const ACCEPT: &str = "application/pdf,image/png,image/jpeg,image/webp";

/// What is open over the page, and of which attachment, by its id and name.
#[derive(Clone)]
enum Open {
    /// The picture at this address.
    See(String, String),
    Remove(MediaId, String),
}

/// The section of a mission's page.
#[component]
pub(crate) fn Attachments(
    /// The mission.
    mission: MissionId,
) -> impl IntoView {
    let (i18n, session) = (use_i18n(), expect_context::<Session>());
    let toasts = expect_context::<Toasts>();
    let reading = Reading::new(move || {
        http::every(move |page: &PageQuery| media::attachments(mission, page))
    });
    let open = RwSignal::new(None::<Open>);
    let close = Callback::new(move |()| open.set(None));
    let edits = Memo::new(move |_| session.may(Capability::MissionEdit));
    let removed = Callback::new(move |()| {
        open.set(None);
        reading.again();
        toasts.tell(t_string!(i18n, media.removed));
    });
    let dialog = move || {
        open.get().map(|open| match open {
            Open::See(address, name) => view! {
                <Dialog title=name.clone() on_close=close>
                    <img class="attachment-large" src=address alt=name />
                </Dialog>
            }
            .into_any(),
            Open::Remove(id, name) => view! { <RemoveDialog id name removed close /> }.into_any(),
        })
    };
    view! {
        <section class="page-section">
            <h2>{t!(i18n, media.attachments)}</h2>
            {load(reading, move |files| listed(files, edits, open))}
            {move || edits.get().then(|| view! { <Adding mission reading /> })}
            {dialog}
        </section>
    }
}

fn listed(files: Vec<MediaLinked>, edits: Memo<bool>, open: RwSignal<Option<Open>>) -> AnyView {
    let i18n = use_i18n();
    if files.is_empty() {
        let title = text!(i18n, media.no_attachments);
        let text = text!(i18n, media.no_attachments_text);
        return view! { <EmptyState title=title text=text /> }.into_any();
    }
    let rows = files.into_iter().map(|file| row(file, edits, open));
    view! {
        <ul class="rows" role="list">
            {rows.collect_view()}
        </ul>
    }
    .into_any()
}

fn row(file: MediaLinked, edits: Memo<bool>, open: RwSignal<Option<Open>>) -> AnyView {
    let i18n = use_i18n();
    let MediaLinked { media, links } = file;
    let name = match &media.name {
        Some(name) => name.to_string(),
        None => t_string!(i18n, media.unnamed).to_string(),
    };
    let (id, bytes) = (media.id, media.bytes);
    let shown = preview(id, links.small_url, name.clone(), open);
    let kind = media.content_type.extension().to_uppercase();
    let (got, gone) = (name.clone(), name.clone());
    let download = move || t_string!(i18n, media.download_name, name = got.clone()).to_string();
    let remove = move || {
        let name = gone.clone();
        let label = name.clone();
        edits.get().then(move || {
            view! {
                <Button
                    look=Look::Quiet
                    on:click=move |_| open.set(Some(Open::Remove(id, name.clone())))
                >
                    <span aria-hidden="true">{t!(i18n, media.remove)}</span>
                    <span class="visually-hidden">
                        {move || t_string!(i18n, media.remove_name, name = label.clone()).to_string()}
                    </span>
                </Button>
            }
        })
    };
    view! {
        <li class="row">
            <span class="row-main who">
                {shown} <span>
                    <span class="who-name">{name}</span>
                    <span class="who-more">{move || format!("{kind} \u{b7} {}", size(i18n, bytes))}</span>
                </span>
            </span>
            <Button look=Look::Quiet on:click=move |_| fetch(i18n, id, go)>
                <span aria-hidden="true">{t!(i18n, media.download)}</span>
                <span class="visually-hidden">{download}</span>
            </Button>
            {remove}
        </li>
    }
    .into_any()
}

/// The small picture, which opens the large one; a document has a sheet in its place.
fn preview(
    id: MediaId,
    small: Option<String>,
    name: String,
    open: RwSignal<Option<Open>>,
) -> AnyView {
    let i18n = use_i18n();
    let Some(small) = small else {
        return view! { <span class="attachment-sheet" aria-hidden="true">"PDF"</span> }.into_any();
    };
    let label = name.clone();
    let see = move |_| {
        let name = name.clone();
        fetch(i18n, id, move |url| {
            open.set(Some(Open::See(url.to_owned(), name)))
        });
    };
    view! {
        <button type="button" class="attachment-small" on:click=see>
            <img src=small alt="" />
            <span class="visually-hidden">
                {move || t_string!(i18n, media.see, name = label.clone()).to_string()}
            </span>
        </button>
    }
    .into_any()
}

/// Asks for an address that is good now: those of the list end after five minutes.
fn fetch(i18n: I18n, id: MediaId, act: impl FnOnce(&str) + 'static) {
    let toasts = expect_context::<Toasts>();
    let asked = http::send(media::get(id));
    spawn_local(async move {
        match asked.await {
            Ok(answer) => act(&answer.body.links.url),
            Err(failure) => toasts.alert(problem::words(i18n, &failure), Vec::new()),
        }
    });
}

/// Goes where the file is: it is downloaded, and the page stays.
fn go(url: &str) {
    // An address of ours or of the store; going there cannot fail here.
    let _ = window().location().assign(url);
}

/// The way to add one.
#[component]
fn Adding(mission: MissionId, reading: Reading<Vec<MediaLinked>>) -> impl IntoView {
    let (i18n, toasts) = (use_i18n(), expect_context::<Toasts>());
    let form = FormState::new("attachment");
    let part = RwSignal::new(None::<f64>);
    let trouble = RwSignal::new(None::<String>);
    let over = RwSignal::new(false);
    let send = Callback::new(move |file: File| {
        let wrong = wrong(i18n, &file);
        trouble.set(wrong.map(str::to_owned));
        let Some(parts) = wrong.is_none().then(|| parts(mission, &file)).flatten() else {
            return;
        };
        part.set(Some(0.0));
        let call = media::upload().once(Uuid::now_v7().to_string());
        let sending = http::upload_told(&call, &parts, move |told| {
            part.try_set(Some(told));
        });
        let sending = async move {
            let answer = sending.await;
            part.try_set(None);
            answer
        };
        form.run(sending, move |_: MediaOut| {
            reading.again();
            toasts.tell(t_string!(i18n, media.attached));
        });
    });
    let refused = move || form.failure().map(|failure| problem::words(i18n, &failure));
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(file) = first(event.data_transfer()) {
            send.run(file);
        }
    };
    view! {
        <div
            class="picture"
            data-over=move || over.get().then_some("true")
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            {choosing(send)}
            {move || part.get().map(|part| progress(RwSignal::new(part)))}
        </div>
        <p class="picture-trouble" role="alert">
            {move || trouble.get().or_else(refused)}
        </p>
    }
}

fn choosing(send: Callback<File>) -> impl IntoView {
    let i18n = use_i18n();
    let input: NodeRef<html::Input> = NodeRef::new();
    let pick = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let picked = move |_| {
        let Some(input) = input.get_untracked() else {
            return;
        };
        let file = input.files().and_then(|files| files.get(0));
        input.set_value("");
        if let Some(file) = file {
            send.run(file);
        }
    };
    view! {
        <div class="picture-ways">
            <input type="file" hidden accept=ACCEPT node_ref=input on:change=picked />
            <div class="form-acts">
                <Button on:click=pick>{t!(i18n, media.attach)}</Button>
            </div>
            <p class="hint">{t!(i18n, media.attach_hint)}</p>
        </div>
    }
}

/// What is wrong with a file, before it is sent. The server looks closer.
fn wrong(i18n: I18n, file: &File) -> Option<&'static str> {
    let most = u32::try_from(MOST_ATTACHMENT_BYTES).unwrap_or(u32::MAX);
    if file.type_().parse::<MediaType>().is_err() {
        Some(t_string!(i18n, media.not_a_document))
    } else if file.size() > f64::from(most) {
        Some(t_string!(i18n, media.document_too_large))
    } else {
        None
    }
}

fn parts(mission: MissionId, file: &File) -> Option<FormData> {
    let parts = FormData::new().ok()?;
    let texts = [
        ("purpose", MediaPurpose::Attachment.to_string()),
        ("mission_id", mission.to_string()),
    ];
    for (name, value) in texts {
        parts.append_with_str(name, &value).ok()?;
    }
    let appended = parts.append_with_blob_and_filename("file", file, &file.name());
    appended.ok().map(|()| parts)
}

#[component]
fn RemoveDialog(
    id: MediaId,
    name: String,
    removed: Callback<()>,
    close: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new("attachment-removal");
    let yes = Callback::new(move |()| {
        form.submit(Ok(media::delete(id)), move |()| removed.run(()));
    });
    let title = Signal::derive(move || {
        t_string!(i18n, media.remove_title, name = name.clone()).to_string()
    });
    let text = text!(i18n, media.remove_text);
    let act = text!(i18n, media.remove);
    view! { <Confirm form title text act look=Look::Danger on_yes=yes on_close=close /> }
}
