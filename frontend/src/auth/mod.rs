//! Signing in and out, and using a link that an ADMIN has handed over.

mod link;
mod next;
mod out;
mod sign_in;

pub(crate) use link::LinkPage;
pub(crate) use next::sign_in_path;
pub(crate) use out::{sign_out, sign_out_everywhere};
pub(crate) use sign_in::SignInPage;
