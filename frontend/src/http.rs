//! The only place that talks to the server.
//!
//! [`send`] sends a [`Call`] with the access token and the organisation that the page is of,
//! renews the token when it is about to expire, and says what went wrong in three words: the
//! server refused ([`Failure::Problem`]), was not reached ([`Failure::Offline`]), or answered
//! what is not an answer of this API ([`Failure::Unreadable`]).

mod access;
mod events;
mod progress;

use std::cell::Cell;
use std::future::Future;

use gloo_net::http::{Request, RequestBuilder, Response};
use serde::de::DeserializeOwned;
use shared::call::{Call, Method};
use shared::id::OrgId;
use shared::page::{Limit, Page, PageQuery};
use shared::problem::{Problem, ProblemCode};
use web_sys::FormData;

pub(crate) use access::{keep, on_lost, renew, select};
pub(crate) use events::{Events, events, sleep};
pub(crate) use progress::upload_told;

thread_local! {
    /// Whether anything may be written now.
    static WRITES: Cell<bool> = const { Cell::new(true) };
}

/// What the server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer<T> {
    /// The body.
    pub(crate) body: T,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Failure {
    /// The server refused.
    Problem(Box<Problem>),
    /// The server refuses to be asked so often: ask again in so many seconds.
    TooMany(u32),
    /// The server was not reached.
    Offline,
    /// What answered is not this API, or is another version of it.
    Unreadable,
}

impl Failure {
    /// The stable code, when the server gave one.
    #[must_use]
    pub(crate) fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            Self::TooMany(_) => Some(ProblemCode::TooMany),
            Self::Offline | Self::Unreadable => None,
        }
    }
}

impl From<ProblemCode> for Failure {
    fn from(code: ProblemCode) -> Self {
        Self::Problem(Box::new(Problem::new(code)))
    }
}

/// What is sent besides the call.
enum Body {
    /// The JSON of the call, or nothing.
    Json(Option<String>),
    /// A form with a file in it.
    Form(FormData),
}

/// Sends a call. The organisation is the one selected when this is called, not when it runs.
pub(crate) fn send<T: DeserializeOwned>(
    call: Call<T>,
) -> impl Future<Output = Result<Answer<T>, Failure>> {
    send_in(access::selected(), call)
}

/// Sends a call if there is one to send, as while a form is half filled in there is not.
pub(crate) fn send_some<T: DeserializeOwned>(
    call: Option<Call<T>>,
) -> impl Future<Output = Result<Option<T>, Failure>> {
    let answer = call.map(send);
    async {
        match answer {
            Some(answer) => Ok(Some(answer.await?.body)),
            None => Ok(None),
        }
    }
}

/// Sends a call for another organisation than the selected one.
pub(crate) fn send_in<T: DeserializeOwned>(
    org: Option<OrgId>,
    call: Call<T>,
) -> impl Future<Output = Result<Answer<T>, Failure>> {
    let body = call.body.as_ref().map(ToString::to_string);
    let answer = exchange(head(org, &call), Body::Json(body));
    async { read(&answer.await?) }
}

/// Sends a call with a form in the place of its body, for a file is in it.
pub(crate) fn upload<T: DeserializeOwned>(
    call: &Call<T>,
    form: &FormData,
) -> impl Future<Output = Result<Answer<T>, Failure>> + use<T> {
    let head = head(access::selected(), call);
    let answer = exchange(head, Body::Form(form.clone()));
    async { read(&answer.await?) }
}

/// Every row of a list, page after page, for what must show or offer all of it.
pub(crate) async fn every<T: DeserializeOwned>(
    list: impl Fn(&PageQuery) -> Call<Page<T>>,
) -> Result<Vec<T>, Failure> {
    let mut query = PageQuery {
        limit: Some(Limit::MOST),
        cursor: None,
    };
    let mut rows = Vec::new();
    loop {
        let page = send(list(&query)).await?.body;
        rows.extend(page.items);
        match page.next_cursor {
            Some(cursor) => query.cursor = Some(cursor),
            None => return Ok(rows),
        }
    }
}

/// A call without its body and the type of its answer.
struct Head {
    method: Method,
    path: String,
    headers: Vec<(&'static str, String)>,
    org: Option<OrgId>,
}

fn head<T>(org: Option<OrgId>, call: &Call<T>) -> Head {
    let mut headers = Vec::new();
    headers.extend(call.if_match.map(|version| ("If-Match", version.etag())));
    headers.extend(
        call.idempotency_key
            .clone()
            .map(|key| ("Idempotency-Key", key)),
    );
    Head {
        method: call.method,
        path: call.path.clone(),
        headers,
        org,
    }
}

/// Sends what changes something from now on, or refuses it at once: while the server cannot be
/// reached, nothing is kept for later.
pub(crate) fn allow_writes(allowed: bool) {
    WRITES.set(allowed);
}

/// That this may be sent now.
fn ensure_sendable(head: &Head) -> Result<(), Failure> {
    if head.method == Method::Get || WRITES.get() {
        Ok(())
    } else {
        Err(Failure::Offline)
    }
}

/// Whether the server answers.
pub(crate) async fn is_there() -> bool {
    let answer = Request::get("/livez").send().await;
    answer.is_ok_and(|answer| answer.ok())
}

async fn exchange(head: Head, body: Body) -> Result<String, Failure> {
    ensure_sendable(&head)?;
    renewing(async |token| once(&head, &body, token).await).await
}

/// Asks as whoever is signed in. A membership or a session may end at any time, and a clock may be
/// off: a token that was good a moment ago is worth one renewal.
async fn renewing<T>(
    attempt: impl AsyncFn(Option<&str>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let token = access::token().await?;
    match attempt(token.as_deref()).await {
        Err(failure) if token.is_some() && failure.code() == Some(ProblemCode::Unauthenticated) => {
            let token = renew().await?;
            attempt(Some(&token)).await
        }
        answer => answer,
    }
}

/// What every request says, of itself and of who sends it.
fn headers(head: &Head, token: Option<&str>) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        ("Accept", "application/json".to_owned()),
        ("X-Requested-With", "callboard".to_owned()),
    ];
    headers.extend(token.map(|token| ("Authorization", format!("Bearer {token}"))));
    headers.extend(head.org.map(|org| ("X-Org-Id", org.to_string())));
    headers.extend(head.headers.iter().cloned());
    headers
}

/// A request without its body, with all that says where it goes and who sends it.
fn addressed(head: &Head, token: Option<&str>) -> RequestBuilder {
    let headers = headers(head, token).into_iter();
    let request = method(head.method, &head.path);
    headers.fold(request, |request, (name, value)| {
        request.header(name, &value)
    })
}

async fn once(head: &Head, body: &Body, token: Option<&str>) -> Result<String, Failure> {
    let request = addressed(head, token);
    let request = match body {
        Body::Json(None) => request.build(),
        Body::Json(Some(json)) => request
            .header("Content-Type", "application/json")
            .body(json.as_str()),
        Body::Form(form) => request.body(form.clone()),
    };
    answered(request.map_err(|_| Failure::Unreadable)?).await
}

fn method(method: Method, path: &str) -> RequestBuilder {
    // The app's own cookie names a session only to the operations that renew and end it.
    match method {
        Method::Get => Request::get(path),
        Method::Post => Request::post(path),
        Method::Put => Request::put(path),
        Method::Patch => Request::patch(path),
        Method::Delete => Request::delete(path),
    }
}

async fn answered(request: Request) -> Result<String, Failure> {
    let response = request.send().await.map_err(|_| Failure::Offline)?;
    if !response.ok() {
        return Err(refused(response).await);
    }
    response.text().await.map_err(|_| Failure::Offline)
}

/// Why the server refused.
async fn refused(response: Response) -> Failure {
    let retry_after = retry_after(response.headers().get("Retry-After"));
    let Ok(text) = response.text().await else {
        return Failure::Offline;
    };
    refusal(&text, retry_after)
}

/// Why the server refused, by what it said.
fn refusal(text: &str, retry_after: u32) -> Failure {
    match serde_json::from_str::<Problem>(text) {
        Ok(problem) if problem.code == ProblemCode::TooMany => Failure::TooMany(retry_after),
        Ok(problem) => Failure::Problem(Box::new(problem)),
        Err(_) => Failure::Unreadable,
    }
}

/// The seconds to wait, a minute where the answer does not say.
fn retry_after(header: Option<String>) -> u32 {
    header
        .and_then(|seconds| seconds.parse().ok())
        .unwrap_or(60)
}

fn read<T: DeserializeOwned>(text: &str) -> Result<Answer<T>, Failure> {
    let text = if text.is_empty() { "null" } else { text };
    let body = serde_json::from_str(text).map_err(|_| Failure::Unreadable)?;
    Ok(Answer { body })
}
