//! The labour rules of an organisation, from a day on.

use sea_orm::entity::prelude::*;
use shared::id::{LabourPolicyId, OrgId, Version};
use shared::time::{Day, Instant};

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "labour_policy")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LabourPolicyId,
    pub org_id: OrgId,
    pub effective_from: Day,
    #[sea_orm(column_type = "JsonBinary")]
    pub limits: Json,
    #[sea_orm(column_type = "JsonBinary")]
    pub levels: Json,
    pub version: Version,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::versioned!(Entity, Id);
