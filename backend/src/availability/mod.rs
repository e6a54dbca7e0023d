//! When people can work, as they say themselves.

mod http;
mod rules;
mod store;

use shared::availability::{AvailabilityIn, AvailabilityOut};
use shared::id::UserId;
use shared::time::Zone;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::activity::{Change, record};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;

pub use store::{Whose, beside, in_window, of_people};

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::list)
        .service(http::create)
        .service(http::get)
        .service(http::edit)
        .service(http::delete);
}

/// Declares availability of a person.
pub async fn declare(
    tx: &OrgTx,
    input: AvailabilityIn,
    person: UserId,
    zone: Zone,
) -> Result<AvailabilityOut, Failure> {
    store::ensure_member(tx, person).await?;
    let row = rules::new(input, person, zone, tx)?;
    store::insert(tx, row.clone()).await?;
    let out = AvailabilityOut::from(row);
    record(
        tx,
        Change::created("availability.created", out.id.uuid(), out.version, &out)?,
    )
    .await?;
    Ok(out)
}
