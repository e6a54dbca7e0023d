//! People: the directory, a page for each, and the members as an administrator keeps them.

mod contact;
mod directory;
mod edit;
mod invite;
mod link;
mod list;
mod members;
mod person;
mod remove;
mod row;
mod words;

pub(crate) use directory::Directory;
pub(crate) use list::PeoplePage;
pub(crate) use members::MembersPage;
pub(crate) use person::PersonPage;
pub(crate) use words::role;
