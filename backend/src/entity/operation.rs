//! A bulk act.

use sea_orm::entity::prelude::*;
use shared::id::{OperationId, OrgId, UserId};
use shared::operations::OperationKind;
use shared::time::Instant;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "operation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OperationId,
    pub org_id: OrgId,
    pub kind: OperationKind,
    pub actor_id: Option<UserId>,
    pub rows: i32,
    pub created_at: Instant,
    pub undone_by: Option<OperationId>,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub report: Option<Json>,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::org_owned!(Entity);
