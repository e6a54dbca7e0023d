//! Templates: shifts kept without a date, to be planned again and again.
//!
//! Applying one plans its shifts for people, on weekdays of some weeks, by the one judgement of
//! all bulk acts and as one operation. Who works them is said each time: the web app offers the
//! people of the template's team.

mod apply;
mod http;
mod rules;
mod store;

use shared::id::TeamId;
use shared::templates::TemplateOut;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::activity::{Change, record_all};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::list)
        .service(http::create)
        .service(http::get)
        .service(http::edit)
        .service(http::apply);
}

/// Leaves the templates of a team without one.
pub async fn leave_team(tx: &OrgTx, team: TeamId) -> Result<(), Failure> {
    let mut changes = Vec::new();
    for row in store::leave_team(tx, team).await? {
        let before = TemplateOut::from(row);
        let after = TemplateOut {
            team_id: None,
            version: before.version.next(),
            ..before.clone()
        };
        changes.push(changed(&before, &after)?);
    }
    record_all(tx, changes).await
}

/// A template's change, for the record.
fn changed(before: &TemplateOut, after: &TemplateOut) -> Result<Change, Failure> {
    let (id, version) = (after.id.uuid(), after.version);
    Change::updated("template.updated", id, version, before, after)
}
