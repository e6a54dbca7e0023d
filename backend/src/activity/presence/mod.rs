//! Who looks at which week: a row for each open stream whose person said so, on the database,
//! so that every instance knows. The instance that has the stream keeps the row fresh, and
//! removes it with the stream; what it could not remove is stale after a while.

mod http;
mod store;

use utoipa_actix_web::service_config::ServiceConfig;

pub(super) use store::{end, keep, read};

/// How long a row stands without being kept fresh, in seconds: three heartbeats.
const FRESH_SECONDS: i64 = 45;

/// The most streams of one person that say where they look.
const MOST_STREAMS: u64 = 32;

/// The operations of presence.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(http::look);
}
