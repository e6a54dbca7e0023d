//! A team.

use sea_orm::entity::prelude::*;
use shared::id::{OrgId, TeamId, Version};
use shared::text::Name;
use shared::time::Instant;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "team")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TeamId,
    pub org_id: OrgId,
    pub name: Name,
    pub version: Version,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::versioned!(Entity, Id);
