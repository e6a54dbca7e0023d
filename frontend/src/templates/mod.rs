//! Templates: the list, the form, and the planning by one of them.

mod apply;
mod asked;
mod form;
mod list;
mod words;

pub(crate) use apply::ApplyPage;
pub(crate) use list::TemplatesPage;
pub(crate) use words::weekday;
