//! A picture or document. Its bytes lie in the store, in the folder that the row names.

use sea_orm::entity::prelude::*;
use shared::id::{MediaId, MissionId, OrgId, UserId};
use shared::media::{MediaPurpose, MediaState, MediaType};
use shared::text::Name;
use shared::time::Instant;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "media")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MediaId,
    pub org_id: OrgId,
    pub purpose: MediaPurpose,
    pub person_id: Option<UserId>,
    pub mission_id: Option<MissionId>,
    pub state: MediaState,
    pub folder: String,
    pub name: Option<Name>,
    pub content_type: MediaType,
    pub bytes: i32,
    pub sha256: String,
    pub small_type: Option<MediaType>,
    pub small_bytes: Option<i32>,
    pub small_sha256: Option<String>,
    pub created_at: Instant,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::org_owned!(Entity);
