//! The planning of a window in one read, eleven queries, and of a week copied in one act, ten:
//! however many people and shifts. Publishing weeks is [`crate::publications`]' act; which shifts
//! it is about is found here.

mod deletion;
mod http;
mod judgement;
mod moves;
mod narrow;
mod paste;
mod publish;
mod rules;
mod store;

use utoipa_actix_web::service_config::ServiceConfig;

pub use judgement::{judged, judged_changes};
pub use narrow::MOST_PEOPLE;

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::read)
        .service(http::paste)
        .service(http::publish)
        .service(http::delete)
        .service(http::move_all);
}
