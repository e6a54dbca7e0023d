//! Logs: one line an event, readable and queryable. `RUST_LOG` chooses what is told.

use actix_web::HttpMessage as _;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use tracing::Span;
use tracing_actix_web::{RequestId, RootSpanBuilder};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::config::Environment;

/// What is told unless `RUST_LOG` says otherwise. A request that is no HTTP, or is broken off, is
/// an error to the library that reads it; to this server it is what the internet sends.
const DEFAULT_FILTER: &str = "info,sqlx=warn,actix_http=off";

/// Starts logging: for people in development, as JSON in production.
pub fn start(environment: Environment) {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(DEFAULT_FILTER));
    let registry = tracing_subscriber::registry().with(filter);
    let stderr = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map(ToString::to_string);
        tracing::error!(panic.at = at, "a panic: {}", told(panic.payload()));
    }));
    // A second start in one process, as tests have it, keeps the first one's logs.
    let started = match environment {
        Environment::Development => registry.with(stderr).try_init(),
        Environment::Production => registry.with(stderr.json()).try_init(),
    };
    if started.is_err() {
        tracing::debug!("logging was started before");
    }
}

/// What a panic says, which a log of one line an event must say in one too.
fn told(payload: &(dyn std::any::Any + Send)) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or_default()
}

/// The span of a request: its route and not its address, which may hold a calendar's token.
#[derive(Debug)]
pub struct RequestSpan;

impl RootSpanBuilder for RequestSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let id = request
            .extensions()
            .get::<RequestId>()
            .map(ToString::to_string);
        tracing::info_span!(
            "request",
            request.id = id,
            http.method = %request.method(),
            http.route = request.match_pattern(),
            http.status = tracing::field::Empty,
        )
    }

    fn on_request_end<B: MessageBody>(
        span: Span,
        outcome: &Result<ServiceResponse<B>, actix_web::Error>,
    ) {
        let status = match outcome {
            Ok(response) => response.status(),
            Err(error) => error.as_response_error().status_code(),
        };
        span.record("http.status", status.as_u16());
        let _inside = span.enter();
        tracing::debug!(http.status = status.as_u16(), "answered");
    }
}
