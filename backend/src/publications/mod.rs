//! Publications: what changed in the planning is announced to those who work it.
//!
//! Each is numbered 1, 2, 3 and so on in its organisation, writes the published copies of the
//! shifts it changes, says in `shift.published` and `shift.withdrawn` what each is from then on,
//! and keeps for each person what changed and whether they know. Whoever publishes locks the
//! shifts first, their copies next and the count of publications last: of two who publish at
//! once, the second sees what the first announced, and numbers have no holes.

mod announce;
mod http;
mod rules;
mod store;
mod undo;

use utoipa_actix_web::service_config::ServiceConfig;

pub use announce::{Entry, Scope, announce, announce_new, announce_published, pending};
pub use store::latest;
pub use undo::{TakenBack, take_back, taking_back};

/// A shift is announced, for the first time or as it is now.
pub const PUBLISHED: &str = "shift.published";

/// A shift that was announced is announced as called off.
pub const WITHDRAWN: &str = "shift.withdrawn";

/// The events of a publication's shifts.
pub const EVENTS: [&str; 2] = [PUBLISHED, WITHDRAWN];

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::list)
        .service(http::own)
        .service(http::get)
        .service(http::acknowledge);
}
