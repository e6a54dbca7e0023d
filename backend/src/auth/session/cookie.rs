//! The cookie that holds the refresh token. No operation but refreshing and signing out looks
//! at it, so no other site can make a browser do anything with it.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use shared::problem::ProblemCode;

use super::rotation::ABSOLUTE_SECONDS;
use crate::config::Config;
use crate::platform::problem::Failure;

/// Its name: the prefix makes browsers hold it to this host, over TLS, for every path.
const fn name(config_over_tls: Transport) -> &'static str {
    match config_over_tls {
        Transport::Tls => "__Host-rt",
        Transport::Plain => "rt",
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Transport {
    Tls,
    /// A development server on this machine, where the prefix is not to be had.
    Plain,
}

fn transport(config: &Config) -> Transport {
    if config.over_tls() {
        Transport::Tls
    } else {
        Transport::Plain
    }
}

fn cookie(config: &Config, value: String) -> Cookie<'static> {
    let transport = transport(config);
    Cookie::build(name(transport), value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(transport == Transport::Tls)
        .finish()
}

/// Gives the browser a token.
pub(super) fn set(
    response: &mut HttpResponse,
    config: &Config,
    token: &str,
) -> Result<(), Failure> {
    let mut cookie = cookie(config, token.to_owned());
    cookie.set_max_age(Duration::seconds(ABSOLUTE_SECONDS));
    response.add_cookie(&cookie).map_err(anyhow::Error::from)?;
    Ok(())
}

/// Takes it back.
pub(super) fn clear(response: &mut HttpResponse, config: &Config) -> Result<(), Failure> {
    let mut cookie = cookie(config, String::new());
    cookie.set_max_age(Duration::ZERO);
    response.add_cookie(&cookie).map_err(anyhow::Error::from)?;
    Ok(())
}

/// The token that a request of our own web app brings. One that another site made is refused.
pub(super) fn read(request: &HttpRequest, config: &Config) -> Result<Option<String>, Failure> {
    let text = |name: &str| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    let marked = request.headers().contains_key("x-requested-with");
    let same_site =
        text("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none");
    let same_origin =
        text(header::ORIGIN.as_str()).is_none_or(|origin| ours(origin, text("host"), config));
    if !(marked && same_site && same_origin) {
        return Err(ProblemCode::ForeignOrigin.into());
    }
    Ok(request
        .cookie(name(transport(config)))
        .map(|cookie| cookie.value().to_owned()))
}

/// Whether an origin is this server's: the configured one, or where none is set, the host that
/// the request itself was sent to.
fn ours(origin: &str, host: Option<&str>, config: &Config) -> bool {
    match &config.base_url {
        Some(_) => origin == config.origin(),
        None => host.is_some_and(|host| origin == format!("http://{host}")),
    }
}
