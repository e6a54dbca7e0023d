//! What a request brings, parsed before its handler works with it.
//!
//! The extractors never fail: they keep what is wrong until the handler asks for the value.
//! So a handler whose first argument is the caller's right refuses the wrong caller first,
//! whatever the rest of the request looks like.

use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use futures_util::StreamExt as _;
use serde::de::DeserializeOwned;
use shared::id::Version;
use shared::problem::{FieldError, Problem, ProblemCode};

use super::problem::Failure;

/// The largest JSON body, in bytes.
const MOST_BYTES: usize = 256 * 1024;

/// A JSON body.
#[derive(Debug)]
pub struct Input<T>(Result<T, Failure>);

impl<T> Input<T> {
    /// The body, or what is wrong with it.
    pub fn valid(self) -> Result<T, Failure> {
        self.0
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Input<T> {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let declared = declared_type(request);
        let length = declared_length(request);
        let mut payload = payload.take();
        Box::pin(async move {
            let read = async {
                declared?;
                if length > MOST_BYTES {
                    return Err(ProblemCode::TooLarge.into());
                }
                let body = read_body(&mut payload, MOST_BYTES).await?;
                parse_json(&body)
            };
            Ok(Self(read.await))
        })
    }
}

/// Refuses a body that is not JSON, or is compressed: requests are not decompressed.
fn declared_type(request: &HttpRequest) -> Result<(), Failure> {
    let json = ["application/json", "application/merge-patch+json"]
        .iter()
        .any(|kind| kind.eq_ignore_ascii_case(request.content_type()));
    let plain = !request.headers().contains_key(header::CONTENT_ENCODING);
    if json && plain {
        Ok(())
    } else {
        Err(ProblemCode::UnsupportedMediaType.into())
    }
}

/// How long a body says it is: one that is too long need not be read to be refused.
fn declared_length(request: &HttpRequest) -> usize {
    let length = request.headers().get(header::CONTENT_LENGTH);
    length
        .and_then(|value| value.to_str().ok()?.parse().ok())
        .unwrap_or_default()
}

/// The whole body, if it has at most so many bytes.
async fn read_body(payload: &mut Payload, most: usize) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Failure::from(ProblemCode::Malformed))?;
        if body.len().saturating_add(chunk.len()) > most {
            return Err(ProblemCode::TooLarge.into());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// The value a JSON text stands for: 400 when it is not JSON, 422 with the place when it
/// is not such a value.
fn parse_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Failure> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let value: T = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let message = error.inner().to_string();
        let repeated = message.starts_with("duplicate field");
        let readable = error.inner().is_data() || message.starts_with(OUT_OF_RANGE);
        if !readable || repeated {
            return Problem::new(ProblemCode::Malformed)
                .detail(plain(&message))
                .into();
        }
        invalid(&error.path().to_string(), &message)
    })?;
    reader
        .end()
        .map_err(|_| Failure::from(ProblemCode::Malformed))?;
    Ok(value)
}

/// How serde begins to say that a number is larger than any it knows: good JSON, and no value.
const OUT_OF_RANGE: &str = "number out of range";

/// A serde message without the place, which for a stranger is noise.
fn plain(message: &str) -> String {
    message
        .split(" at line ")
        .next()
        .unwrap_or(message)
        .to_owned()
}

/// `invalid`, where and as serde says it.
fn invalid(path: &str, message: &str) -> Failure {
    let message = plain(message);
    let (name, code) = field_code(&message);
    let mut pointer = pointer(path);
    if let Some(name) = name {
        // A field that is missing is named by serde, but is not in the path; an unknown one
        // is named by both.
        if !pointer.ends_with(&format!("/{name}")) {
            pointer.push('/');
            pointer.push_str(name);
        }
    }
    let mut problem = Problem::new(ProblemCode::Invalid);
    if code == "invalid_type" {
        problem = problem.detail(message.clone());
    }
    problem.errors.push(FieldError::new(pointer, code));
    problem.into()
}

/// The name and the code of the field that a serde message speaks of.
fn field_code(message: &str) -> (Option<&str>, &str) {
    let named = |rest: &'_ str| -> Option<usize> { rest.find('`') };
    for (start, code) in [
        ("missing field `", "required"),
        ("unknown field `", "unknown_field"),
        ("unknown variant `", "invalid_choice"),
    ] {
        if let Some(rest) = message.strip_prefix(start) {
            let name = named(rest).and_then(|end| rest.get(..end));
            return (name.filter(|_| code != "invalid_choice"), code);
        }
    }
    if message.starts_with(OUT_OF_RANGE) {
        return (None, "out_of_range");
    }
    let word = !message.is_empty() && message.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    (None, if word { message } else { "invalid_type" })
}

/// A serde path as a JSON Pointer (RFC 6901): `shifts[0].end` is `/shifts/0/end`.
fn pointer(path: &str) -> String {
    if path == "." {
        return String::new();
    }
    path.split(['.', '['])
        .filter(|step| !step.is_empty())
        .fold(String::new(), |pointer, step| {
            format!("{pointer}/{}", step.trim_end_matches(']'))
        })
}

/// The query of the address.
#[derive(Debug)]
pub struct Params<T>(Result<T, Failure>);

impl<T> Params<T> {
    /// The query, or what is wrong with it.
    pub fn valid(self) -> Result<T, Failure> {
        self.0
    }
}

impl<T: DeserializeOwned> FromRequest for Params<T> {
    type Error = Failure;
    type Future = Ready<Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(parse_query(request.query_string()))))
    }
}

fn parse_query<T: DeserializeOwned>(query: &str) -> Result<T, Failure> {
    let reader = serde_urlencoded::Deserializer::new(url::form_urlencoded::parse(query.as_bytes()));
    serde_path_to_error::deserialize(reader).map_err(|error| {
        let message = error.inner().to_string();
        if message.starts_with("unknown field") || message.starts_with("duplicate field") {
            return ProblemCode::UnknownParameter.into();
        }
        invalid(&error.path().to_string(), &message)
    })
}

/// An id in the path. What is no id names nothing, so it is not found.
#[derive(Debug)]
pub struct PathId<T>(Option<T>);

impl<T> PathId<T> {
    /// The id.
    pub fn found(self) -> Result<T, Failure> {
        self.0.ok_or_else(|| ProblemCode::NotFound.into())
    }
}

impl<T: FromStr> FromRequest for PathId<T> {
    type Error = Failure;
    type Future = Ready<Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(
            request
                .match_info()
                .get("id")
                .and_then(|text| text.parse().ok()),
        )))
    }
}

/// The version a change is made to, from `If-Match` (RFC 9110 section 13.1.1).
#[derive(Debug)]
pub struct IfMatch(Option<Option<Version>>);

impl IfMatch {
    /// The version; none when the tag is one that no row here has. Without the header, or
    /// with `*`, which would mean "whatever it is by now", the change is refused.
    pub fn required(&self) -> Result<Option<Version>, Failure> {
        self.0
            .ok_or_else(|| ProblemCode::PreconditionRequired.into())
    }
}

impl FromRequest for IfMatch {
    type Error = Failure;
    type Future = Ready<Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let tag = request
            .headers()
            .get(header::IF_MATCH)
            .map(|value| value.to_str().unwrap_or_default());
        ready(Ok(Self(
            tag.filter(|tag| *tag != "*").map(Version::from_etag),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "the fields are only there to be parsed")]
    struct Body {
        name: shared::text::Name,
        #[serde(default)]
        ids: Vec<shared::id::ShiftId>,
    }

    fn refused(json: &str) -> (u16, Vec<(String, String)>) {
        let problem = parse_json::<Body>(json.as_bytes()).unwrap_err().problem();
        (
            problem.status,
            problem
                .errors
                .into_iter()
                .map(|e| (e.pointer, e.code))
                .collect(),
        )
    }

    fn at(pointer: &str, code: &str) -> (u16, Vec<(String, String)>) {
        (422, vec![(pointer.to_owned(), code.to_owned())])
    }

    #[test]
    fn a_body_that_is_not_valid_is_told_where() {
        assert_eq!(refused("{}"), at("/name", "required"));
        assert_eq!(refused(r#"{"name":""}"#), at("/name", "required"));
        assert_eq!(
            refused(r#"{"name":"a\u0000b"}"#),
            at("/name", "forbidden_character")
        );
        assert_eq!(
            refused(r#"{"name":"a","ids":["x"]}"#),
            at("/ids/0", "invalid_id")
        );
        assert_eq!(
            refused(r#"{"name":"a","role":"ADMIN"}"#),
            at("/role", "unknown_field")
        );
        assert_eq!(refused(r#"{"name":1}"#), at("/name", "invalid_type"));
    }

    #[test]
    fn a_body_that_is_not_json_cannot_be_read() {
        for broken in [
            "",
            "{",
            "{\"name\":\"\\ud800\"}",
            "{\"name\":\"a\",\"name\":\"b\"}",
            "{\"name\":\"a\"}x",
        ] {
            assert_eq!(refused(broken).0, 400, "{broken}");
        }
        let deep = format!("{{\"name\":{}", "[".repeat(10_000));
        assert!([400, 422].contains(&refused(&deep).0));
    }

    #[test]
    fn a_query_refuses_unknown_repeated_and_wrong_parameters() {
        let code = |query| {
            let problem = parse_query::<shared::page::PageQuery>(query)
                .unwrap_err()
                .problem();
            (
                problem.status,
                problem
                    .errors
                    .first()
                    .map(|e| (e.pointer.clone(), e.code.clone())),
            )
        };
        assert_eq!(code("limit=1&limit=2"), (400, None));
        assert_eq!(code("tenant=1"), (400, None));
        for wrong in [
            "limit=0",
            "limit=201",
            "limit=-1",
            "limit=x",
            "limit=9223372036854775808",
        ] {
            assert_eq!(code(wrong).0, 422, "{wrong}");
        }
        assert_eq!(
            code("limit=0").1,
            Some(("/limit".to_owned(), "out_of_range".to_owned()))
        );
    }
}
