//! The people of an organisation: its directory and its members.
//!
//! Whoever leaves keeps a row, so that past shifts keep the name. An organisation keeps at
//! least one ADMIN: the rows of its ADMINs are locked while one of them changes.
//!
//! Whatever changes several of them locks memberships first, then teams, then accounts, so that
//! no two wait for each other.

mod http;
mod moving;
mod rules;
mod store;

use shared::access::Role;
use shared::id::UserId;
use shared::problem::ProblemCode;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::activity::{Change, record};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;

pub use moving::{Moving, moving};
pub use store::unknown;

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::list)
        .service(http::invite)
        .service(http::get)
        .service(http::edit)
        .service(http::remove)
        .service(http::create_link);
}

/// Makes a person a member at once: the founder of an organisation.
pub async fn enrol(tx: &OrgTx, person: UserId, role: Role) -> Result<(), Failure> {
    store::insert(tx, rules::member(tx, person, role, rules::Arrival::Joined)).await
}

/// A person who was invited joins, unless the invitation was taken back meanwhile.
pub async fn join(tx: &OrgTx, person: UserId) -> Result<(), Failure> {
    let row = store::any(tx, person)
        .await?
        .filter(|row| row.left_at.is_none())
        .ok_or(ProblemCode::LinkGone)?;
    let before = store::out(tx, row.clone()).await?;
    let after = store::out(tx, store::save(tx, rules::joined(row, tx.now())).await?).await?;
    record(
        tx,
        Change::updated("user.joined", person.uuid(), after.version, &before, &after)?,
    )
    .await
}
