//! Teams: the groups that the planning grid shows people in.

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::id::{TeamId, UserId, Version};
use crate::page::{Page, PageQuery};
use crate::patch::Patch;
use crate::text::Name;

/// A team to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct TeamIn {
    /// What it is called; one name, one team.
    pub name: Name,
    /// Who is in it: members of the organisation, at most 500.
    #[serde(default)]
    #[cfg_attr(feature = "server", schema(max_items = 500))]
    pub member_ids: Vec<UserId>,
}

/// A change of a team.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct TeamPatch {
    /// What it is called.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Name, required = false))]
    pub name: Patch<Name>,
    /// Who is in it from now on: all of them, at most 500.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Vec<UserId>, required = false, max_items = 500))]
    pub member_ids: Patch<Vec<UserId>>,
}

/// A team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct TeamOut {
    /// The team.
    pub id: TeamId,
    /// What it is called.
    pub name: Name,
    /// Who is in it.
    pub member_ids: Vec<UserId>,
    /// The version of the team.
    pub version: Version,
}

/// The most people of a team.
pub const MOST_MEMBERS: usize = 500;

/// The teams, by name. MANAGER.
pub fn list(page: &PageQuery) -> Call<Page<TeamOut>> {
    Call::get("/teams").query(page)
}

/// One team. MANAGER.
pub fn get(id: TeamId) -> Call<TeamOut> {
    Call::get(format!("/teams/{id}"))
}

/// Makes a team. ADMIN.
pub fn create(input: &TeamIn) -> Call<TeamOut> {
    Call::post("/teams").body(input)
}

/// Changes a team's name or who is in it. ADMIN.
pub fn edit(id: TeamId, version: Version, patch: &TeamPatch) -> Call<TeamOut> {
    Call::patch(format!("/teams/{id}")).at(version).body(patch)
}

/// Removes a team; its shifts stay, without one. ADMIN.
pub fn delete(id: TeamId, version: Version) -> Call<()> {
    Call::delete(format!("/teams/{id}")).at(version)
}
