//! The web app: the bundle that the server carries, served under `/app`.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::{EmbeddedFile, RustEmbed};
use shared::problem::{Problem, ProblemCode};

use crate::platform::contract::page;
use crate::platform::problem::answer;

/// The bundle, as the build left it: each file, and beside it what compresses well as `.br`
/// and `.gz`.
#[derive(RustEmbed)]
#[folder = "../frontend/dist"]
#[allow_missing = true]
struct Bundle;

/// The routes of the web app.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(page("/", home))
        .service(page("/app", home))
        .service(page("/app/{path:.*}", file));
}

async fn home() -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, "/app/"))
        .finish()
}

/// A file of the bundle; for every other address the document, whose router knows it.
async fn file(request: HttpRequest, path: web::Path<String>) -> HttpResponse {
    let path = path.into_inner();
    if Bundle::get(&path).is_some() {
        return serve(&request, &path, caching(&path));
    }
    // No address of the app has a dot: what has one was meant to be a file, which the document
    // would only confuse, or looks for what nobody is to find.
    if path.contains('.') {
        return answer(&Problem::new(ProblemCode::NotFound));
    }
    serve(&request, "index.html", "no-cache")
}

/// Files with a hash in their name never change; the others are asked for again.
fn caching(path: &str) -> &'static str {
    let hashed = path.rsplit('/').next().is_some_and(|name| {
        name.split(['-', '.', '_'])
            .any(|part| part.len() >= 16 && part.chars().all(|c| c.is_ascii_hexdigit()))
    });
    if hashed {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

fn serve(request: &HttpRequest, path: &str, caching: &'static str) -> HttpResponse {
    let Some((file, encoding)) = best(request, path) else {
        return answer(
            &Problem::new(ProblemCode::NotFound)
                .detail("The web app is not built into this server"),
        );
    };
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, media_type(path)))
        .insert_header((header::CACHE_CONTROL, caching))
        .insert_header((header::VARY, "accept-encoding"));
    if let Some(encoding) = encoding {
        response.insert_header((header::CONTENT_ENCODING, encoding));
    }
    response.body(file.data.into_owned())
}

/// The smallest form of a file that the browser takes.
fn best(request: &HttpRequest, path: &str) -> Option<(EmbeddedFile, Option<&'static str>)> {
    let accepted = request
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok());
    let takes = |coding: &str| {
        accepted.is_some_and(|list| {
            list.split(',')
                .any(|item| item.split(';').next().map(str::trim) == Some(coding))
        })
    };
    for (coding, extension) in [("br", "br"), ("gzip", "gz")] {
        if takes(coding)
            && let Some(file) = Bundle::get(&format!("{path}.{extension}"))
        {
            return Some((file, Some(coding)));
        }
    }
    Bundle::get(path).map(|file| (file, None))
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
