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
    match AssertUnwindSafe(next.call(request)).catch_unwind().await {
        Ok(outcome) => outcome,
        Err(_) => Err(Failure::Internal(anyhow::anyhow!("a handler panicked")).into()),
    }
}
