//! What every feature stands on, and nothing that only one of them needs.
//!
//! * [`scope`]: the database as one organisation sees it, the only way to its rows;
//! * [`session`]: who asks, and the extractors that carry their rights;
//! * [`input`] and [`form`]: bodies, parameters and headers, parsed before a handler sees them;
//! * [`storage`]: where pictures and documents lie, a folder or a bucket;
//! * [`reply`] and [`problem`]: the two kinds of answer;
//! * [`db`], [`news`], [`clock`], [`idempotency`], [`page`], [`ratelimit`], [`contract`],
//!   [`headers`], [`health`], [`telemetry`]: as they say.

pub mod clock;
pub mod contract;
pub mod db;
pub mod form;
pub mod headers;
pub mod health;
pub mod idempotency;
pub mod input;
pub mod news;
pub mod page;
pub mod panics;
pub mod problem;
pub mod ratelimit;
pub mod reply;
pub mod scope;
pub mod secret;
pub mod session;
pub mod storage;
pub mod telemetry;
