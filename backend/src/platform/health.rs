//! Whether the process lives, and whether it can serve.

use actix_web::{HttpResponse, get, web};
use utoipa_actix_web::service_config::ServiceConfig;

use super::db::Schema;
use super::problem::answer;
use crate::state::AppState;
use shared::problem::{Problem, ProblemCode};

/// The operations of this module.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(livez).service(readyz);
}

/// Whether a path is one of the probes: they are for whoever starts and stops the server, by
/// whichever name they know it, and never wait for the database to learn who asks.
#[must_use]
pub fn is_probe(path: &str) -> bool {
    matches!(path, "/livez" | "/readyz")
}

/// Whether the process lives
///
/// Never asks the database, so that a database at fault does not get the process restarted.
#[utoipa::path(tag = "health", operation_id = "livez", security(()), responses(
    (status = 200, description = "It lives", body = String, content_type = "text/plain"),
))]
#[get("/livez")]
async fn livez() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok")
}

/// Whether the server can serve
///
/// It can when the database answers and its schema is this server's. A newer schema only adds to
/// it, so that servers go on while the next version of them is started; the answer says so. Without
/// its store of pictures and documents it serves the rest, and the answer says `degraded`.
#[utoipa::path(tag = "health", operation_id = "readyz", security(()), responses(
    (status = 200, description = "It can", body = String, content_type = "text/plain"),
    (status = 503, description = "The database does not answer, or its schema is behind", body = Problem, content_type = "application/problem+json"),
))]
#[get("/readyz")]
async fn readyz(state: web::Data<AppState>) -> HttpResponse {
    let ready = |words: String| HttpResponse::Ok().content_type("text/plain").body(words);
    let unready = |words: String| answer(&Problem::new(ProblemCode::Unavailable).detail(words));
    match state.db.schema().await {
        Ok(Schema::Current) => ready(with_store(&state, "ok").await),
        Ok(Schema::Ahead) => ready(with_store(&state, "ok, on a newer schema").await),
        Ok(Schema::Behind(steps)) => unready(format!("The schema is {steps} steps behind")),
        Err(error) => {
            tracing::warn!(error = format!("{error:#}"), "not ready");
            unready("The database does not answer".to_owned())
        }
    }
}

/// The words for a server that serves, and whether its store does too.
async fn with_store(state: &AppState, words: &str) -> String {
    match state.storage.check().await {
        Ok(()) => words.to_owned(),
        Err(error) => {
            tracing::warn!(error = format!("{error:#}"), "degraded");
            format!("{words}, degraded: pictures and documents cannot be stored or read just now")
        }
    }
}
