//! Missions: the list, a page for each, and one form for both.

mod acts;
mod detail;
mod facts;
mod form;
mod list;
mod words;

pub(crate) use detail::MissionPage;
pub(crate) use list::{MissionsPage, every};
pub(crate) use words::{hue, setting};
