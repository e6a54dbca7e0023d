//! Shifts in lists: day by day, as the pages of missions and people show them.

mod calls;
mod words;

pub(crate) use calls::{Call, calls};
pub(crate) use words::{kind, kinds, status, statuses, work};
