//! Calendars in and out: files of other programs become shifts, and shifts a subscription.

mod http;
pub mod ics;
mod rules;
mod store;
mod upload;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::import)
        .service(http::list)
        .service(http::create)
        .service(http::revoke)
        .service(http::read)
        .service(http::probe);
}
