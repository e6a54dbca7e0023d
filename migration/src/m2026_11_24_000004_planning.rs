//! Missions, shifts and availability.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, OnDelete, Table, drop_tables};

/// The step.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [mission(), shift(), availability()] {
            table.create(manager).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["availability", "shift", "mission"]).await
    }
}

fn mission() -> Table {
    Table::new("mission")
        .column("id", Kind::Uuid)
        .org()
        .column("title", Kind::Text)
        .optional("venue", Kind::Text)
        .optional("address", Kind::Text)
        .column("hue", Kind::Text)
        .optional("starts_on", Kind::Date)
        .optional("ends_on", Kind::Date)
        .optional("show_number", Kind::Text)
        .optional("notes", Kind::Text)
        .column("state", Kind::Text)
        .column("version", Kind::Integer)
        .column("created_at", Kind::Time)
        .column("updated_at", Kind::Time)
        .key(&["id"])
        .unique("uq_mission_org_id", &["org_id", "id"])
        .index("ix_mission_title", &["org_id", "title", "id"])
}

fn shift() -> Table {
    Table::new("shift")
        .column("id", Kind::Uuid)
        .org()
        .column("mission_id", Kind::Uuid)
        .optional("team_id", Kind::Uuid)
        .optional("person_id", Kind::Uuid)
        .column("role", Kind::Text)
        .column("kind", Kind::Text)
        .column("start_at", Kind::Time)
        .column("end_at", Kind::Time)
        .column("break_minutes", Kind::Integer)
        .optional("notes", Kind::Text)
        .column("status", Kind::Text)
        .optional("overlap_reason", Kind::Text)
        .optional("operation_id", Kind::Uuid)
        .column("version", Kind::Integer)
        .column("created_at", Kind::Time)
        .column("updated_at", Kind::Time)
        .key(&["id"])
        .references(
            "fk_shift_mission",
            &["org_id", "mission_id"],
            "mission",
            &["org_id", "id"],
            OnDelete::Refuse,
        )
        .references(
            "fk_shift_team",
            &["org_id", "team_id"],
            "team",
            &["org_id", "id"],
            OnDelete::Refuse,
        )
        .references(
            "fk_shift_person",
            &["org_id", "person_id"],
            "user_org_role",
            &["org_id", "user_id"],
            OnDelete::Refuse,
        )
        .references(
            "fk_shift_operation",
            &["org_id", "operation_id"],
            "operation",
            &["org_id", "id"],
            OnDelete::Refuse,
        )
        .unique("uq_shift_org_id", &["org_id", "id"])
        .index("ix_shift_start", &["org_id", "start_at", "id"])
        .index("ix_shift_person", &["org_id", "person_id", "start_at"])
        .index("ix_shift_mission", &["org_id", "mission_id"])
        .check("ck_shift_times", "end_at > start_at")
}

fn availability() -> Table {
    Table::new("availability")
        .column("id", Kind::Uuid)
        .org()
        .column("person_id", Kind::Uuid)
        .column("kind", Kind::Text)
        .column("unit", Kind::Text)
        .optional("first_day", Kind::Date)
        .optional("last_day", Kind::Date)
        .column("start_at", Kind::Time)
        .column("end_at", Kind::Time)
        .optional("note", Kind::Text)
        .column("version", Kind::Integer)
        .column("created_at", Kind::Time)
        .column("updated_at", Kind::Time)
        .key(&["id"])
        .references(
            "fk_availability_person",
            &["org_id", "person_id"],
            "user_org_role",
            &["org_id", "user_id"],
            OnDelete::Cascade,
        )
        .unique("uq_availability_org_id", &["org_id", "id"])
        .index("ix_availability_start", &["org_id", "start_at", "id"])
        .index(
            "ix_availability_person",
            &["org_id", "person_id", "start_at"],
        )
        .check("ck_availability_times", "end_at > start_at")
}
