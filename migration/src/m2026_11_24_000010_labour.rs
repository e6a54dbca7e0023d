//! Labour rules of an organisation, where a mission is worked, and why a rule was overridden.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, Table, add_columns, drop_columns, drop_tables};

/// The step.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const POLICY: &str = "labour_policy";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        policy().create(manager).await?;
        // The binary before this one writes missions without it: in the house, then.
        add_columns(manager, "mission", &[("setting", Kind::Text)]).await?;
        add_columns(manager, "shift", &[("rules_reason", Kind::Text)]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_columns(manager, "shift", &["rules_reason"]).await?;
        drop_columns(manager, "mission", &["setting"]).await?;
        drop_tables(manager, &[POLICY]).await
    }
}

fn policy() -> Table {
    Table::new(POLICY)
        .column("id", Kind::Uuid)
        .org()
        .column("effective_from", Kind::Date)
        .column("limits", Kind::Json)
        .column("levels", Kind::Json)
        .column("version", Kind::Integer)
        .column("created_at", Kind::Time)
        .column("updated_at", Kind::Time)
        .key(&["id"])
        .unique("uq_labour_policy_org_id", &["org_id", "id"])
        .unique("uq_labour_policy_org_day", &["org_id", "effective_from"])
}
