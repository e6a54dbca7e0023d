//! Labour rules: what they say of a shift, in words.

mod words;

pub(crate) use words::{line, mark, some};
