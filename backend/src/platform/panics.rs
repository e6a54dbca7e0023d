//! A panic is a fault of ours, and one answer: the process and the other requests go on.

use std::panic::AssertUnwindSafe;

use actix_web::ResponseError as _;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use futures_util::FutureExt as _;

use super::problem::Failure;

/// Answers a panic, and every error that came up through the middleware, as a problem.
pub async fn answered(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let http = request.request().clone();
    let failure = match AssertUnwindSafe(next.call(request)).catch_unwind().await {
        Ok(Ok(response)) => return Ok(response.map_into_boxed_body()),
        Ok(Err(error)) => {
            let response = error.error_response();
            return Ok(ServiceResponse::new(http, response));
        }
        Err(_) => Failure::Internal(anyhow::anyhow!("a handler panicked")),
    };
    Ok(ServiceResponse::new(http, failure.error_response()))
}
