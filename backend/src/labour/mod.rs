//! Labour rules: the limits that an organisation sets, and what the rules of `shared` need to
//! be judged: three queries however many people and shifts.

mod http;
mod rules;
mod store;

use shared::id::UserId;
use shared::labour::{LabourOut, Ledger};
use shared::time::{IsoWeek, Slot, Zone};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::platform::problem::Failure;
use crate::platform::scope::OrgDb;

pub use store::People;

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::list)
        .service(http::create)
        .service(http::edit)
        .service(http::delete);
}

/// What the rules need of these people for the weeks of a window, whose own shifts the caller
/// has.
pub async fn around(
    org: &OrgDb,
    zone: Zone,
    people: People<'_>,
    window: Slot,
) -> Result<LabourOut, Failure> {
    let last = window.end().plus_seconds(-1);
    let weeks = (zone.week(window.start()), zone.week(last));
    store::read(org, zone, people, weeks, Some(window)).await
}

/// What these people have to do, as far as shifts that begin in these weeks are judged by it.
pub async fn ledger(
    org: &OrgDb,
    zone: Zone,
    people: &[UserId],
    weeks: (IsoWeek, IsoWeek),
) -> Result<Ledger, Failure> {
    let read = store::read(org, zone, People::These(people), weeks, None).await?;
    Ok(Ledger::new(&read, weeks, zone, std::iter::empty()))
}
