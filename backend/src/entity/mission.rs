//! A mission.

use sea_orm::entity::prelude::*;
use shared::id::{MissionId, OrgId, Version};
use shared::missions::{Hue, MissionState, Setting};
use shared::text::{Name, Notes, Place, ShowNumber};
use shared::time::{Day, Instant};

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "mission")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MissionId,
    pub org_id: OrgId,
    pub title: Name,
    pub venue: Option<Name>,
    pub address: Option<Place>,
    pub hue: Hue,
    pub setting: Option<Setting>,
    pub starts_on: Option<Day>,
    pub ends_on: Option<Day>,
    pub show_number: Option<ShowNumber>,
    pub notes: Option<Notes>,
    pub state: MissionState,
    pub version: Version,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::versioned!(Entity, Id);
