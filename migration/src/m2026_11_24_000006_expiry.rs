//! How rows that have had their time are found, so that they can be removed a few at a time.

use sea_orm_migration::prelude::*;

use crate::table::index;

/// The step.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Each index: its name, its table and its columns.
const INDEXES: [(&str, &str, &[&str]); 2] = [
    ("ix_throttle_window_start", "throttle", &["window_start"]),
    (
        "ix_idempotency_key_created_at",
        "idempotency_key",
        &["org_id", "created_at"],
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table, columns) in INDEXES {
            manager.create_index(index(name, table, columns)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table, _) in INDEXES {
            let index = Index::drop().name(name).table(table).to_owned();
            manager.drop_index(index).await?;
        }
        Ok(())
    }
}
