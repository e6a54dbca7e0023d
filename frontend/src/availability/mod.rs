//! Availability: when people can work. Everybody says it for themselves, planners for all.

mod deletion;
mod form;
mod page;
mod row;
mod stretches;
mod times;
mod whose;
mod words;

pub(crate) use page::AvailabilityPage;
pub(crate) use stretches::stretches;
pub(crate) use words::{kind, span};
