//! The iCalendar format (RFC 5545), as real programs write it and as they like to read it.
//!
//! Nothing here knows of requests or of the database.

mod lines;
mod read;
mod times;
mod vtimezone;
mod windows;
mod write;
mod zones;

pub(super) use read::{Event, read};
pub(super) use times::Times;
pub(super) use write::{Entry, Feed, write};

#[cfg(test)]
mod tests;
