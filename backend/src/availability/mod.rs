//! When people can work, as they say themselves.

mod http;
mod rules;
mod store;

use utoipa_actix_web::service_config::ServiceConfig;

pub use store::{Whose, in_window, of_people};

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::list)
        .service(http::create)
        .service(http::get)
        .service(http::edit)
        .service(http::delete);
}
