//! A shift as it was announced last.

use sea_orm::entity::prelude::*;
use shared::id::{MissionId, OrgId, PublicationId, ShiftId, TeamId, UserId, Version};
use shared::publications::CopyState;
use shared::shifts::{BreakMinutes, ShiftKind};
use shared::text::{Label, Notes};
use shared::time::Instant;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "published_shift")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub shift_id: ShiftId,
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
    pub state: CopyState,
    pub publication_id: Option<PublicationId>,
    pub version: Version,
    pub updated_at: Instant,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::org_owned!(Entity);
