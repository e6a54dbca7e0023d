//! The API, told as stories: a real server on a port of its own, a database of its own, people
//! who send the calls that the web app sends. On SQLite, or on the PostgreSQL server that
//! `CALLBOARD_TEST_DATABASE_URL` names.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]
#![expect(
    unreachable_pub,
    reason = "a test binary exports nothing; `pub` says what a story may use"
)]

mod support;

mod access;
mod auth;
mod calendar;
mod contract;
mod demo;
mod edge;
mod input;
mod labour;
mod live;
mod media;
mod missions;
mod operations;
mod output;
mod publications;
mod races;
mod schema;
mod series;
mod server;
mod shifts;
mod storage;
mod templates;
mod tenancy;
mod users;
mod wire;
