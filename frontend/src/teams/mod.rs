//! Teams: who is in which, made and changed by an administrator.

mod deletion;
mod form;
mod list;

pub(crate) use list::TeamsPage;
