//! A template of shifts.

use sea_orm::entity::prelude::*;
use shared::id::{MissionId, OrgId, TeamId, TemplateId, Version};
use shared::missions::Hue;
use shared::shifts::{BreakMinutes, ShiftKind, ShiftMinutes};
use shared::templates::TemplateState;
use shared::text::{Label, Name};
use shared::time::{Instant, LocalTime};

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "shift_template")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TemplateId,
    pub org_id: OrgId,
    pub label: Name,
    pub role: Label,
    pub kind: ShiftKind,
    pub start: LocalTime,
    pub duration_minutes: ShiftMinutes,
    pub break_minutes: BreakMinutes,
    pub mission_id: Option<MissionId>,
    pub team_id: Option<TeamId>,
    pub hue: Hue,
    pub state: TemplateState,
    pub version: Version,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::versioned!(Entity, Id);
