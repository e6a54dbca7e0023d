//! The web app of Callboard.
//!
//! [`app`] is its map: which address shows which page. [`shell`] is the frame around the
//! pages; each feature has a folder, named as in every crate, with its pages. [`ui`] is what
//! pages are put together from. [`http`] alone talks to the server, [`session`] knows who is
//! signed in and what they may do, [`i18n`] has the words.

#![expect(
    unreachable_pub,
    reason = "the macro of a component writes its function so, whatever its visibility"
)]

mod access;
mod activity;
mod app;
mod auth;
mod availability;
mod calendar;
mod clock;
mod connection;
mod dates;
mod http;
mod i18n;
mod keys;
mod labour;
mod later;
mod media;
mod missions;
mod months;
mod names;
mod operations;
mod orgs;
mod planning;
mod problem;
mod profile;
mod publications;
mod series;
mod session;
mod shell;
mod shifts;
mod teams;
mod templates;
mod ui;
mod users;

fn main() {
    console_error_panic_hook::set_once();
    app::start();
}
