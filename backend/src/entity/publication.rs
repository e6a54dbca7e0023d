//! A publication.

use sea_orm::entity::prelude::*;
use shared::id::{OperationId, OrgId, PublicationId, UserId};
use shared::text::Name;
use shared::time::{Day, Instant};

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "publication")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PublicationId,
    pub org_id: OrgId,
    pub number: i32,
    pub operation_id: OperationId,
    pub actor_id: Option<UserId>,
    pub first_day: Day,
    pub last_day: Day,
    pub team: Option<Name>,
    pub people: i32,
    pub shifts: i32,
    pub takes_back: Option<i32>,
    pub created_at: Instant,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::org_owned!(Entity);
