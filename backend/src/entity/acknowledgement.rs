//! That a publication tells a person of a change, and when they said that they know.

use sea_orm::entity::prelude::*;
use shared::id::{OrgId, PublicationId, UserId};
use shared::time::Instant;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "acknowledgement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org_id: OrgId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub publication_id: PublicationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: UserId,
    pub acknowledged_at: Option<Instant>,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::org_owned!(Entity);
