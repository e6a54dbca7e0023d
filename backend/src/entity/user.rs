//! An account: a person, whatever organisations they are in.

use sea_orm::entity::prelude::*;
use shared::auth::{Language, Shortcuts, Theme};
use shared::id::{OrgId, UserId, Version};
use shared::text::{Email, Name, Phone};
use shared::time::Instant;

/// A row.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "user")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UserId,
    pub email: Email,
    pub name: Name,
    pub phone: Option<Phone>,
    pub password_hash: Option<String>,
    pub language: Language,
    pub theme: Theme,
    pub shortcuts: Shortcuts,
    pub default_org_id: Option<OrgId>,
    pub version: Version,
    pub created_at: Instant,
    pub updated_at: Instant,
}

/// No relations: joins cross features, so the entities are flat.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
