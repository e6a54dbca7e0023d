//! Uploads that say how far they are. The browser's `fetch` does not, its older way does.

use std::future::Future;
use std::rc::Rc;

use js_sys::Promise;
use serde::de::DeserializeOwned;
use shared::call::Call;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{FormData, ProgressEvent, XmlHttpRequest};

use super::{
    Answer, Failure, Head, access, ensure_sendable, head, headers, read, refusal, renewing,
    retry_after,
};

/// Sends a call with a form in the place of its body, and tells the part of it that was sent, 0
/// to 1.
pub(crate) fn upload_told<T: DeserializeOwned, P: Fn(f64) + 'static>(
    call: &Call<T>,
    form: &FormData,
    told: P,
) -> impl Future<Output = Result<Answer<T>, Failure>> + use<T, P> {
    let (head, form, told) = (head(access::selected(), call), form.clone(), Rc::new(told));
    async move {
        ensure_sendable(&head)?;
        let text = renewing(async |token| once(&head, &form, token, told.clone()).await).await?;
        read(&text)
    }
}

async fn once(
    head: &Head,
    form: &FormData,
    token: Option<&str>,
    told: Rc<impl Fn(f64) + 'static>,
) -> Result<String, Failure> {
    let request = XmlHttpRequest::new().map_err(|_| Failure::Unreadable)?;
    let opened = request.open(head.method.as_str(), &head.path);
    opened.map_err(|_| Failure::Unreadable)?;
    for (name, value) in headers(head, token) {
        let set = request.set_request_header(name, &value);
        set.map_err(|_| Failure::Unreadable)?;
    }
    finished(&request, form, move |part| told(part)).await?;
    let status = request.status().map_err(|_| Failure::Offline)?;
    let text = request.response_text().ok().flatten().unwrap_or_default();
    match status {
        0 => Err(Failure::Offline),
        200..=299 => Ok(text),
        _ => {
            let header = request.get_response_header("Retry-After").ok().flatten();
            Err(refusal(&text, retry_after(header)))
        }
    }
}

/// Sends the form and waits for the end, whichever it is.
async fn finished(
    request: &XmlHttpRequest,
    form: &FormData,
    told: impl Fn(f64) + 'static,
) -> Result<(), Failure> {
    let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            told(event.loaded() / event.total());
        }
    });
    if let Ok(upload) = request.upload() {
        upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    }
    let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    let sent = request.send_with_opt_form_data(Some(form));
    sent.map_err(|_| Failure::Offline)?;
    JsFuture::from(ended).await.map_err(|_| Failure::Offline)?;
    Ok(())
}
