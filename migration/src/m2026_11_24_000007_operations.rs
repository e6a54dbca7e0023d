//! Operations that can be looked at afterwards and undone.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, add_columns, drop_columns, index};

/// The step.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "operation";

/// What refers to an operation is found by it.
const BY_OPERATION: &str = "ix_event_operation";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The operation that undid it is no foreign key: SQLite adds none to a table that is
        // there, and operations are never removed.
        let columns = [("undone_by", Kind::Uuid), ("report", Kind::Json)];
        add_columns(manager, TABLE, &columns).await?;
        let by_operation = index(BY_OPERATION, "event", &["org_id", "operation_id", "id"]);
        manager.create_index(by_operation).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop().name(BY_OPERATION).table("event").to_owned();
        manager.drop_index(index).await?;
        drop_columns(manager, TABLE, &["report", "undone_by"]).await
    }
}
