//! Who looks at which week. The rows of streams that are open are kept fresh by the server that
//! has them; the others are worth nothing after a while, and are removed.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, OnDelete, Table, drop_tables};

/// The step.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let member = ["org_id", "user_id"];
        Table::new("presence")
            .org()
            .column("user_id", Kind::Uuid)
            .column("stream_id", Kind::Uuid)
            .column("monday", Kind::Date)
            .column("seen_at", Kind::Time)
            .key(&["org_id", "user_id", "stream_id"])
            .references(
                "fk_presence_user_org_role",
                &member,
                "user_org_role",
                &member,
                OnDelete::Cascade,
            )
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["presence"]).await
    }
}
