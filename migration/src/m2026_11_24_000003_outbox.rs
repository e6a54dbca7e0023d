//! What happened: bulk acts, events, and the answers of requests that may be repeated.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, OnDelete, Table, drop_tables};

/// The step.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [operation(), event(), idempotency_key()] {
            table.create(manager).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["idempotency_key", "event", "operation"]).await
    }
}

fn operation() -> Table {
    Table::new("operation")
        .column("id", Kind::Uuid)
        .org()
        .column("kind", Kind::Text)
        .optional("actor_id", Kind::Uuid)
        .column("rows", Kind::Integer)
        .column("created_at", Kind::Time)
        .key(&["id"])
        .unique("uq_operation_org_id", &["org_id", "id"])
}

fn event() -> Table {
    Table::new("event")
        .column("id", Kind::Uuid)
        .org()
        .column("kind", Kind::Text)
        .optional("actor_id", Kind::Uuid)
        .column("object_id", Kind::Uuid)
        .optional("object_version", Kind::Integer)
        .optional("before", Kind::Json)
        .optional("after", Kind::Json)
        .optional("operation_id", Kind::Uuid)
        .column("at", Kind::Time)
        .key(&["id"])
        .references(
            "fk_event_operation",
            &["org_id", "operation_id"],
            "operation",
            &["org_id", "id"],
            OnDelete::Refuse,
        )
        .unique("uq_event_org_id", &["org_id", "id"])
        .index("ix_event_object", &["org_id", "object_id", "id"])
}

fn idempotency_key() -> Table {
    Table::new("idempotency_key")
        .org()
        .column("principal", Kind::Text)
        .column("key", Kind::Text)
        .column("body_hash", Kind::Text)
        .column("reply", Kind::Json)
        .column("created_at", Kind::Time)
        .key(&["org_id", "principal", "key"])
}
