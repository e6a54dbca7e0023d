//! Activity: who did what, with what was before and after.

mod changes;
mod page;
mod words;

pub(crate) use page::ActivityPage;
