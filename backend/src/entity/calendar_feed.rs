//! A calendar subscription; its token is stored as a digest.

use sea_orm::entity::prelude::*;
use shared::id::{FeedId, OrgId, UserId};
use shared::text::Label;
use shared::time::Instant;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_feed")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FeedId,
    pub org_id: OrgId,
    pub user_id: UserId,
    pub label: Label,
    pub token_hash: String,
    pub created_at: Instant,
    pub revoked_at: Option<Instant>,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::org_owned!(Entity);
