//! Publications: what was announced, to whom, who knows of it, and one's own changes.

mod changes;
mod detail;
mod list;
mod own;
mod words;

pub(crate) use changes::{Known, people};
pub(crate) use detail::PublicationPage;
pub(crate) use list::PublicationsPage;
pub(crate) use own::{OwnChanges, unread};
