//! What a publication changed of a shift.

use sea_orm::entity::prelude::*;
use shared::id::{OrgId, PublicationId, ShiftId, UserId};

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "publication_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org_id: OrgId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub publication_id: PublicationId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub shift_id: ShiftId,
    pub before_person_id: Option<UserId>,
    pub after_person_id: Option<UserId>,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub before: Option<Json>,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub after: Option<Json>,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::org_owned!(Entity);
