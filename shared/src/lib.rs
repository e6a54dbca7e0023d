//! What the server and the web app have in common: types, pure rules and calls.
//!
//! Nothing here does I/O, so nothing here can fail but by refusing its input. The crate
//! compiles to wasm and to the server; the feature `server` adds what only the server
//! needs: schemas for the API document, column types and Unicode normalisation.
//!
//! Read the vocabulary first ([`id`], [`text`], [`time`], [`access`], [`problem`],
//! [`patch`], [`page`], [`call`]), then the feature you came for. Each feature holds its
//! `In` / `Patch` / `Out` types, the rules both sides use, and its `Call` functions.

pub mod access;
mod bounded;
pub mod call;
pub mod form;
pub mod id;
pub mod page;
pub mod patch;
pub mod problem;
pub mod text;
pub mod time;
mod word;

pub mod activity;
pub mod auth;
pub mod availability;
pub mod calendar;
pub mod labour;
pub mod media;
pub mod missions;
pub mod operations;
pub mod orgs;
pub mod planning;
pub mod publications;
pub mod series;
pub mod shifts;
pub mod teams;
pub mod templates;
pub mod users;
