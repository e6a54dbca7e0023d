//! A shift.

use sea_orm::entity::prelude::*;
use shared::id::{MissionId, OperationId, OrgId, SeriesId, ShiftId, TeamId, UserId, Version};
use shared::shifts::{BreakMinutes, ShiftKind, ShiftStatus};
use shared::text::{Label, Notes, Reason};
use shared::time::{Day, Instant};

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "shift")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ShiftId,
    pub org_id: OrgId,
    pub mission_id: MissionId,
    pub team_id: Option<TeamId>,
    pub person_id: Option<UserId>,
    pub role: Label,
    pub kind: ShiftKind,
    pub start_at: Instant,
    pub end_at: Instant,
    pub break_minutes: BreakMinutes,
    pub notes: Option<Notes>,
    pub status: ShiftStatus,
    pub overlap_reason: Option<Reason>,
    pub rules_reason: Option<Reason>,
    pub operation_id: Option<OperationId>,
    pub series_id: Option<SeriesId>,
    pub series_day: Option<Day>,
    pub version: Version,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::versioned!(Entity, Id);
