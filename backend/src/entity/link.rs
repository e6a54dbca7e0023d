//! An invitation or password link; its token is stored as a digest.

use sea_orm::entity::prelude::*;
use shared::auth::LinkKind;
use shared::id::{LinkId, OrgId, UserId};
use shared::time::Instant;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LinkId,
    pub org_id: OrgId,
    pub user_id: UserId,
    pub kind: LinkKind,
    pub token_hash: String,
    pub created_by: UserId,
    pub created_at: Instant,
    pub expires_at: Instant,
    pub used_at: Option<Instant>,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::org_owned!(Entity);
