//! Invitations and password resets: links that an ADMIN makes, shown once to copy, used once.

mod http;
mod store;

use shared::auth::{LinkKind, LinkOut};
use shared::id::{LinkId, UserId};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;
use crate::platform::secret;

pub use store::end_all;

/// The operations of links.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(http::inspect).service(http::accept);
}

/// How long a link works, in seconds: an invitation a week, a password reset a day.
const fn life(kind: LinkKind) -> i64 {
    match kind {
        LinkKind::Invitation => 7 * 24 * 3600,
        LinkKind::PasswordReset => 24 * 3600,
    }
}

/// Makes a link for a member. Older links of theirs from this organisation stop working.
pub async fn create(
    tx: &OrgTx,
    origin: &str,
    kind: LinkKind,
    person: UserId,
) -> Result<LinkOut, Failure> {
    let token = secret::token();
    let expires_at = tx.now().plus_seconds(life(kind));
    let id = LinkId::new();
    store::replace(tx, id, kind, person, &token, expires_at).await?;
    // Behind `#`, where no server and no log sees it.
    Ok(LinkOut {
        id,
        kind,
        url: format!("{origin}/app/link#{token}"),
        expires_at,
    })
}
