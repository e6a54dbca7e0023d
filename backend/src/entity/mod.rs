//! The tables, one file each: the shape of a row and nothing else. What a column means is said
//! where its value comes from, in the `In` and `Out` types of `shared`.
//!
//! Imported by `store.rs` and `job.rs` alone.
#![expect(
    missing_docs,
    reason = "a column is named as the field of `shared` that explains it"
)]

pub mod acknowledgement;
pub mod api_key;
pub mod availability;
pub mod calendar_feed;
pub mod event;
pub mod idempotency_key;
pub mod labour_policy;
pub mod link;
pub mod media;
pub mod media_removal;
pub mod media_usage;
pub mod mission;
pub mod operation;
pub mod organisation;
pub mod presence;
pub mod publication;
pub mod publication_change;
pub mod publication_count;
pub mod published_shift;
pub mod session;
pub mod shift;
pub mod shift_series;
pub mod shift_template;
pub mod team;
pub mod throttle;
pub mod user;
pub mod user_org_role;
pub mod user_team;
