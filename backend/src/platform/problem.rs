//! Why a request was not done, on its way to a problem answer (RFC 9457).

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use sea_orm::{DbErr, RuntimeErr, SqlErr};
use shared::problem::{Problem, ProblemCode};

/// The error of every handler, rule and store.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What the caller should know.
    #[error("{0}")]
    Problem(Box<Problem>),
    /// The caller asks too often.
    #[error("too many requests, retry after {retry_after} s")]
    TooMany {
        /// Seconds until another try makes sense.
        retry_after: u64,
    },
    /// The database has no place for the request just now.
    #[error("the database is busy")]
    Busy,
    /// The store of pictures and documents does not answer. The cause is logged once.
    #[error("the media store is down: {0:#}")]
    StoreDown(anyhow::Error),
    /// A row broke a named constraint of the schema.
    #[error("constraint: {0}")]
    Constraint(String),
    /// Our fault. The cause is logged once, and never answered.
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

impl Failure {
    /// The problem of this failure, as it is answered.
    #[must_use]
    pub fn problem(&self) -> Problem {
        match self {
            Self::Problem(problem) => problem.as_ref().clone(),
            Self::TooMany { .. } => Problem::new(ProblemCode::TooMany),
            Self::Busy => Problem::new(ProblemCode::Unavailable),
            Self::StoreDown(_) => Problem::new(ProblemCode::Unavailable)
                .detail("Pictures and documents cannot be stored or read just now"),
            Self::Constraint(_) => Problem::new(ProblemCode::Conflict),
            Self::Internal(_) => Problem::new(ProblemCode::Internal),
        }
    }
}

/// Refuses by the fields that are not right, if there are any.
pub fn ensure_none(problem: Problem) -> Result<(), Failure> {
    match problem.errors.is_empty() {
        true => Ok(()),
        false => Err(problem.into()),
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl From<ProblemCode> for Failure {
    fn from(code: ProblemCode) -> Self {
        Problem::new(code).into()
    }
}

impl From<shared::problem::FieldError> for Failure {
    fn from(error: shared::problem::FieldError) -> Self {
        let mut problem = Problem::new(ProblemCode::Invalid);
        problem.errors.push(error);
        problem.into()
    }
}

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Self {
        if let Some(
            SqlErr::UniqueConstraintViolation(text) | SqlErr::ForeignKeyConstraintViolation(text),
        ) = error.sql_err()
        {
            return Self::Constraint(text);
        }
        match &error {
            DbErr::ConnectionAcquire(_) => Self::Busy,
            DbErr::Exec(RuntimeErr::SqlxError(cause))
            | DbErr::Query(RuntimeErr::SqlxError(cause))
                if gives_way(&cause.to_string()) =>
            {
                Self::Busy
            }
            _ => Self::Internal(error.into()),
        }
    }
}

/// Whether the database gave way to another transaction rather than refused this one:
/// a lock that was not had in time, a deadlock, or a serialisation failure.
fn gives_way(cause: &str) -> bool {
    [
        "database is locked",
        "deadlock detected",
        "could not serialize",
        "lock timeout",
        "statement timeout",
    ]
    .iter()
    .any(|sign| cause.contains(sign))
}

/// Reads a broken constraint as what it means.
pub trait OnConstraint<T> {
    /// When the schema's constraint of this name (or, as SQLite says it, on this column)
    /// was broken, the failure is this problem.
    fn on_constraint(self, name: &str, code: ProblemCode) -> Result<T, Failure>;
}

impl<T> OnConstraint<T> for Result<T, Failure> {
    fn on_constraint(self, name: &str, code: ProblemCode) -> Self {
        self.map_err(|failure| match failure {
            Failure::Constraint(text) if text.contains(name) => code.into(),
            other => other,
        })
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.problem().status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        if let Self::Internal(cause) = self {
            tracing::error!(error = format!("{cause:#}"), "a request failed");
        }
        if let Self::StoreDown(cause) = self {
            tracing::warn!(
                error = format!("{cause:#}"),
                "the media store does not answer"
            );
        }
        let mut response = answer(&self.problem());
        let retry = match self {
            Self::TooMany { retry_after } => Some(*retry_after),
            Self::Busy => Some(1),
            Self::StoreDown(_) => Some(30),
            _ => None,
        };
        if let Some(seconds) = retry {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// The HTTP form of a problem.
#[must_use]
pub fn answer(problem: &Problem) -> HttpResponse {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    response.insert_header((header::CONTENT_TYPE, "application/problem+json"));
    if status == StatusCode::UNAUTHORIZED {
        response.insert_header((header::WWW_AUTHENTICATE, "Bearer realm=\"callboard\""));
    }
    response.body(serde_json::to_string(problem).unwrap_or_default())
}
