//! Teams: the groups that the planning grid shows people in.

mod http;
mod places;
mod rules;
mod store;

use shared::teams::{TeamIn, TeamOut};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::activity::{Change, record};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;

pub use places::place;
pub use rules::check_places;
pub use store::{known, members, name};

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::list)
        .service(http::create)
        .service(http::get)
        .service(http::edit)
        .service(http::delete);
}

/// Makes a team.
pub async fn establish(tx: &OrgTx, input: &TeamIn) -> Result<TeamOut, Failure> {
    let team = rules::new(input.name.clone(), tx);
    store::insert(tx, team.clone()).await?;
    let seating = places::prepare(tx, team.id, &input.member_ids).await?;
    seating.carry_out(tx).await?;
    let out = store::out(tx, team).await?;
    record(
        tx,
        Change::created("team.created", out.id.uuid(), out.version, &out)?,
    )
    .await?;
    Ok(out)
}
