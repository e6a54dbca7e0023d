//! Accounts and how they sign in, and the organisations they belong to.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, OnDelete, Table, drop_tables};

/// The step.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [organisation(), user(), session(), throttle()] {
            table.create(manager).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["throttle", "session", "user", "organisation"]).await
    }
}

fn organisation() -> Table {
    Table::new("organisation")
        .column("id", Kind::Uuid)
        .column("name", Kind::Text)
        .column("slug", Kind::Text)
        .column("zone", Kind::Text)
        .column("version", Kind::Integer)
        .column("created_at", Kind::Time)
        .column("updated_at", Kind::Time)
        .key(&["id"])
        .unique("uq_organisation_slug", &["slug"])
}

fn user() -> Table {
    Table::new("user")
        .column("id", Kind::Uuid)
        .column("email", Kind::Text)
        .column("name", Kind::Text)
        .optional("phone", Kind::Text)
        .optional("password_hash", Kind::Text)
        .column("language", Kind::Text)
        .column("theme", Kind::Text)
        .column("shortcuts", Kind::Text)
        .optional("default_org_id", Kind::Uuid)
        .column("version", Kind::Integer)
        .column("created_at", Kind::Time)
        .column("updated_at", Kind::Time)
        .key(&["id"])
        .references(
            "fk_user_default_org",
            &["default_org_id"],
            "organisation",
            &["id"],
            OnDelete::SetNull,
        )
        .unique("uq_user_email", &["email"])
}

fn session() -> Table {
    Table::new("session")
        .column("id", Kind::Uuid)
        .column("user_id", Kind::Uuid)
        .column("refresh_hash", Kind::Text)
        .optional("previous_hash", Kind::Text)
        .column("rotated_at", Kind::Time)
        .column("created_at", Kind::Time)
        .column("last_used_at", Kind::Time)
        .column("expires_at", Kind::Time)
        .optional("user_agent", Kind::Text)
        .optional("address", Kind::Text)
        .optional("revoked_at", Kind::Time)
        .key(&["id"])
        .references(
            "fk_session_user",
            &["user_id"],
            "user",
            &["id"],
            OnDelete::Cascade,
        )
        .unique("uq_session_refresh_hash", &["refresh_hash"])
        .index("ix_session_user", &["user_id", "created_at"])
}

fn throttle() -> Table {
    Table::new("throttle")
        .column("key", Kind::Text)
        .column("window_start", Kind::Time)
        .column("count", Kind::Integer)
        .key(&["key"])
}
