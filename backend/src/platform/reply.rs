//! The answer of an operation that was done.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::{Deserialize, Serialize};
use shared::id::Version;

use super::problem::Failure;

/// What a handler returns.
pub type Answer = Result<Reply, Failure>;

/// An answer that can be written down, so that a repeated request gets the same one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    status: u16,
    etag: Option<String>,
    location: Option<String>,
    link: Option<String>,
    body: Option<serde_json::Value>,
}

impl Reply {
    fn of(status: StatusCode, body: &impl Serialize) -> Answer {
        let body = serde_json::to_value(body).map_err(anyhow::Error::from)?;
        Ok(Self {
            status: status.as_u16(),
            etag: None,
            location: None,
            link: None,
            body: Some(body),
        })
    }

    /// 200 with a body.
    pub fn ok(body: &impl Serialize) -> Answer {
        Self::of(StatusCode::OK, body)
    }

    /// 201 with the thing made, and where it is from now on.
    pub fn created(location: String, body: &impl Serialize) -> Answer {
        Self::of(StatusCode::CREATED, body).map(|reply| Self {
            location: Some(location),
            ..reply
        })
    }

    /// 201 with things made, which have no one address.
    pub fn made(body: &impl Serialize) -> Answer {
        Self::of(StatusCode::CREATED, body)
    }

    /// 204: done, and nothing to say.
    pub const fn done() -> Answer {
        Ok(Self {
            status: 204,
            etag: None,
            location: None,
            link: None,
            body: None,
        })
    }

    /// The same answer with the version of the row it shows.
    #[must_use]
    pub fn at(self, version: Version) -> Self {
        Self {
            etag: Some(version.etag()),
            ..self
        }
    }

    /// The same answer with where the list goes on (RFC 8288).
    #[must_use]
    pub fn linking_next(self, link: Option<String>) -> Self {
        Self { link, ..self }
    }

    /// The answer as a response, for a handler that adds to it.
    #[must_use]
    pub fn response(self) -> HttpResponse {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let mut response = HttpResponse::build(status);
        for (name, value) in [
            (header::ETAG, self.etag),
            (header::LOCATION, self.location),
            (header::LINK, self.link),
        ] {
            if let Some(value) = value {
                response.insert_header((name, value));
            }
        }
        match self.body {
            Some(body) => response.json(body),
            None => response.finish(),
        }
    }
}

/// Whether the asker has this content already: `If-None-Match` names its tag (RFC 9110).
#[must_use]
pub fn unchanged(request: &HttpRequest, etag: &str) -> bool {
    let same = |tag: &str| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag;
    request
        .headers()
        .get_all(header::IF_NONE_MATCH)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|tags| tags.split(','))
        .any(|tag| same(tag.trim()))
}

impl Responder for Reply {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        self.response()
    }
}
