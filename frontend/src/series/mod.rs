//! Series: the repeating of a shift, and how one recurs in words. Changing several occurrences
//! is asked over the planning, in [`crate::planning`].

mod asked;
mod line;
mod repeat;
mod words;

pub(crate) use line::{SeriesRule, shown_of};
pub(crate) use repeat::RepeatPage;
