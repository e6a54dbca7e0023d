//! A row of the outbox: one change.

use sea_orm::entity::prelude::*;
use shared::id::{EventId, OperationId, OrgId, UserId, Version};
use shared::time::Instant;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EventId,
    pub org_id: OrgId,
    pub kind: String,
    pub actor_id: Option<UserId>,
    pub object_id: Uuid,
    pub object_version: Option<Version>,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub before: Option<Json>,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub after: Option<Json>,
    pub operation_id: Option<OperationId>,
    pub at: Instant,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::org_owned!(Entity);
