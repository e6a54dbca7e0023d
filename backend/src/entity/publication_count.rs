//! The number of an organisation's last publication.

use sea_orm::entity::prelude::*;
use shared::id::OrgId;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "publication_count")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub org_id: OrgId,
    pub last: i32,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::org_owned!(Entity);
