//! Shifts that a bulk act plans: what stands in the way of each, what can be chosen for it, and
//! what became of it. Copying a week, applying a template and repeating a shift show the same.

mod choices;
mod meant;
mod rows;
mod words;

pub(crate) use choices::Choices;
pub(crate) use meant::Meant;
pub(crate) use rows::{report, table, told};
pub(crate) use words::Act;
pub(crate) use words::verdict as verdict_words;
