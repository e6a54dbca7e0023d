//! Templates of shifts, and series: shifts that recur.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, OnDelete, Table, add_columns, drop_columns, drop_tables, index};

/// The step.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The shifts of a series are found by it.
const BY_SERIES: &str = "ix_shift_series";

/// Of which series a shift is an occurrence, and of which of its days. No foreign key: SQLite
/// adds none to a table that is there. Series are never removed, and what is written here comes
/// from a series that was read in the organisation's scope, never from a request.
const OCCURRENCE: [(&str, Kind); 2] = [("series_id", Kind::Uuid), ("series_day", Kind::Date)];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        shift_template().create(manager).await?;
        shift_series().create(manager).await?;
        add_columns(manager, "shift", &OCCURRENCE).await?;
        let by_series = index(BY_SERIES, "shift", &["org_id", "series_id", "series_day"]);
        manager.create_index(by_series).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop().name(BY_SERIES).table("shift").to_owned();
        manager.drop_index(index).await?;
        drop_columns(manager, "shift", &["series_day", "series_id"]).await?;
        drop_tables(manager, &["shift_series", "shift_template"]).await
    }
}

fn shift_template() -> Table {
    Table::new("shift_template")
        .column("id", Kind::Uuid)
        .org()
        .column("label", Kind::Text)
        .column("role", Kind::Text)
        .column("kind", Kind::Text)
        .column("start", Kind::Text)
        .column("duration_minutes", Kind::Integer)
        .column("break_minutes", Kind::Integer)
        .optional("mission_id", Kind::Uuid)
        .optional("team_id", Kind::Uuid)
        .column("hue", Kind::Text)
        .column("state", Kind::Text)
        .column("version", Kind::Integer)
        .column("created_at", Kind::Time)
        .column("updated_at", Kind::Time)
        .key(&["id"])
        .references(
            "fk_shift_template_mission",
            &["org_id", "mission_id"],
            "mission",
            &["org_id", "id"],
            OnDelete::Refuse,
        )
        .references(
            "fk_shift_template_team",
            &["org_id", "team_id"],
            "team",
            &["org_id", "id"],
            OnDelete::Refuse,
        )
        .unique("uq_shift_template_org_id", &["org_id", "id"])
        .index("ix_shift_template_label", &["org_id", "label", "id"])
        .check("ck_shift_template_duration", "duration_minutes > 0")
}

fn shift_series() -> Table {
    Table::new("shift_series")
        .column("id", Kind::Uuid)
        .org()
        .column("rule", Kind::Text)
        .column("first_day", Kind::Date)
        .column("pattern", Kind::Json)
        .column("version", Kind::Integer)
        .column("created_at", Kind::Time)
        .column("updated_at", Kind::Time)
        .key(&["id"])
        .unique("uq_shift_series_org_id", &["org_id", "id"])
}
