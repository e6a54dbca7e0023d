//! What every answer carries, whoever gave it: the policy headers, and the request's id.

use actix_web::body::{BoxBody, MessageBody, to_bytes_limited};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::ConnectionType;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{HttpMessage as _, HttpResponse, web};
use shared::problem::{Problem, ProblemCode};
use tracing_actix_web::RequestId;

use crate::state::AppState;

/// The policy of the web app's document (CASES.md section 5). Where files lie in a bucket, `media` is
/// its origin, which the app reads pictures from.
fn document_policy(media: Option<&str>) -> String {
    let media = media.map(|origin| format!(" {origin}")).unwrap_or_default();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
        img-src 'self' blob:{media}; font-src 'self'; connect-src 'self'{media}; manifest-src 'self'; \
        worker-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    )
}

/// The policy of the page that shows the API document: its viewer styles itself.
const DOCS_POLICY: &str = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The policy of everything that is data.
const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// The headers that are the same everywhere.
const EVERYWHERE: [(&str, &str); 7] = [
    (
        "strict-transport-security",
        "max-age=63072000; includeSubDomains",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
];

/// Adds the headers, and the request's id to a problem.
pub async fn policies(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let path = request.path().to_owned();
    let id = request
        .extensions()
        .get::<RequestId>()
        .map(ToString::to_string);
    let state = request.app_data::<web::Data<AppState>>();
    let over_tls = state.is_some_and(|state| state.config.over_tls());
    let media = state.and_then(|state| state.config.media.origin());
    let upgrade = if over_tls {
        Upgrade::ToTls
    } else {
        Upgrade::No
    };
    let policy = policy(&path, media.as_deref(), upgrade);
    match next.call(request).await {
        Ok(response) => {
            let (request, response) = response.into_parts();
            let response = finish(response.map_into_boxed_body(), &policy, id).await;
            Ok(ServiceResponse::new(request, response))
        }
        // An error that no handler answered, with no request left to answer it to: the server
        // makes its answer of the response that it carries.
        Err(error) => {
            let response = finish(error.error_response(), &policy, id).await;
            Err(InternalError::from_response(error, response).into())
        }
    }
}

async fn finish(mut response: HttpResponse, policy: &str, id: Option<String>) -> HttpResponse {
    set_policies(response.headers_mut(), policy);
    match id {
        Some(id) => {
            set(response.headers_mut(), "x-request-id", &id);
            name_request(response, id).await
        }
        None => response,
    }
}

/// Whether browsers are told to ask for everything over TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Upgrade {
    ToTls,
    /// A development server, which has no TLS to upgrade to.
    No,
}

/// What the browser may do with an answer at this path.
fn policy(path: &str, media: Option<&str>, upgrade: Upgrade) -> String {
    let policy = if path == "/app" || path.starts_with("/app/") {
        document_policy(media)
    } else if path.starts_with("/docs") {
        DOCS_POLICY.to_owned()
    } else {
        DATA_POLICY.to_owned()
    };
    if upgrade == Upgrade::ToTls {
        format!("{policy}; upgrade-insecure-requests")
    } else {
        policy
    }
}

fn set_policies(headers: &mut HeaderMap, policy: &str) {
    for (name, value) in EVERYWHERE {
        set(headers, name, value);
    }
    set(headers, "content-security-policy", policy);
    if !headers.contains_key(header::CACHE_CONTROL) {
        set(headers, "cache-control", "no-store");
    }
}

fn set(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(HeaderName::from_static(name), value);
    }
}

/// Writes the request's id into a problem answer, so that whoever shows it can be helped.
async fn name_request(response: HttpResponse, id: String) -> HttpResponse {
    /// Far more than any problem of ours is long.
    const MOST_BYTES: usize = 1024 * 1024;
    let kind = response.headers().get(header::CONTENT_TYPE);
    if kind.is_none_or(|kind| kind.as_bytes() != b"application/problem+json") {
        return response;
    }
    let (response, body) = response.into_parts();
    let named = match to_bytes_limited(body, MOST_BYTES).await {
        Ok(Ok(bytes)) => {
            serde_json::from_slice::<Problem>(&bytes).map_or(bytes.clone(), |problem| {
                let named = Problem {
                    request_id: Some(id),
                    ..problem
                };
                serde_json::to_vec(&named).map_or(bytes, Into::into)
            })
        }
        _ => web::Bytes::new(),
    };
    response.set_body(BoxBody::new(named))
}

/// The most bytes of a request's header fields: a quarter of what the server would read.
const MOST_HEADER_BYTES: usize = 32 * 1024;

/// Refuses requests whose header fields are longer than any of ours, and ends their connection.
pub async fn bounded(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let bytes: usize = request
        .headers()
        .iter()
        .map(|(name, value)| name.as_str().len().saturating_add(value.len()))
        .sum();
    if bytes <= MOST_HEADER_BYTES {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    let problem = Problem::new(ProblemCode::Malformed).detail("The header fields are too long");
    let mut response = super::problem::answer(&problem);
    response
        .head_mut()
        .set_connection_type(ConnectionType::Close);
    Ok(request.into_response(response).map_into_right_body())
}

/// Refuses requests for hosts that are not this server, when the settings say which it is:
/// a link or a cached page must never carry a name that somebody else chose.
pub async fn known_host(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let state = request.app_data::<web::Data<AppState>>();
    let expected = state.and_then(|state| host_of(state.config.base_url.as_ref()?));
    let probe = super::health::is_probe(request.path());
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|value| value.to_str().ok());
    if let Some(expected) = expected
        && !probe
        && !host.is_some_and(|host| host.eq_ignore_ascii_case(&expected))
    {
        let response = super::problem::answer(&Problem::new(ProblemCode::Misdirected));
        return Ok(request.into_response(response).map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}

/// The `Host` of a URL: with the port, unless it is the scheme's own.
fn host_of(url: &url::Url) -> Option<String> {
    let host = url.host_str()?;
    Some(
        url.port()
            .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")),
    )
}
