//! Who is what in an organisation, the teams, and the links and keys its ADMINs make.

use sea_orm_migration::prelude::*;

use crate::table::{Kind, OnDelete, Table, drop_tables};

/// The step.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [user_org_role(), team(), user_team(), link(), api_key()] {
            table.create(manager).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &["api_key", "link", "user_team", "team", "user_org_role"],
        )
        .await
    }
}

fn user_org_role() -> Table {
    Table::new("user_org_role")
        .org()
        .column("user_id", Kind::Uuid)
        .column("role", Kind::Text)
        .optional("joined_at", Kind::Time)
        .optional("left_at", Kind::Time)
        .column("version", Kind::Integer)
        .column("created_at", Kind::Time)
        .column("updated_at", Kind::Time)
        .key(&["org_id", "user_id"])
        .references(
            "fk_user_org_role_user",
            &["user_id"],
            "user",
            &["id"],
            OnDelete::Refuse,
        )
        .index("ix_user_org_role_user", &["user_id"])
}

fn team() -> Table {
    Table::new("team")
        .column("id", Kind::Uuid)
        .org()
        .column("name", Kind::Text)
        .column("version", Kind::Integer)
        .column("created_at", Kind::Time)
        .column("updated_at", Kind::Time)
        .key(&["id"])
        .unique("uq_team_org_id", &["org_id", "id"])
        .unique("uq_team_org_name", &["org_id", "name"])
}

fn user_team() -> Table {
    Table::new("user_team")
        .org()
        .column("team_id", Kind::Uuid)
        .column("user_id", Kind::Uuid)
        .key(&["org_id", "team_id", "user_id"])
        .references(
            "fk_user_team_team",
            &["org_id", "team_id"],
            "team",
            &["org_id", "id"],
            OnDelete::Cascade,
        )
        .references(
            "fk_user_team_member",
            &["org_id", "user_id"],
            "user_org_role",
            &["org_id", "user_id"],
            OnDelete::Cascade,
        )
        .index("ix_user_team_user", &["org_id", "user_id"])
}

fn link() -> Table {
    Table::new("link")
        .column("id", Kind::Uuid)
        .org()
        .column("user_id", Kind::Uuid)
        .column("kind", Kind::Text)
        .column("token_hash", Kind::Text)
        .column("created_by", Kind::Uuid)
        .column("created_at", Kind::Time)
        .column("expires_at", Kind::Time)
        .optional("used_at", Kind::Time)
        .key(&["id"])
        .references(
            "fk_link_member",
            &["org_id", "user_id"],
            "user_org_role",
            &["org_id", "user_id"],
            OnDelete::Cascade,
        )
        .unique("uq_link_token_hash", &["token_hash"])
        .index("ix_link_user", &["org_id", "user_id"])
}

fn api_key() -> Table {
    Table::new("api_key")
        .column("id", Kind::Uuid)
        .org()
        .column("user_id", Kind::Uuid)
        .column("label", Kind::Text)
        .column("scopes", Kind::Text)
        .column("prefix", Kind::Text)
        .column("secret_hash", Kind::Text)
        .column("created_at", Kind::Time)
        .column("expires_at", Kind::Time)
        .optional("last_used_at", Kind::Time)
        .optional("revoked_at", Kind::Time)
        .key(&["id"])
        .references(
            "fk_api_key_member",
            &["org_id", "user_id"],
            "user_org_role",
            &["org_id", "user_id"],
            OnDelete::Refuse,
        )
        .unique("uq_api_key_org_id", &["org_id", "id"])
        .unique("uq_api_key_secret_hash", &["secret_hash"])
}
