//! The file and the fields of an import, as `multipart/form-data` (RFC 7578).

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use futures_util::StreamExt as _;
use shared::problem::{FieldError, Problem, ProblemCode};
use utoipa::ToSchema;

use crate::platform::problem::Failure;

/// The most bytes of all parts together.
const MOST_BYTES: usize = 5 * 1024 * 1024;

/// The most parts that are looked at.
const MOST_PARTS: usize = 32;

/// The parts that an import knows.
const KNOWN: [&str; 6] = ["file", "mission_id", "role", "kind", "person_id", "status"];

/// The form of an import, for the document.
#[derive(ToSchema)]
#[expect(dead_code, reason = "the struct only describes a form to the document")]
pub(super) struct ImportForm {
    /// The calendar, at most 5 MB.
    #[schema(value_type = String, format = Binary, content_media_type = "text/calendar")]
    file: Vec<u8>,
    /// The mission that the shifts are worked for.
    mission_id: shared::id::MissionId,
    /// What is done on them.
    role: shared::text::Label,
    /// What kind of work they are.
    kind: shared::shifts::ShiftKind,
    /// Who works them; nobody yet when absent.
    person_id: Option<shared::id::UserId>,
    /// How final they are; drafts unless said.
    status: Option<shared::shifts::ShiftStatus>,
}

/// The parts of a form, each known one once.
#[derive(Debug, Default)]
pub(super) struct Parts(BTreeMap<String, Vec<u8>>);

impl Parts {
    /// Takes a part out.
    pub(super) fn take(&mut self, name: &str) -> Option<Vec<u8>> {
        self.0.remove(name)
    }
}

/// The form of a request. Reading it never fails: what is wrong waits until the handler
/// asks, so that a caller without the right is told that first.
#[derive(Debug)]
pub(super) struct Upload(Result<Parts, Failure>);

impl Upload {
    /// The parts, or what is wrong with them.
    pub(super) fn valid(self) -> Result<Parts, Failure> {
        self.0
    }
}

impl FromRequest for Upload {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let form = request
            .content_type()
            .eq_ignore_ascii_case("multipart/form-data");
        let plain = !request.headers().contains_key(header::CONTENT_ENCODING);
        if !form || !plain {
            return Box::pin(async { Ok(Self(Err(ProblemCode::UnsupportedMediaType.into()))) });
        }
        let multipart = Multipart::new(request.headers(), payload.take());
        Box::pin(async move { Ok(Self(parts(multipart).await)) })
    }
}

async fn parts(mut multipart: Multipart) -> Result<Parts, Failure> {
    let mut parts = Parts::default();
    let mut room = MOST_BYTES;
    let mut unknown = Vec::new();
    let mut count = 0;
    while let Some(field) = multipart.next().await {
        let mut field = field.map_err(broken)?;
        count += 1;
        if count > MOST_PARTS {
            return Err(ProblemCode::Malformed.into());
        }
        let name: String = field.name().unwrap_or_default().chars().take(80).collect();
        let content = content(&mut field, &mut room).await?;
        if !KNOWN.contains(&name.as_str()) || parts.0.contains_key(&name) {
            unknown.push(FieldError::new(format!("/{name}"), "unknown_field"));
        } else {
            parts.0.insert(name, content);
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
