//! One's own profile: who one is, how the app looks, the password, the sessions.

mod browser;
mod display;
mod identity;
mod leaving;
mod page;
mod password;
mod sessions;

pub(crate) use page::ProfilePage;
