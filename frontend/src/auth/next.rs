//! Where one goes after signing in.

use leptos_router::params::ParamsMap;
use shared::auth::own_page;
use web_sys::js_sys::encode_uri_component;

/// The name of the parameter.
const NEXT: &str = "next";

/// The address of the page that signs in and then leads to `next`, a path of the app.
pub(crate) fn sign_in_path(next: &str) -> String {
    match next {
        "" | "/" | "/app" | "/app/" => "/app/sign-in".to_owned(),
        next => format!(
            "/app/sign-in?{NEXT}={}",
            String::from(encode_uri_component(next))
        ),
    }
}

/// Where the address asks to be led, if that is a page of the app; else to where it begins.
pub(super) fn next(query: &ParamsMap) -> String {
    let asked = query.get(NEXT);
    let own = asked.as_deref().and_then(own_page);
    own.unwrap_or("/app").to_owned()
}
