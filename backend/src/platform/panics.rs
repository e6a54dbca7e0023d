//! A panic is a fault of ours, and one answer: the process and the other requests go on.

use std::panic::AssertUnwindSafe;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use futures_util::FutureExt as _;

use super::problem::Failure;

/// Makes an error of a panic, which is answered as every other.
pub async fn caught(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    match AssertUnwindSafe(async move { next.call(request).await })
        .catch_unwind()
        .await
    {
        Ok(outcome) => outcome,
        Err(_) => Err(Failure::Internal(anyhow::anyhow!("a handler panicked")).into()),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::body::to_bytes;
    use actix_web::dev::ServiceResponse;
    use actix_web::middleware::from_fn;
    use actix_web::test::{TestRequest, init_service, try_call_service};
    use actix_web::{App, HttpResponse, web};
    use shared::problem::{Problem, ProblemCode};
    use tracing_actix_web::TracingLogger;

    use super::*;
    use crate::platform::headers;
    use crate::platform::telemetry::RequestSpan;

    async fn handler() -> HttpResponse {
        panic!("select * from a handler")
    }

    async fn middleware(
        request: ServiceRequest,
        next: Next<impl MessageBody + 'static>,
    ) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
        assert!(request.path() != "/middleware", "a middleware");
        next.call(request).await
    }

    /// A panic of a handler or of a middleware is one answer, named and with its policies, and the
    /// requests after it are answered (CASES.md D10, R19).
    #[actix_web::test]
    async fn a_panic_is_one_answer() {
        let app = App::new()
            .route("/handler", web::get().to(handler))
            .route("/middleware", web::get().to(HttpResponse::Ok))
            .route("/well", web::get().to(HttpResponse::Ok))
            .wrap(from_fn(middleware))
            .wrap(from_fn(caught))
            .wrap(from_fn(headers::policies))
            .wrap(TracingLogger::<RequestSpan>::new());
        let app = init_service(app).await;
        for path in ["/handler", "/middleware"].repeat(50) {
            let asked = TestRequest::get().uri(path).to_request();
            // As the server does with what comes out of the last middleware.
            let answer = match try_call_service(&app, asked).await {
                Ok(answer) => answer.into_parts().1.map_into_boxed_body(),
                Err(error) => error.error_response(),
            };
            assert_eq!(answer.status(), 500, "{path}");
            let header = |name: &str| answer.headers().get(name).cloned();
            assert_eq!(header("content-type").unwrap(), "application/problem+json");
            assert_eq!(header("x-content-type-options").unwrap(), "nosniff");
            let id = header("x-request-id").unwrap();
            let body = to_bytes(answer.into_body()).await.unwrap();
            let problem: Problem = serde_json::from_slice(&body).unwrap();
            assert_eq!(problem.code, ProblemCode::Internal);
            assert_eq!(problem.request_id.as_deref(), id.to_str().ok());
            assert_eq!(problem.detail, None);
        }
        let asked = TestRequest::get().uri("/well").to_request();
        let well = try_call_service(&app, asked).await;
        assert!(well.is_ok_and(|answer| answer.status() == 200));
    }
}
