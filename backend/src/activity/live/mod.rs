//! What happens, told as it happens.
//!
//! Each organisation that somebody listens to has one [`feed`] in this process: woken by
//! news, it reads the rows that are new once, looks all listeners up again, and hands each
//! the same bytes. A listener has a [`seat`], with room for a few batches: who reads too
//! slowly loses it, comes again, and is told what was missed.
//!
//! The ids of events are made before they are committed, and by several instances, so rows
//! do not become visible in the order of their ids. A reading therefore begins a stretch
//! before the last id that was seen, and leaves out the rows it has seen; and whoever
//! resumes is told that stretch again, and drops what it has by the versions of the rows. A
//! transaction that is open for longer than the stretch, or instances whose clocks are
//! further apart, would make it miss a row.

mod feed;
mod http;
mod roll;
mod rules;
mod seat;
mod seen;
mod store;

use utoipa_actix_web::service_config::ServiceConfig;

pub use feed::Streams;

/// The operations of live streams.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(http::stream);
}
