//! What a person is in an organisation. The row of somebody who left is kept, so that past
//! shifts keep the name.

use sea_orm::entity::prelude::*;
use shared::access::Role;
use shared::id::{OrgId, UserId, Version};
use shared::time::Instant;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "user_org_role")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org_id: OrgId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    pub role: Role,
    pub joined_at: Option<Instant>,
    pub left_at: Option<Instant>,
    pub version: Version,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::versioned!(Entity, UserId);
