//! The API document: what the handlers say of themselves, and what holds for all of them.

use shared::id::OrgId;
use shared::problem::Problem;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, Info, OpenApi, Ref, RefOr, Required, ResponseBuilder, Server, Tag,
};
use utoipa::{IntoParams, PartialSchema as _};

/// The header of operations that change a row.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(
    dead_code,
    reason = "the struct only describes a header to the document"
)]
pub struct IfMatchHeader {
    /// The `ETag` of the row as it was read.
    #[param(rename = "If-Match", example = "\"1\"", value_type = String)]
    if_match: String,
}

/// The header of operations that create.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(
    dead_code,
    reason = "the struct only describes a header to the document"
)]
pub struct IdempotencyHeader {
    /// Makes the request safe to repeat for a day: 1 to 255 visible ASCII characters.
    #[param(rename = "Idempotency-Key", required = false, max_length = 255, pattern = "^[!-~]+$", value_type = String)]
    idempotency_key: Option<String>,
}

/// The header of whoever goes on with a stream that broke off.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(
    dead_code,
    reason = "the struct only describes a header to the document"
)]
pub struct LastEventIdHeader {
    /// The `id` of the last event that was read. What happened since is told first.
    #[param(rename = "Last-Event-ID", required = false, value_type = String)]
    last_event_id: Option<String>,
}

const DESCRIPTION: &str = "The planning of performing-arts companies: who works where and when, for several \
    organisations at once. Every answer that is not a success is a problem (RFC 9457). `docs/API.md` explains \
    the conventions.";

/// The document without its operations, which the application adds.
#[must_use]
pub fn base() -> OpenApi {
    let mut info = Info::new("Callboard", env!("CARGO_PKG_VERSION"));
    info.description = Some(DESCRIPTION.to_owned());
    let mut document = OpenApi::new(info, utoipa::openapi::Paths::new());
    document.servers = Some(vec![Server::new("/")]);
    document.tags = Some(TAGS.iter().map(|(name, words)| tag(name, words)).collect());
    document.security = Some(vec![SecurityRequirement::new::<_, [&str; 0], &str>(
        "bearer",
        [],
    )]);
    document
}

const TAGS: [(&str, &str); 17] = [
    ("auth", "Signing in, sessions, the own profile, links"),
    ("keys", "Keys for integrators"),
    ("orgs", "Organisations"),
    (
        "labour",
        "The labour rules of an organisation: limits, warnings, blocks",
    ),
    ("users", "The people of an organisation"),
    ("teams", "Teams"),
    ("missions", "Missions"),
    ("shifts", "Shifts"),
    ("availability", "Availability"),
    (
        "planning",
        "The planning of a window in one read, and bulk acts on it",
    ),
    (
        "templates",
        "Shifts kept without a date, planned again and again",
    ),
    ("series", "Shifts that recur"),
    ("calendar", "Calendars in and out"),
    ("media", "Pictures of people, documents of missions"),
    ("operations", "Bulk acts, shown and undone as one"),
    ("activity", "Who did what"),
    ("health", "Whether the server lives and serves"),
];

fn tag(name: &str, words: &str) -> Tag {
    let mut tag = Tag::new(name);
    tag.description = Some(words.to_owned());
    tag
}

/// Adds to every operation what holds for all of its kind.
#[must_use]
pub fn complete(mut document: OpenApi) -> OpenApi {
    let components = document.components.get_or_insert_default();
    components.security_schemes.insert(
        "bearer".to_owned(),
        SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)).into(),
    );
    components
        .schemas
        .entry("Problem".to_owned())
        .or_insert_with(Problem::schema);
    for (path, item) in &mut document.paths.paths {
        let operations = [
            &mut item.get,
            &mut item.head,
            &mut item.post,
            &mut item.put,
            &mut item.patch,
            &mut item.delete,
        ];
        for operation in operations.into_iter().flatten() {
            complete_operation(path, operation);
        }
    }
    document
}

fn complete_operation(path: &str, operation: &mut Operation) {
    let public = operation
        .security
        .as_ref()
        .is_some_and(|security| security.iter().all(is_empty));
    let of_account = path.starts_with("/auth/");
    if !public && !of_account {
        operation
            .parameters
            .get_or_insert_default()
            .push(org_header().into());
    }
    for status in statuses(path, operation, public, of_account) {
        operation
            .responses
            .responses
            .entry(status.to_string())
            .or_insert_with(|| problem_response(status));
    }
}

fn is_empty(requirement: &SecurityRequirement) -> bool {
    *requirement == SecurityRequirement::default()
}

/// The parameters of an operation.
pub fn parameters(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation
        .parameters
        .iter()
        .flatten()
        .filter_map(|parameter| match parameter {
            RefOr::T(parameter) => Some(parameter),
            RefOr::Ref(_) => None,
        })
}

/// The statuses that an operation of this kind can answer besides its own.
fn statuses(path: &str, operation: &Operation, public: bool, of_account: bool) -> Vec<u16> {
    let has = |name: &str| parameters(operation).any(|parameter| parameter.name == name);
    let in_query = |p: &Parameter| p.parameter_in == ParameterIn::Query;
    let mut statuses = vec![400, 429, 500, 503];
    if !public {
        statuses.push(401);
        statuses.push(403);
    }
    if (!public && !of_account) || path.contains('{') {
        statuses.push(404);
    }
    if operation.request_body.is_some() {
        statuses.extend([413, 415, 422]);
    }
    if parameters(operation).any(in_query) {
        statuses.push(422);
    }
    if has("If-Match") {
        statuses.extend([409, 412, 428]);
    }
    if has("Idempotency-Key") {
        statuses.extend([409, 422]);
    }
    statuses
}

fn org_header() -> Parameter {
    ParameterBuilder::new()
        .name("X-Org-Id")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "The organisation the request is for; the caller's default one when absent.",
        ))
        .schema(Some(OrgId::schema()))
        .build()
}

fn problem_response(status: u16) -> RefOr<utoipa::openapi::Response> {
    let words = match status {
        400 => "The request cannot be read",
        401 => "Nobody is signed in",
        403 => "The role or key does not allow it",
        404 => "There is no such thing, for the caller",
        409 => "A rule is in the way",
        412 => "The row was changed since it was read",
        413 => "The body is too large",
        415 => "The body is not of a type this operation takes",
        422 => "The input is not valid",
        428 => "If-Match is missing",
        429 => "Too many requests",
        503 => "The server cannot answer just now",
        _ => "Our fault",
    };
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("Problem")))
        .build();
    ResponseBuilder::new()
        .description(words)
        .content("application/problem+json", content)
        .build()
        .into()
}
