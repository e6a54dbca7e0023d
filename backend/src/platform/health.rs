//! Whether the process lives, and whether it can serve.

use actix_web::{HttpResponse, get, web};
use sea_orm::ConnectionTrait as _;
use utoipa_actix_web::service_config::ServiceConfig;

use super::problem::{Failure, answer};
use crate::state::AppState;
use shared::problem::{Problem, ProblemCode};

/// The operations of this module.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(livez).service(readyz);
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
#[utoipa::path(tag = "health", operation_id = "readyz", security(()), responses(
    (status = 200, description = "The database answers", body = String, content_type = "text/plain"),
    (status = 503, description = "It does not", body = Problem, content_type = "application/problem+json"),
))]
#[get("/readyz")]
async fn readyz(state: web::Data<AppState>) -> Result<HttpResponse, Failure> {
    match state.db.connection().execute_unprepared("SELECT 1").await {
        Ok(_) => Ok(HttpResponse::Ok().content_type("text/plain").body("ok")),
        Err(_) => Ok(answer(&Problem::new(ProblemCode::Unavailable))),
    }
}
