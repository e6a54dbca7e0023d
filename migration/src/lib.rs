//! The schema, one step a theme. `README.md` says how a step is written so that the binary
//! before it still runs on the schema after it.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod m2026_11_24_000001_accounts;
mod m2026_11_24_000002_membership;
mod m2026_11_24_000003_outbox;
mod m2026_11_24_000004_planning;
mod m2026_11_24_000005_calendar;
mod m2026_11_24_000006_expiry;
mod m2026_11_24_000007_operations;
mod m2026_11_24_000008_templates;
mod m2026_11_24_000009_publications;
mod m2026_11_24_000010_labour;
mod m2026_11_24_000011_presence;
mod m2026_11_24_000012_media;
mod table;

/// The steps, in their order.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m2026_11_24_000001_accounts::Migration),
            Box::new(m2026_11_24_000002_membership::Migration),
            Box::new(m2026_11_24_000003_outbox::Migration),
            Box::new(m2026_11_24_000004_planning::Migration),
            Box::new(m2026_11_24_000005_calendar::Migration),
            Box::new(m2026_11_24_000006_expiry::Migration),
            Box::new(m2026_11_24_000007_operations::Migration),
            Box::new(m2026_11_24_000008_templates::Migration),
            Box::new(m2026_11_24_000009_publications::Migration),
            Box::new(m2026_11_24_000010_labour::Migration),
            Box::new(m2026_11_24_000011_presence::Migration),
            Box::new(m2026_11_24_000012_media::Migration),
        ]
    }
}
