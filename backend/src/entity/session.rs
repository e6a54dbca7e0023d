//! A browser that is signed in.

use sea_orm::entity::prelude::*;
use shared::id::{SessionId, UserId};
use shared::time::Instant;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    pub user_id: UserId,
    pub refresh_hash: String,
    pub previous_hash: Option<String>,
    pub rotated_at: Instant,
    pub created_at: Instant,
    pub last_used_at: Instant,
    pub expires_at: Instant,
    pub user_agent: Option<String>,
    pub address: Option<String>,
    pub revoked_at: Option<Instant>,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
