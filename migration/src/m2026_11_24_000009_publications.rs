//! Publications: numbered, with the copy of each shift as it was announced, and who knows of it.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, OnDelete, Table, drop_tables};

/// The step.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// What was published until now is announced as it is. Its copy goes on from the version, by
/// which calendar apps tell a newer event from an older one.
const ANNOUNCE: &str = "INSERT INTO published_shift (shift_id, org_id, mission_id, team_id, \
    person_id, role, kind, start_at, end_at, break_minutes, notes, state, publication_id, \
    version, updated_at) \
    SELECT id, org_id, mission_id, team_id, person_id, role, kind, start_at, end_at, \
    break_minutes, notes, 'ANNOUNCED', NULL, version, updated_at \
    FROM shift WHERE status = 'PUBLISHED'";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            publication_count(),
            publication(),
            publication_change(),
            acknowledgement(),
            published_shift(),
        ];
        for table in tables {
            table.create(manager).await?;
        }
        let connection = manager.get_connection();
        connection.execute_unprepared(ANNOUNCE).await.map(|_| ())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "published_shift",
            "acknowledgement",
            "publication_change",
            "publication",
            "publication_count",
        ];
        drop_tables(manager, &tables).await
    }
}

/// The number of an organisation's last publication. Locked, it hands out the next one.
fn publication_count() -> Table {
    Table::new("publication_count")
        .org()
        .column("last", Kind::Integer)
        .key(&["org_id"])
}

fn publication() -> Table {
    Table::new("publication")
        .column("id", Kind::Uuid)
        .org()
        .column("number", Kind::Integer)
        .column("operation_id", Kind::Uuid)
        .optional("actor_id", Kind::Uuid)
        .column("first_day", Kind::Date)
        .column("last_day", Kind::Date)
        .optional("team", Kind::Text)
        .column("people", Kind::Integer)
        .column("shifts", Kind::Integer)
        .optional("takes_back", Kind::Integer)
        .column("created_at", Kind::Time)
        .key(&["id"])
        .references(
            "fk_publication_operation",
            &["org_id", "operation_id"],
            "operation",
            &["org_id", "id"],
            OnDelete::Refuse,
        )
        .unique("uq_publication_org_id", &["org_id", "id"])
        .unique("uq_publication_org_number", &["org_id", "number"])
        .index("ix_publication_operation", &["org_id", "operation_id"])
}

/// What a publication changed of a shift. The people stand in columns of their own too, so that
/// each can be told what is theirs.
fn publication_change() -> Table {
    of_publication(Table::new("publication_change").org(), "publication_change")
        .column("shift_id", Kind::Uuid)
        .optional("before_person_id", Kind::Uuid)
        .optional("after_person_id", Kind::Uuid)
        .optional("before", Kind::Json)
        .optional("after", Kind::Json)
        .key(&["org_id", "publication_id", "shift_id"])
}

/// That a publication tells a person of a change, and when they said that they know.
fn acknowledgement() -> Table {
    of_publication(Table::new("acknowledgement").org(), "acknowledgement")
        .column("person_id", Kind::Uuid)
        .optional("acknowledged_at", Kind::Time)
        .key(&["org_id", "publication_id", "person_id"])
        .references(
            "fk_acknowledgement_person",
            &["org_id", "person_id"],
            "user_org_role",
            &["org_id", "user_id"],
            OnDelete::Cascade,
        )
        .index(
            "ix_acknowledgement_person",
            &["org_id", "person_id", "acknowledged_at"],
        )
}

/// A shift as it was announced last. It outlives the shift, so it refers to none.
fn published_shift() -> Table {
    Table::new("published_shift")
        .column("shift_id", Kind::Uuid)
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
        .column("state", Kind::Text)
        .optional("publication_id", Kind::Uuid)
        .column("version", Kind::Integer)
        .column("updated_at", Kind::Time)
        .key(&["shift_id"])
        .references(
            "fk_published_shift_mission",
            &["org_id", "mission_id"],
            "mission",
            &["org_id", "id"],
            OnDelete::Refuse,
        )
        .references(
            "fk_published_shift_team",
            &["org_id", "team_id"],
            "team",
            &["org_id", "id"],
            OnDelete::Refuse,
        )
        .references(
            "fk_published_shift_person",
            &["org_id", "person_id"],
            "user_org_role",
            &["org_id", "user_id"],
            OnDelete::Refuse,
        )
        .references(
            "fk_published_shift_publication",
            &["org_id", "publication_id"],
            "publication",
            &["org_id", "id"],
            OnDelete::Refuse,
        )
        .unique("uq_published_shift_org_id", &["org_id", "shift_id"])
        .index(
            "ix_published_shift_start",
            &["org_id", "start_at", "shift_id"],
        )
        .index("ix_published_shift_mission", &["org_id", "mission_id"])
        .check("ck_published_shift_times", "end_at > start_at")
}

fn of_publication(table: Table, name: &str) -> Table {
    table.column("publication_id", Kind::Uuid).references(
        &format!("fk_{name}_publication"),
        &["org_id", "publication_id"],
        "publication",
        &["org_id", "id"],
        OnDelete::Cascade,
    )
}
