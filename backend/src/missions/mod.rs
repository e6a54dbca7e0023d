//! Missions: the shows, tour stops and events that shifts are worked for.

mod http;
mod rules;
mod store;

use utoipa_actix_web::service_config::ServiceConfig;

pub use store::{PlanningRows, known, rows_of};

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::list)
        .service(http::create)
        .service(http::get)
        .service(http::edit)
        .service(http::delete);
}
