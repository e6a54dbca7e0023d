//! The own account: who is signed in, the profile, the password.

mod http;
mod store;

use utoipa_actix_web::service_config::ServiceConfig;

pub use store::{
    Account, create, credentials, lock, profile, renew_hash, set_default_org, set_password,
};

/// The operations of the own account.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::me)
        .service(http::edit)
        .service(http::password);
}
