//! Pictures that the browser keeps, by what they are: a second visit fetches none.

use js_sys::Reflect;
use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Cache, CacheStorage, Request, Response, Url};

/// What the browser calls the place.
const PLACE: &str = "media";

/// The browser's caches. It has none where the page did not come over TLS.
fn caches() -> Option<CacheStorage> {
    let caches = Reflect::get(&window(), &JsValue::from_str("caches")).ok()?;
    caches.dyn_into().ok()
}

async fn cache() -> Option<Cache> {
    let opened = JsFuture::from(caches()?.open(PLACE)).await.ok()?;
    opened.dyn_into().ok()
}

/// An address for this page alone of the picture that is kept under a key; fetched from `url`
/// the first time.
pub(super) async fn picture(key: &str, url: &str) -> Option<String> {
    let cache = cache().await?;
    let found = JsFuture::from(cache.match_with_str(key)).await.ok()?;
    let response: Response = match found.dyn_into() {
        Ok(found) => found,
        Err(_) => {
            let fetched = JsFuture::from(window().fetch_with_str(url)).await.ok()?;
            let fetched: Response = fetched.dyn_into().ok()?;
            if !fetched.ok() {
                return None;
            }
            // A browser that has no room fetches it again next time.
            let _ = JsFuture::from(cache.put_with_str(key, &fetched.clone().ok()?)).await;
            fetched
        }
    };
    let blob = JsFuture::from(response.blob().ok()?).await.ok()?;
    Url::create_object_url_with_blob(&blob.dyn_into::<Blob>().ok()?).ok()
}

/// Lets go of what begins so and is not one of these any more.
pub(super) async fn only(start: &str, keys: &[String]) {
    let Some(cache) = cache().await else { return };
    let Ok(kept) = JsFuture::from(cache.keys()).await else {
        return;
    };
    for request in js_sys::Array::from(&kept).iter() {
        let Ok(request) = request.dyn_into::<Request>() else {
            continue;
        };
        let address = request.url();
        let path = address.find("/app/").and_then(|at| address.get(at..));
        if path.is_some_and(|path| path.starts_with(start) && !keys.iter().any(|key| key == path)) {
            let _ = JsFuture::from(cache.delete_with_request(&request)).await;
        }
    }
}

/// Lets go of everything: whoever uses the browser next sees nobody's picture.
pub(crate) fn forget() {
    if let Some(caches) = caches() {
        let gone = caches.delete(PLACE);
        spawn_local(async move {
            // Gone, or never there.
            let _ = JsFuture::from(gone).await;
        });
    }
}
