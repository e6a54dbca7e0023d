//! Series: shifts that recur, made, changed and deleted together.
//!
//! What recurs is planned as so many shifts, by the one judgement of all bulk acts. The series'
//! own row has the rule and the pattern: an occurrence that differs from the pattern has that of
//! its own, and keeps it when the series changes. A change from one occurrence on makes those
//! after it a series of their own, as RFC 5545's THISANDFUTURE does.
//!
//! Whoever works on a series locks its shifts first, in the order of their ids, then the people:
//! two who change one series share its last shift, so they take turns, and its row needs no lock.

mod change;
mod http;
mod recurring;
mod removal;
mod rules;
mod scope;
mod store;
mod undo;

use utoipa_actix_web::service_config::ServiceConfig;

pub use undo::{Step, restore};

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::create)
        .service(http::repeat)
        .service(http::get)
        .service(http::edit)
        .service(http::delete);
}
