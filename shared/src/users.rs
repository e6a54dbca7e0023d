//! The people of an organisation: its directory and its members.

use serde::{Deserialize, Serialize};

use crate::access::Role;
use crate::auth::LinkOut;
use crate::call::Call;
use crate::id::{TeamId, UserId, Version};
use crate::page::{Page, PageQuery};
use crate::patch::Patch;
use crate::text::{Email, Name, Phone};
use crate::word::word;

word! {
    /// How far a person has come into the organisation.
    MemberState {
        /// Invited; can be planned, cannot sign in here yet.
        Invited = "INVITED",
        /// A member.
        Active = "ACTIVE",
    }
}

/// A person to invite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct UserIn {
    /// The address of the account.
    pub email: Email,
    /// The name of a new account; an existing one keeps its own.
    pub name: Name,
    /// The role here.
    pub role: Role,
    /// The teams to be in, at most 50.
    #[serde(default)]
    #[cfg_attr(feature = "server", schema(max_items = 50))]
    pub team_ids: Vec<TeamId>,
}

/// A change of a member.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct UserPatch {
    /// The role here.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Role, required = false))]
    pub role: Patch<Role>,
    /// The teams to be in from now on: all of them, at most 50.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Vec<TeamId>, required = false, max_items = 50))]
    pub team_ids: Patch<Vec<TeamId>>,
}

/// A person as the organisation knows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct UserOut {
    /// The person.
    pub id: UserId,
    /// The name they chose.
    pub name: Name,
    /// Their address.
    pub email: Email,
    /// Their telephone number, once they have joined.
    pub phone: Option<Phone>,
    /// Their role here.
    pub role: Role,
    /// How far they have come.
    pub state: MemberState,
    /// The teams they are in.
    pub team_ids: Vec<TeamId>,
    /// The version of the membership.
    pub version: Version,
}

/// A person just invited, with the link to hand over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct UserInvited {
    /// The person.
    #[serde(flatten)]
    pub user: UserOut,
    /// The invitation, shown this once.
    pub link: LinkOut,
}

/// The most teams of a person.
pub const MOST_TEAMS: usize = 50;

/// The people, by name. MANAGER.
pub fn list(page: &PageQuery) -> Call<Page<UserOut>> {
    Call::get("/users").query(page)
}

/// One person. MANAGER.
pub fn get(id: UserId) -> Call<UserOut> {
    Call::get(format!("/users/{id}"))
}

/// Invites a person. ADMIN.
pub fn invite(input: &UserIn) -> Call<UserInvited> {
    Call::post("/users").body(input)
}

/// Changes a member's role or teams. ADMIN.
pub fn edit(id: UserId, version: Version, patch: &UserPatch) -> Call<UserOut> {
    Call::patch(format!("/users/{id}")).at(version).body(patch)
}

/// Removes a member: access ends at once, shifts to come are left to fill, past ones keep the
/// name. ADMIN, or oneself.
pub fn remove(id: UserId, version: Version) -> Call<()> {
    Call::delete(format!("/users/{id}")).at(version)
}

/// A new link for a member: the invitation again, or a password reset. Older links of the
/// person stop working. ADMIN.
pub fn create_link(id: UserId) -> Call<LinkOut> {
    Call::post(format!("/users/{id}/links"))
}
