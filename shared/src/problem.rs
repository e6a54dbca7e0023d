//! What the API answers when it does not do what was asked (RFC 9457).
//!
//! The words of a problem are for the developer who reads an answer; the web app shows
//! its own, chosen by the code.

use serde::{Deserialize, Serialize};

use crate::word::word;

word! {
    /// The stable name of a kind of problem. Its page is `/problems/{code}`.
    ProblemCode {
        /// 400: the request cannot be read.
        Malformed = "malformed",
        /// 400: a query parameter is not one of this operation, or is there twice.
        UnknownParameter = "unknown_parameter",
        /// 400: the cursor is not one of this list.
        InvalidCursor = "invalid_cursor",
        /// 401: nobody is signed in.
        Unauthenticated = "unauthenticated",
        /// 401: the e-mail address and the password do not belong together.
        BadCredentials = "bad_credentials",
        /// 403: the role does not allow it.
        Forbidden = "forbidden",
        /// 403: the API key does not carry the scope.
        InsufficientScope = "insufficient_scope",
        /// 403: the request came from another site.
        ForeignOrigin = "foreign_origin",
        /// 403: the address of a file is not one that this server signed, or is too old.
        BadSignature = "bad_signature",
        /// 404: there is no such thing, for the one who asks.
        NotFound = "not_found",
        /// 405: the address exists, the method does not.
        MethodNotAllowed = "method_not_allowed",
        /// 409: the person has another shift at that time.
        Overlap = "overlap",
        /// 409: a labour rule that blocks would be broken, or broken further.
        LabourRule = "labour_rule",
        /// 409: the organisation has labour rules from that day already.
        PolicyDateTaken = "policy_date_taken",
        /// 409: an organisation keeps at least one ADMIN.
        LastAdmin = "last_admin",
        /// 409: the person is a member already.
        AlreadyMember = "already_member",
        /// 409: the name is taken in this organisation.
        NameTaken = "name_taken",
        /// 409: the mission has shifts or templates; archive it instead.
        MissionInUse = "mission_in_use",
        /// 409: the account belongs to other organisations too, whose people decide on its password.
        SharedAccount = "shared_account",
        /// 409: the operation was undone before.
        AlreadyUndone = "already_undone",
        /// 409: the operation is too long ago to be undone.
        UndoExpired = "undo_expired",
        /// 409: the organisation has stored as many files, or bytes, as it may.
        QuotaExceeded = "quota_exceeded",
        /// 409: the shift recurs already.
        InSeries = "in_series",
        /// 409: the template is archived.
        TemplateArchived = "template_archived",
        /// 409: another change came first; read again.
        Conflict = "conflict",
        /// 410: the link was used, has expired, or was replaced.
        LinkGone = "link_gone",
        /// 412: the row was changed since it was read; the answer holds the present one.
        Stale = "stale",
        /// 413: the body is larger than this operation takes.
        TooLarge = "too_large",
        /// 415: the body is not of a type this operation takes.
        UnsupportedMediaType = "unsupported_media_type",
        /// 421: the server does not answer for this host name.
        Misdirected = "misdirected",
        /// 422: readable, but not valid; `errors` says where.
        Invalid = "invalid",
        /// 422: the `Idempotency-Key` was used for another body.
        IdempotencyMismatch = "idempotency_mismatch",
        /// 428: a change needs `If-Match`.
        PreconditionRequired = "precondition_required",
        /// 429: too many requests; `Retry-After` says when to try again.
        TooMany = "too_many",
        /// 500: our fault.
        Internal = "internal",
        /// 503: the server cannot answer just now.
        Unavailable = "unavailable",
    }
}

impl ProblemCode {
    /// The HTTP status that goes with it.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed | Self::UnknownParameter | Self::InvalidCursor => 400,
            Self::Unauthenticated | Self::BadCredentials => 401,
            Self::Forbidden
            | Self::InsufficientScope
            | Self::ForeignOrigin
            | Self::BadSignature => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::Overlap
            | Self::LabourRule
            | Self::PolicyDateTaken
            | Self::LastAdmin
            | Self::AlreadyMember
            | Self::NameTaken
            | Self::MissionInUse
            | Self::SharedAccount
            | Self::AlreadyUndone
            | Self::UndoExpired
            | Self::QuotaExceeded
            | Self::InSeries
            | Self::TemplateArchived
            | Self::Conflict => 409,
            Self::LinkGone => 410,
            Self::Stale => 412,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::Misdirected => 421,
            Self::Invalid | Self::IdempotencyMismatch => 422,
            Self::PreconditionRequired => 428,
            Self::TooMany => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }

    /// A short English title, the same for every answer of this code.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Malformed => "The request cannot be read",
            Self::UnknownParameter => "Unknown or repeated query parameter",
            Self::InvalidCursor => "The cursor is not one of this list",
            Self::Unauthenticated => "Sign in first",
            Self::BadCredentials => "Wrong e-mail address or password",
            Self::Forbidden => "Your role does not allow this",
            Self::InsufficientScope => "The API key lacks the scope for this",
            Self::ForeignOrigin => "The request came from another site",
            Self::BadSignature => "The link is not valid, or no longer",
            Self::NotFound => "Not found",
            Self::MethodNotAllowed => "The method is not allowed here",
            Self::Overlap => "The person has another shift at that time",
            Self::LabourRule => "A labour rule of the organisation would be broken",
            Self::PolicyDateTaken => "The organisation has labour rules from that day",
            Self::LastAdmin => "An organisation keeps at least one ADMIN",
            Self::AlreadyMember => "Already a member",
            Self::NameTaken => "The name is taken",
            Self::MissionInUse => "The mission has shifts or templates",
            Self::SharedAccount => "The account belongs to other organisations too",
            Self::AlreadyUndone => "The operation was undone before",
            Self::UndoExpired => "The operation is too long ago to be undone",
            Self::QuotaExceeded => "The organisation has stored as much as it may",
            Self::InSeries => "The shift recurs already",
            Self::TemplateArchived => "The template is archived",
            Self::Conflict => "Another change came first",
            Self::LinkGone => "The link is no longer valid",
            Self::Stale => "Changed since it was read",
            Self::TooLarge => "The body is too large",
            Self::UnsupportedMediaType => "The media type is not supported",
            Self::Misdirected => "Not a host of this server",
            Self::Invalid => "The input is not valid",
            Self::IdempotencyMismatch => "The Idempotency-Key was used for another request",
            Self::PreconditionRequired => "If-Match is required",
            Self::TooMany => "Too many requests",
            Self::Internal => "Internal error",
            Self::Unavailable => "Temporarily unavailable",
        }
    }
}

/// One field that is not valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// Where: a JSON Pointer (RFC 6901) into the body, or `/name` of a query parameter.
    #[cfg_attr(feature = "server", schema(example = "/end"))]
    pub pointer: String,
    /// What is wrong with it, a stable word: `required`, `too_long`, `invalid_time`,
    /// `end_not_after_start`, `unknown_field`, `unknown_reference`, ...
    #[cfg_attr(feature = "server", schema(example = "end_not_after_start"))]
    pub code: String,
}

impl FieldError {
    /// A field error.
    pub fn new(pointer: impl Into<String>, code: impl ToString) -> Self {
        Self {
            pointer: pointer.into(),
            code: code.to_string(),
        }
    }
}

/// A problem answer (RFC 9457).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Where the code is explained.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "server", schema(example = "/problems/not_found"))]
    pub kind: String,
    /// The code's title.
    #[cfg_attr(feature = "server", schema(example = "Not found"))]
    pub title: String,
    /// The HTTP status.
    #[cfg_attr(feature = "server", schema(example = 404))]
    pub status: u16,
    /// The stable code.
    pub code: ProblemCode,
    /// What is particular about this occurrence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The request, as the server's log names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The fields that are not valid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// With `stale`: the row as it is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "server", schema(value_type = Option<Object>))]
    pub current: Option<serde_json::Value>,
    /// With `stale`: who changed it last, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<crate::activity::Changed>,
    /// With `overlap`: the shifts that are in the way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlaps: Vec<crate::shifts::Overlap>,
    /// With `labour_rule`: the rules that refuse the save.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaches: Vec<crate::labour::Breach>,
}

impl Problem {
    /// A problem of this code with nothing particular about it.
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        Self {
            kind: format!("/problems/{code}"),
            title: code.title().to_owned(),
            status: code.status(),
            code,
            detail: None,
            request_id: None,
            errors: Vec::new(),
            current: None,
            changed: None,
            overlaps: Vec::new(),
            breaches: Vec::new(),
        }
    }

    /// The same, with what is particular about it.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// `invalid`, at one field.
    #[must_use]
    pub fn field(pointer: impl Into<String>, code: impl ToString) -> Self {
        let mut problem = Self::new(ProblemCode::Invalid);
        problem.errors.push(FieldError::new(pointer, code));
        problem
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.status, self.code)
    }
}

impl std::error::Error for Problem {}
