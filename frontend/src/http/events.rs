//! A stream of events, read with what every request shows of who sends it: the browser's own
//! reader (`EventSource`) sends no headers, and a secret does not belong in an address.

use futures_util::future::{Either, select};
use js_sys::{Function, Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use leptos::wasm_bindgen::{JsCast as _, JsValue};
use shared::activity::sse::{Message, Reader};
use shared::activity::stream::{LAST_EVENT_ID, stream};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader};

use super::{Failure, Head, access, addressed, head, refused, renewing};

/// A stream from which nothing comes for so long has broken off, in milliseconds: more than
/// two heartbeats.
const SILENCE_MILLIS: i32 = 40_000;

/// An open stream. Dropped, it is closed.
pub(crate) struct Events {
    pieces: ReadableStreamDefaultReader,
    reader: Reader,
    abort: AbortController,
}

impl Drop for Events {
    fn drop(&mut self) {
        self.abort.abort();
    }
}

/// Opens the stream of what happens in the organisation, and goes on after a position where
/// there is one.
pub(crate) async fn events(position: &str) -> Result<Events, Failure> {
    let mut head = head(access::selected(), &stream());
    if !position.is_empty() {
        head.headers.push((LAST_EVENT_ID, position.to_owned()));
    }
    renewing(async |token| open(&head, token).await).await
}

async fn open(head: &Head, token: Option<&str>) -> Result<Events, Failure> {
    let abort = AbortController::new().map_err(|_| Failure::Unreadable)?;
    let request = addressed(head, token).abort_signal(Some(&abort.signal()));
    let response = request.send().await.map_err(|_| Failure::Offline)?;
    if !response.ok() {
        return Err(refused(response).await);
    }
    let pieces = response.body().map(|body| body.get_reader());
    let pieces = pieces.and_then(|reader| reader.dyn_into().ok());
    Ok(Events {
        pieces: pieces.ok_or(Failure::Unreadable)?,
        reader: Reader::default(),
        abort,
    })
}

impl Events {
    /// The next messages, perhaps none; nothing once it has broken off.
    pub(crate) async fn next(&mut self) -> Option<Vec<Message>> {
        let piece = JsFuture::from(self.pieces.read());
        let silence = std::pin::pin!(sleep(SILENCE_MILLIS));
        let Either::Left((piece, _)) = select(piece, silence).await else {
            return None;
        };
        let value = Reflect::get(&piece.ok()?, &"value".into()).ok()?;
        let bytes: Uint8Array = value.dyn_into().ok()?;
        Some(self.reader.push(&bytes.to_vec()))
    }
}

/// Comes back after so many milliseconds.
pub(crate) async fn sleep(millis: i32) {
    let promise = Promise::new(&mut |resolve: Function, _| {
        // Fails for no page that is there.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
    });
    let _: Result<JsValue, JsValue> = JsFuture::from(promise).await;
}
