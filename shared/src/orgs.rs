//! Organisations: companies, venues, festivals. Everything else belongs to one.

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::id::{OrgId, Version};
use crate::patch::Patch;
use crate::text::{Name, Slug};
use crate::time::Zone;

/// An organisation to create.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OrgIn {
    /// What it is called.
    pub name: Name,
    /// Where its days begin and end; Europe/Paris unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
}

/// A change of an organisation's settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OrgPatch {
    /// What it is called.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Name, required = false))]
    pub name: Patch<Name>,
    /// Where its days begin and end.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Zone, required = false))]
    pub zone: Patch<Zone>,
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OrgOut {
    /// The organisation.
    pub id: OrgId,
    /// What it is called.
    pub name: Name,
    /// Its name in addresses of the web app.
    pub slug: Slug,
    /// Where its days begin and end.
    pub zone: Zone,
    /// The version of the settings.
    pub version: Version,
}

/// The organisation that the request is for. Every member.
pub fn current() -> Call<OrgOut> {
    Call::get("/orgs/current")
}

/// Creates an organisation and makes the caller its ADMIN. For an ADMIN of any organisation.
pub fn create(input: &OrgIn) -> Call<OrgOut> {
    Call::post("/orgs").body(input)
}

/// Changes the settings of the organisation that the request is for. ADMIN.
pub fn edit(version: Version, patch: &OrgPatch) -> Call<OrgOut> {
    Call::patch("/orgs/current").at(version).body(patch)
}
