//! Operations: bulk acts, kept so that they can be looked at and undone as one.
//!
//! Whoever does something in bulk begins an operation here and names it in the rows and the
//! events it writes. Undoing reads the events back, the latest first in effect: each shift
//! becomes what it was before the operation, unless somebody has changed it since.

mod http;
mod rules;
mod store;

use shared::id::OperationId;
use shared::operations::{OperationKind, OperationReport};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::list)
        .service(http::get)
        .service(http::undo);
}

/// Writes an operation down, in the transaction of what it does and before that: rows and
/// events refer to it.
pub async fn begin(
    tx: &OrgTx,
    id: OperationId,
    kind: OperationKind,
    rows: usize,
    report: &OperationReport,
) -> Result<(), Failure> {
    store::insert(tx, rules::new(tx, id, kind, rows, report)?).await
}
