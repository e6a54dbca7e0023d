//! Pictures and documents: what is stored, how much of it, and what is still to be removed.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, OnDelete, Table, drop_tables};

/// The step.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [media(), media_usage(), media_removal()] {
            table.create(manager).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["media_removal", "media_usage", "media"]).await
    }
}

fn media() -> Table {
    Table::new("media")
        .column("id", Kind::Uuid)
        .org()
        .column("purpose", Kind::Text)
        .optional("person_id", Kind::Uuid)
        .optional("mission_id", Kind::Uuid)
        .column("state", Kind::Text)
        .column("folder", Kind::Text)
        .optional("name", Kind::Text)
        .column("content_type", Kind::Text)
        .column("bytes", Kind::Integer)
        .column("sha256", Kind::Text)
        .optional("small_type", Kind::Text)
        .optional("small_bytes", Kind::Integer)
        .optional("small_sha256", Kind::Text)
        .column("created_at", Kind::Time)
        .key(&["id"])
        .references(
            "fk_media_person",
            &["org_id", "person_id"],
            "user_org_role",
            &["org_id", "user_id"],
            OnDelete::Refuse,
        )
        .references(
            "fk_media_mission",
            &["org_id", "mission_id"],
            "mission",
            &["org_id", "id"],
            OnDelete::Refuse,
        )
        .check(
            "ck_media_of_one_thing",
            "(person_id IS NULL) <> (mission_id IS NULL)",
        )
        .unique("uq_media_org_id", &["org_id", "id"])
        .unique("uq_media_folder", &["folder"])
        .index("ix_media_person", &["org_id", "person_id"])
        .index("ix_media_mission", &["org_id", "mission_id", "id"])
        .index("ix_media_state", &["state", "created_at"])
}

/// What each organisation has stored. Its row is locked by whoever adds or removes.
fn media_usage() -> Table {
    Table::new("media_usage")
        .org()
        .column("bytes", Kind::Bigint)
        .column("files", Kind::Integer)
        .key(&["org_id"])
}

/// The objects to remove from the store: written in the transaction that removes their row.
fn media_removal() -> Table {
    Table::new("media_removal")
        .column("folder", Kind::Text)
        .org()
        .column("due_at", Kind::Time)
        .key(&["folder"])
        .index("ix_media_removal_due", &["due_at"])
}
