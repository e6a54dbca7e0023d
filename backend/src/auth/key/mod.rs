//! Keys for integrators: for one organisation, for a few things, as far as their maker may.

mod http;
mod store;

use shared::access::Capability;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::platform::problem::Failure;
use crate::platform::scope::SystemDb;
use crate::platform::session::{Credential, Principal};

/// How every key begins, so that scanners for leaked secrets know one.
pub(super) const PREFIX: &str = "cb_live_";

/// How long a key works unless said, in seconds: a year.
const LIFE_SECONDS: i64 = 365 * 24 * 3600;

/// The most scopes of a key.
const MOST_SCOPES: usize = 20;

/// The operations of keys.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::list)
        .service(http::create)
        .service(http::revoke);
}

/// Whose key this is, if it works. Whether its maker is still a member is looked at with every
/// other membership.
pub(super) async fn principal(
    system: &SystemDb,
    secret: &str,
) -> Result<Option<Principal>, Failure> {
    let Some(row) = store::live(system, secret).await? else {
        return Ok(None);
    };
    let credential = Credential::Key {
        id: row.id,
        org: row.org_id,
        scopes: scopes(&row.scopes),
    };
    Ok(Some(Principal {
        user_id: row.user_id,
        credential,
        default_org_id: None,
    }))
}

/// The scopes of a key, as the column holds them: words with spaces between.
fn scopes(column: &str) -> Vec<Capability> {
    column
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect()
}

/// Makes a key without the API, for the demo company and for tests of its machines.
pub use http::make;
