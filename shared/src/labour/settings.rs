//! The rules of an organisation, as its ADMIN writes them.

use serde::{Deserialize, Serialize};

use super::{Levels, Limits, Policy};
use crate::call::Call;
use crate::id::{LabourPolicyId, Version};
use crate::page::{Page, PageQuery};
use crate::patch::Patch;
use crate::time::Day;

/// Rules to write down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PolicyIn {
    /// The first day they hold for.
    pub effective_from: Day,
    /// The limits.
    pub limits: Limits,
    /// What each rule does.
    pub levels: Levels,
}

/// A change of rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PolicyPatch {
    /// The first day they hold for.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Day, required = false))]
    pub effective_from: Patch<Day>,
    /// The limits.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Limits, required = false))]
    pub limits: Patch<Limits>,
    /// What each rule does.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Levels, required = false))]
    pub levels: Patch<Levels>,
}

/// Rules of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PolicyOut {
    /// The rules' own id.
    pub id: LabourPolicyId,
    /// The rules.
    #[serde(flatten)]
    pub policy: Policy,
    /// The version of them.
    pub version: Version,
}

/// The rules of the organisation, by the day they begin, the latest first. MANAGER.
pub fn list(query: &PageQuery) -> Call<Page<PolicyOut>> {
    Call::get("/orgs/current/labour-policies").query(query)
}

/// Writes rules that hold from a day on. ADMIN.
pub fn create(input: &PolicyIn) -> Call<PolicyOut> {
    Call::post("/orgs/current/labour-policies").body(input)
}

/// Changes rules. ADMIN.
pub fn edit(id: LabourPolicyId, version: Version, patch: &PolicyPatch) -> Call<PolicyOut> {
    Call::patch(format!("/orgs/current/labour-policies/{id}"))
        .at(version)
        .body(patch)
}

/// Deletes rules: those before them, or the defaults, hold on. ADMIN.
pub fn delete(id: LabourPolicyId, version: Version) -> Call<()> {
    Call::delete(format!("/orgs/current/labour-policies/{id}")).at(version)
}
