//! The frame around the pages: who may come in, which organisation a page is of, the bar with
//! the ways to the other pages.

mod account;
mod frame;
mod nav;
mod not_found;
mod org;
mod switcher;

pub(crate) use frame::{Frame, aside, greet};
pub(crate) use not_found::NotFound;
pub(crate) use org::{Home, InOrg};
