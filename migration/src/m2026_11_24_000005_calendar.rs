//! Calendar subscriptions.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, OnDelete, Table, drop_tables};

/// The step.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [calendar_feed()] {
            table.create(manager).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["calendar_feed"]).await
    }
}

fn calendar_feed() -> Table {
    Table::new("calendar_feed")
        .column("id", Kind::Uuid)
        .org()
        .column("user_id", Kind::Uuid)
        .column("label", Kind::Text)
        .column("token_hash", Kind::Text)
        .column("created_at", Kind::Time)
        .optional("revoked_at", Kind::Time)
        .key(&["id"])
        .references(
            "fk_calendar_feed_maker",
            &["org_id", "user_id"],
            "user_org_role",
            &["org_id", "user_id"],
            OnDelete::Refuse,
        )
        .unique("uq_calendar_feed_org_id", &["org_id", "id"])
        .unique("uq_calendar_feed_token_hash", &["token_hash"])
}
