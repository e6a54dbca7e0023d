//! The picture of a person: chosen by a click, dropped or pasted, cut out, sent, removed.

use leptos::prelude::*;
use leptos::{ev, html};
use shared::id::{MediaId, OrgId, UserId};
use shared::media::{self, MOST_AVATAR_BYTES, MediaOut, MediaPurpose, MediaType};
use uuid::Uuid;
use web_sys::{DragEvent, File, FormData};

use super::avatars::{self, Avatars};
use super::chosen::{Chosen, first};
use super::crop::{Cropper, Framed};
use crate::http;
use crate::i18n::*;
use crate::ui::{
    Avatar, Button, Confirm, Dialog, Form, FormState, Look, Reading, Sending, Toasts, load,
};

/// What may be chosen, as HTML writes it.
const ACCEPT: &str = "image/png,image/jpeg,image/webp";

/// What is open over the page.
#[derive(Clone)]
enum Open {
    Crop(Chosen),
    Remove(MediaId),
}

/// The picture, and for whoever may the ways to change it.
#[component]
pub(crate) fn Picture(
    /// The organisation that sees it.
    org: OrgId,
    /// Whose it is.
    person: UserId,
    /// What they are called.
    name: String,
    /// Whether it may be changed.
    #[prop(into)]
    changes: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (avatars, toasts) = (expect_context::<Avatars>(), expect_context::<Toasts>());
    let reading = Reading::new(move || avatars::large(org, person));
    let open = RwSignal::new(None::<Open>);
    let trouble = RwSignal::new(None::<&'static str>);
    let choose = Callback::new(move |file: File| take(i18n, &file, open, trouble));
    let close = Callback::new(move |()| shut(open));
    let changed = Callback::new(move |words: String| {
        close.run(());
        reading.again();
        avatars.read(org);
        toasts.tell(words);
    });
    on_cleanup(move || shut(open));
    let dialog = move || {
        open.get().map(|open| match open {
            Open::Crop(chosen) => {
                view! { <CropDialog person chosen changed close trouble /> }.into_any()
            }
            Open::Remove(id) => view! { <RemoveDialog id changed close /> }.into_any(),
        })
    };
    let shown = name.clone();
    view! {
        <section class="page-section">
            <h2>{t!(i18n, media.picture)}</h2>
            {load(reading, move |found| now(&shown, found, changes, open, choose))}
            <p class="picture-trouble" role="alert">
                {move || trouble.get()}
            </p>
            {dialog}
        </section>
    }
}

fn shut(open: RwSignal<Option<Open>>) {
    if let Some(Some(Open::Crop(chosen))) = open.try_get_untracked() {
        chosen.let_go();
    }
    open.try_set(None);
}

/// Opens the file to be cut, or says why not. The server looks closer.
fn take(
    i18n: I18n,
    file: &File,
    open: RwSignal<Option<Open>>,
    trouble: RwSignal<Option<&'static str>>,
) {
    let most = u32::try_from(MOST_AVATAR_BYTES).unwrap_or(u32::MAX);
    let picture = file.type_().parse::<MediaType>();
    let wrong = match picture {
        Ok(kind) if !kind.is_picture() => Some(t_string!(i18n, media.not_a_picture)),
        Err(_) => Some(t_string!(i18n, media.not_a_picture)),
        Ok(_) if file.size() > f64::from(most) => Some(t_string!(i18n, media.picture_too_large)),
        Ok(_) => None,
    };
    trouble.set(wrong);
    if wrong.is_none() {
        shut(open);
        open.set(Chosen::of(file.clone()).map(Open::Crop));
    }
}

/// The picture as it is now, and the ways to another.
fn now(
    name: &str,
    found: Option<(MediaId, String)>,
    changes: Signal<bool>,
    open: RwSignal<Option<Open>>,
    choose: Callback<File>,
) -> AnyView {
    let (id, address) = found.unzip();
    let picture = Signal::stored(address);
    let name = name.to_owned();
    let over = RwSignal::new(false);
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(file) = first(event.data_transfer()).filter(|_| changes.get_untracked()) {
            choose.run(file);
        }
    };
    view! {
        <div
            class="picture"
            data-over=move || over.get().then_some("true")
            on:dragover=move |event| {
                event.prevent_default();
                over.set(changes.get_untracked());
            }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <span class="picture-large">
                <Avatar name=name picture />
            </span>
            {move || changes.get().then(|| ways(id, open, choose))}
        </div>
    }
    .into_any()
}

fn ways(
    id: Option<MediaId>,
    open: RwSignal<Option<Open>>,
    choose: Callback<File>,
) -> impl IntoView {
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
        // The same file chosen again is chosen again.
        input.set_value("");
        if let Some(file) = file {
            choose.run(file);
        }
    };
    let pasted = window_event_listener(ev::paste, move |event| {
        if let Some(file) = first(event.clipboard_data()) {
            event.prevent_default();
            choose.run(file);
        }
    });
    on_cleanup(move || pasted.remove());
    let remove = id.map(|id| {
        view! {
            <Button look=Look::Danger on:click=move |_| open.set(Some(Open::Remove(id)))>
                {t!(i18n, media.remove_picture)}
            </Button>
        }
    });
    view! {
        <div class="picture-ways">
            <input type="file" hidden accept=ACCEPT node_ref=input on:change=picked />
            <div class="form-acts">
                <Button on:click=pick>{t!(i18n, media.choose_picture)}</Button>
                {remove}
            </div>
            <p class="hint">{t!(i18n, media.picture_hint)}</p>
        </div>
    }
}

#[component]
fn CropDialog(
    person: UserId,
    chosen: Chosen,
    changed: Callback<String>,
    close: Callback<()>,
    trouble: RwSignal<Option<&'static str>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new("picture");
    let framed = RwSignal::new(None::<Framed>);
    let part = RwSignal::new(0.0);
    // The same picture sent twice is kept once; another square of it is another picture.
    let key = StoredValue::new(String::new());
    Effect::new(move |_| {
        framed.track();
        key.set_value(Uuid::now_v7().to_string());
    });
    let address = chosen.address.clone();
    let send = Callback::new(move |()| {
        let Some(framed) = framed.get_untracked() else {
            return;
        };
        let Ok(parts) = FormData::new() else { return };
        let texts = [
            ("purpose", MediaPurpose::Avatar.to_string()),
            ("person_id", person.to_string()),
            ("crop", framed.crop.to_string()),
        ];
        for (name, value) in texts {
            // A name and a text: nothing that a form could refuse.
            let _ = parts.append_with_str(name, &value);
        }
        let _ = parts.append_with_blob("file", &chosen.file);
        part.set(0.0);
        let call = media::upload().once(key.get_value());
        let sending = http::upload_told(&call, &parts, move |told| {
            part.try_set(told);
        });
        form.run(sending, move |_: MediaOut| {
            changed.run(t_string!(i18n, media.picture_kept).to_string());
        });
    });
    let broken = Callback::new(move |()| {
        close.run(());
        trouble.set(Some(t_string!(i18n, media.not_a_picture)));
    });
    let title = text!(i18n, media.crop);
    let act = text!(i18n, media.keep_picture);
    view! {
        <Dialog title on_close=close>
            <Form state=form act on_submit=send on_cancel=close>
                <Cropper address framed on_broken=broken />
                <p class="hint">{t!(i18n, media.crop_hint)}</p>
                {move || (form.sending() == Sending::Now).then(|| progress(part))}
            </Form>
        </Dialog>
    }
}

/// How much was sent.
pub(super) fn progress(part: RwSignal<f64>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <progress
            max="1"
            prop:value=move || part.get()
            aria-label=move || t_string!(i18n, media.progress)
        ></progress>
    }
}

#[component]
fn RemoveDialog(id: MediaId, changed: Callback<String>, close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new("picture-removal");
    let yes = Callback::new(move |()| {
        form.submit(Ok(media::delete(id)), move |()| {
            changed.run(t_string!(i18n, media.picture_removed).to_string());
        });
    });
    let title = text!(i18n, media.remove_picture_title);
    let text = text!(i18n, media.remove_picture_text);
    let act = text!(i18n, media.remove_picture);
    view! { <Confirm form title text act look=Look::Danger on_yes=yes on_close=close /> }
}
