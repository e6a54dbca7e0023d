//! An organisation.

use sea_orm::entity::prelude::*;
use shared::id::{OrgId, Version};
use shared::text::{Name, Slug};
use shared::time::{Instant, Zone};

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrgId,
    pub name: Name,
    pub slug: Slug,
    pub zone: Zone,
    pub version: Version,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
