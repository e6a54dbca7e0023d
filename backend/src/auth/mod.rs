//! Signing in and out, the own account, links, and keys for integrators.
//!
//! A session is a row; a short access token names it, and is checked against it on every
//! request, so that a sign-out or a removal takes effect at once, on every instance. Read
//! [`session`] for the life of a session, [`token`] for the access token, [`link`] for
//! invitations and password resets, [`key`] for API keys, [`throttle`] for guessing.

pub mod key;
mod keyring;
pub mod link;
mod password;
pub mod profile;
pub mod session;
pub mod throttle;
mod token;

use std::collections::BTreeSet;

use shared::id::{ApiKeyId, SessionId};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::platform::problem::Failure;
use crate::platform::scope::SystemDb;
use crate::platform::session::{Credential, Principal};
use crate::state::AppState;

pub use keyring::Keyring;
pub use password::PasswordHasher;

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    session::routes(config);
    profile::routes(config);
    link::routes(config);
    key::routes(config);
}

/// Notes that a key was used. It is done after the request is answered and apart from it, so
/// that no read has to write; when it fails, the answer stands and the note is missing.
pub async fn note_use(state: &AppState, principal: &Principal) {
    let Credential::Key {
        id, last_used_at, ..
    } = principal.credential
    else {
        return;
    };
    let system = state.system("when a key was last used");
    if let Err(failure) = key::note_use(&system, id, last_used_at).await {
        tracing::warn!(key.id = %id, error = %failure, "the use of a key was not noted");
    }
}

/// Those of these sessions and keys that are good still, in two queries.
pub async fn still_good(
    system: &SystemDb,
    sessions: BTreeSet<SessionId>,
    keys: BTreeSet<ApiKeyId>,
) -> Result<(BTreeSet<SessionId>, BTreeSet<ApiKeyId>), Failure> {
    let sessions = session::still_good(system, sessions).await?;
    Ok((sessions, key::still_good(system, keys).await?))
}

/// Whose bearer token this is; nobody's, when it is not good.
pub async fn principal(
    state: &AppState,
    system: &SystemDb,
    bearer: &str,
) -> Result<Option<Principal>, Failure> {
    if bearer.starts_with(key::PREFIX) {
        return key::principal(system, bearer).await;
    }
    match token::verify(
        &state.keyring,
        &state.config.audience(),
        bearer,
        state.now(),
    ) {
        Some(claims) => session::principal(system, &claims).await,
        None => Ok(None),
    }
}
