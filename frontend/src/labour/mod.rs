//! Labour rules: the organisation's, and what they say of a shift, in words.

mod deletion;
mod form;
mod list;
mod policies;
mod words;

pub(crate) use list::RulesPage;
pub(crate) use words::{line, mark, some};
