//! A series: a shift that recurs.

use sea_orm::entity::prelude::*;
use shared::id::{OrgId, SeriesId, Version};
use shared::series::Rule;
use shared::time::{Day, Instant};

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "shift_series")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SeriesId,
    pub org_id: OrgId,
    pub rule: Rule,
    pub first_day: Day,
    #[sea_orm(column_type = "JsonBinary")]
    pub pattern: Json,
    pub version: Version,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::versioned!(Entity, Id);
