//! Repeating a request safely: `Idempotency-Key` on POST.
//!
//! The answer is written in the same transaction as the effect, under the caller and the
//! key. So a repeat, also after a lost answer, a crash or a new access token, is answered
//! as the first was; and a repeat that arrives while the first is being answered waits for
//! it. Answers that refuse are not kept: a repeat tries again.

mod store;

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use shared::problem::{Problem, ProblemCode};

use super::problem::Failure;
use super::reply::Answer;
use super::scope::OrgTx;

/// How long an answer is kept, in seconds: a day.
pub const KEPT_SECONDS: i64 = 24 * 60 * 60;

/// The request's `Idempotency-Key`, and which operation it is for.
#[derive(Debug)]
pub struct Idempotency {
    key: Result<Option<String>, Failure>,
    operation: String,
}

impl Idempotency {
    /// Refuses a key that is none, where nothing is to be kept under it.
    pub fn ensure_valid(&self) -> Result<(), Failure> {
        match &self.key {
            Ok(_) => Ok(()),
            Err(refused) => Err(refused.problem().into()),
        }
    }
}

impl FromRequest for Idempotency {
    type Error = Failure;
    type Future = Ready<Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request
            .headers()
            .get("idempotency-key")
            .map(|value| parse(value.to_str().ok()));
        ready(Ok(Self {
            key: header.transpose(),
            operation: format!("{} {}", request.method(), request.path()),
        }))
    }
}

/// A key: 1 to 255 visible ASCII characters, as a structured-field string (`"..."`) or bare.
fn parse(header: Option<&str>) -> Result<String, Failure> {
    let bare = header.map(|text| {
        text.strip_prefix('"')
            .and_then(|t| t.strip_suffix('"'))
            .unwrap_or(text)
    });
    match bare {
        Some(key)
            if (1..=255).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic()) =>
        {
            Ok(key.to_owned())
        }
        _ => Err(Problem::field("/Idempotency-Key", "invalid_format").into()),
    }
}

/// Runs `work` unless this caller's key was used before.
pub(super) async fn once(
    tx: &OrgTx,
    idempotency: &Idempotency,
    input: &impl Serialize,
    work: impl AsyncFnOnce(&OrgTx) -> Answer,
) -> Answer {
    let key = match &idempotency.key {
        Ok(Some(key)) => key,
        Ok(None) => return work(tx).await,
        Err(refused) => return Err(refused.problem().into()),
    };
    let fingerprint = fingerprint(&idempotency.operation, input)?;
    match store::claim(tx, key, &fingerprint).await? {
        store::Claim::Mine => {
            let reply = work(tx).await?;
            store::keep(tx, key, &reply).await?;
            Ok(reply)
        }
        store::Claim::Answered(reply) => Ok(reply),
        store::Claim::OtherRequest => Err(ProblemCode::IdempotencyMismatch.into()),
    }
}

/// What tells one request from another under the same key.
fn fingerprint(operation: &str, input: &impl Serialize) -> Result<String, Failure> {
    let mut digest = ring::digest::Context::new(&ring::digest::SHA256);
    digest.update(operation.as_bytes());
    digest.update(&serde_json::to_vec(input).map_err(anyhow::Error::from)?);
    Ok(URL_SAFE_NO_PAD.encode(digest.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_taken_quoted_or_bare() {
        assert_eq!(parse(Some("abc")).unwrap(), "abc");
        assert_eq!(parse(Some("\"abc\"")).unwrap(), "abc");
        let long = "x".repeat(256);
        for bad in [None, Some(""), Some("a b"), Some(long.as_str())] {
            assert!(parse(bad).is_err(), "{bad:?}");
        }
    }
}
