//! The API document and the pages that explain it.

use actix_web::{HttpResponse, web};
use shared::problem::{Problem, ProblemCode};
use utoipa::openapi::OpenApi;
use utoipa_swagger_ui::SwaggerUi;

use crate::platform::contract::page;
use crate::platform::problem::answer;

/// The routes of the document, its viewer and the problem pages.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(page("/openapi.json", document))
        .service(page("/problems/{code}", problem))
        .service(page("/docs", viewer))
        .service(
            SwaggerUi::new("/docs/{_:.*}").config(utoipa_swagger_ui::Config::from("/openapi.json")),
        );
}

async fn document(document: web::Data<OpenApi>) -> HttpResponse {
    HttpResponse::Ok().json(document.get_ref())
}

async fn viewer() -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header(("location", "/docs/"))
        .finish()
}

/// What a problem code means.
async fn problem(code: web::Path<String>) -> HttpResponse {
    match code.parse::<ProblemCode>() {
        Ok(code) => HttpResponse::Ok()
            .content_type("text/plain; charset=utf-8")
            .body(format!("{code} ({})\n\n{}\n", code.status(), code.title())),
        Err(_) => answer(&Problem::new(ProblemCode::NotFound)),
    }
}
