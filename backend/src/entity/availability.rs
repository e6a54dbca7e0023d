//! A stretch of availability. The days of one declared in whole days are kept beside its
//! instants, so that it can be shown as it was declared.

use sea_orm::entity::prelude::*;
use shared::availability::{AvailabilityKind, SpanUnit};
use shared::id::{AvailabilityId, OrgId, UserId, Version};
use shared::text::Reason;
use shared::time::{Day, Instant};

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "availability")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AvailabilityId,
    pub org_id: OrgId,
    pub person_id: UserId,
    pub kind: AvailabilityKind,
    pub unit: SpanUnit,
    pub first_day: Option<Day>,
    pub last_day: Option<Day>,
    pub start_at: Instant,
    pub end_at: Instant,
    pub note: Option<Reason>,
    pub version: Version,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::versioned!(Entity, Id);
