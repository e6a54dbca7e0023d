//! Missions: the shows, tour stops and events that shifts are worked for.

mod http;
mod rules;
mod store;

use shared::missions::{MissionIn, MissionOut};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::activity::{Change, record};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;

pub use store::{PlanningRows, known, rows_of, settings};

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::list)
        .service(http::create)
        .service(http::get)
        .service(http::edit)
        .service(http::delete);
}

/// Creates a mission.
pub async fn establish(tx: &OrgTx, input: MissionIn) -> Result<MissionOut, Failure> {
    let mission = rules::new(input, tx.org_id(), tx.now())?;
    store::insert(tx, mission.clone()).await?;
    let out = MissionOut::from(mission);
    record(
        tx,
        Change::created("mission.created", out.id.uuid(), out.version, &out)?,
    )
    .await?;
    Ok(out)
}
