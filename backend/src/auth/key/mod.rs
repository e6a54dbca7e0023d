//! Keys for integrators: for one organisation, for a few things, as far as their maker may.

mod http;
mod store;

use shared::access::Capability;
use shared::id::{ApiKeyId, UserId};
use shared::time::Instant;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::activity::{Change, record_all};
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgTx, SystemDb};
use crate::platform::session::{Credential, Principal};

/// How every key begins, so that scanners for leaked secrets know one.
pub(super) const PREFIX: &str = "cb_live_";

/// How long a key works unless said, in seconds: a year.
const LIFE_SECONDS: i64 = 365 * 24 * 3600;

/// How exactly the last use of a key is told, in seconds: to the minute.
const USE_SECONDS: i64 = 60;

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
        last_used_at: row.last_used_at,
    };
    Ok(Some(Principal {
        user_id: row.user_id,
        credential,
        default_org_id: None,
    }))
}

/// Notes that a key is in use, at most once a minute.
pub(super) async fn note_use(
    system: &SystemDb,
    key: ApiKeyId,
    last_used_at: Option<Instant>,
) -> Result<(), Failure> {
    if is_noted(last_used_at, system.now()) {
        return Ok(());
    }
    let noted_before = system.now().plus_seconds(-USE_SECONDS);
    system
        .write(async |tx| store::note_use(tx, key, noted_before).await)
        .await
}

/// Whether what is noted of a key's last use is exact enough.
fn is_noted(last_used_at: Option<Instant>, now: Instant) -> bool {
    last_used_at.is_some_and(|at| now.seconds_since(at) < USE_SECONDS)
}

/// Revokes the keys that a person made: whoever leaves and comes back comes back without them.
pub async fn end_all(tx: &OrgTx, maker: UserId) -> Result<(), Failure> {
    let ended = store::revoke_all(tx, maker).await?;
    record_all(tx, ended.iter().map(revoked).collect::<Result<_, _>>()?).await
}

/// A key's end, for the record.
fn revoked(row: &store::ApiKey) -> Result<Change, Failure> {
    let before = serde_json::json!({ "label": row.label, "prefix": row.prefix });
    Change::deleted("api_key.revoked", row.id.uuid(), &before)
}

/// The scopes of a key, as the column holds them: words with spaces between.
fn scopes(column: &str) -> Vec<Capability> {
    column
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect()
}

pub(super) use store::still_good;

/// Makes a key without the API, for the demo company and for tests of its machines.
pub use http::make;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_is_noted_once_a_minute() {
        let at: Instant = "2026-11-24T09:00:00Z".parse().unwrap();
        let noted = |seconds| is_noted(Some(at), at.plus_seconds(seconds));
        assert!(!is_noted(None, at));
        assert!(noted(0) && noted(USE_SECONDS - 1));
        assert!(!noted(USE_SECONDS));
    }
}
