//! The planning of a window in one read: seven queries, however many people and shifts.

mod http;
mod rules;
mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(http::read);
}
