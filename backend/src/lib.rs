//! The Callboard server: a JSON API for the planning of performing-arts companies.
//!
//! Read [`app`] for how a server is put together, [`platform`] for what every feature
//! stands on, then the feature you came for. A request goes down once and up once:
//! middleware, `http.rs`, `rules.rs`, `store.rs`, and back.

pub mod app;
pub mod config;
pub mod openapi;
pub mod platform;
pub mod state;

pub mod activity;
pub mod auth;
pub mod availability;
pub mod calendar;
pub mod demo;
pub mod docs;
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
pub mod web;

pub mod entity;
