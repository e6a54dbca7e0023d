//! Files and fields that come as `multipart/form-data` (RFC 7578).

use std::collections::BTreeMap;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::str::FromStr;
use std::time::Duration;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use futures_util::StreamExt as _;
use shared::problem::{FieldError, Problem, ProblemCode};
use tokio::sync::Semaphore;

use super::problem::Failure;

/// The most parts that are looked at.
const MOST_PARTS: usize = 32;

/// How many forms this process holds at once, from the first part to the answer, so that their
/// memory has a bound.
static TURNS: Semaphore = Semaphore::const_new(8);

/// How long a form may wait for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a form may take to arrive: 20 MB on a slow line.
const ARRIVAL: Duration = Duration::from_secs(5 * 60);

/// What an operation takes.
pub trait Shape {
    /// The most bytes of all parts together.
    const MOST_BYTES: usize;
    /// The names of the parts that it knows.
    const KNOWN: &'static [&'static str];
}

/// A part of a form.
#[derive(Debug)]
pub struct Part {
    /// Its bytes.
    pub content: Vec<u8>,
    /// What the caller calls the file.
    pub file_name: Option<String>,
}

/// The parts of a form, each known one once.
#[derive(Debug, Default)]
pub struct Parts(BTreeMap<String, Part>);

impl Parts {
    /// Takes out the part that is a file, which has at least one byte.
    pub fn file(&mut self, name: &str) -> Result<Part, FieldError> {
        self.0
            .remove(name)
            .filter(|part| !part.content.is_empty())
            .ok_or_else(|| FieldError::new(format!("/{name}"), "required"))
    }

    /// The value of a part.
    pub fn required<T: FromStr<Err: ToString>>(
        &mut self,
        name: &str,
        code: &str,
    ) -> Result<T, FieldError> {
        self.optional(name, code)?
            .ok_or_else(|| FieldError::new(format!("/{name}"), "required"))
    }

    /// The value of a part, which an empty one does not have. Without a `code` of its own the
    /// error says what is wrong.
    pub fn optional<T: FromStr<Err: ToString>>(
        &mut self,
        name: &str,
        code: &str,
    ) -> Result<Option<T>, FieldError> {
        let wrong = |code: &str| FieldError::new(format!("/{name}"), code);
        let Some(part) = self.0.remove(name) else {
            return Ok(None);
        };
        let text = String::from_utf8(part.content).map_err(|_| wrong("invalid_format"))?;
        if text.trim().is_empty() {
            return Ok(None);
        }
        let value = text.parse().map_err(|error: T::Err| {
            if code.is_empty() {
                wrong(&error.to_string())
            } else {
                wrong(code)
            }
        });
        value.map(Some)
    }
}

/// The form of a request. Reading it never fails: what is wrong waits until the handler
/// asks, so that a caller without the right is told that first.
#[derive(Debug)]
pub struct Form<S>(Result<Parts, Failure>, PhantomData<S>);

impl<S> Form<S> {
    /// The parts, or what is wrong with them.
    pub fn valid(self) -> Result<Parts, Failure> {
        self.0
    }
}

impl<S: Shape + 'static> FromRequest for Form<S> {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let form = request
            .content_type()
            .eq_ignore_ascii_case("multipart/form-data");
        let plain = !request.headers().contains_key(header::CONTENT_ENCODING);
        if !form || !plain {
            let refused = Err(ProblemCode::UnsupportedMediaType.into());
            return Box::pin(async { Ok(Self(refused, PhantomData)) });
        }
        let multipart = Multipart::new(request.headers(), payload.take());
        let request = request.clone();
        Box::pin(async move { Ok(Self(read::<S>(&request, multipart).await, PhantomData)) })
    }
}

async fn read<S: Shape>(request: &HttpRequest, multipart: Multipart) -> Result<Parts, Failure> {
    let turn = tokio::time::timeout(PATIENCE, TURNS.acquire()).await;
    let turn = turn
        .map_err(|_| Failure::Busy)?
        .map_err(anyhow::Error::from)?;
    // What was read is in memory until the request is answered, and so long it has its turn.
    request.extensions_mut().insert(turn);
    tokio::time::timeout(ARRIVAL, parts::<S>(multipart))
        .await
        .map_err(|_| Failure::from(ProblemCode::Malformed))?
}

async fn parts<S: Shape>(mut multipart: Multipart) -> Result<Parts, Failure> {
    let mut parts = Parts::default();
    let mut room = S::MOST_BYTES;
    let mut unknown = Vec::new();
    let mut count = 0;
    while let Some(field) = multipart.next().await {
        let mut field = field.map_err(broken)?;
        count += 1;
        if count > MOST_PARTS {
            return Err(ProblemCode::Malformed.into());
        }
        let name: String = field.name().unwrap_or_default().chars().take(80).collect();
        let file_name = field
            .content_disposition()
            .and_then(|disposition| disposition.get_filename())
            .map(str::to_owned);
        let content = content(&mut field, &mut room).await?;
        if !S::KNOWN.contains(&name.as_str()) || parts.0.contains_key(&name) {
            unknown.push(FieldError::new(format!("/{name}"), "unknown_field"));
        } else {
            parts.0.insert(name, Part { content, file_name });
        }
    }
    if unknown.is_empty() {
        return Ok(parts);
    }
    let mut problem = Problem::new(ProblemCode::Invalid);
    problem.errors = unknown;
    Err(problem.into())
}

/// The bytes of a part, as long as there is room for them.
async fn content(field: &mut Field, room: &mut usize) -> Result<Vec<u8>, Failure> {
    let mut content = Vec::new();
    while let Some(chunk) = field.next().await {
        let chunk = chunk.map_err(broken)?;
        *room = room.checked_sub(chunk.len()).ok_or(ProblemCode::TooLarge)?;
        content.extend_from_slice(&chunk);
    }
    Ok(content)
}

fn broken(error: MultipartError) -> Failure {
    tracing::debug!(%error, "a form cannot be read");
    ProblemCode::Malformed.into()
}
