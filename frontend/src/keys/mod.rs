//! Keys for integrators: made with their rights, shown once, revoked.

mod form;
mod list;
mod words;

pub(crate) use list::KeysPage;
pub(crate) use words::scope;
