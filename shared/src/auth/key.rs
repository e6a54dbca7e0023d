use serde::{Deserialize, Serialize};

use crate::access::Capability;
use crate::call::Call;
use crate::id::ApiKeyId;
use crate::page::{Page, PageQuery};
use crate::text::{Label, Name};
use crate::time::Instant;

/// A key to make for an integrator.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ApiKeyIn {
    /// What it is for.
    pub label: Label,
    /// What it may do, as far as its maker may: 1 to 20 of the capabilities that keys can carry.
    #[cfg_attr(feature = "server", schema(min_items = 1, max_items = 20))]
    pub scopes: Vec<Capability>,
    /// When it stops working; a year from now unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Instant>,
}

/// A key of an integrator, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ApiKeyOut {
    /// The key.
    pub id: ApiKeyId,
    /// What it is for.
    pub label: Label,
    /// What it may do.
    pub scopes: Vec<Capability>,
    /// The first characters of it, to tell keys apart.
    #[cfg_attr(feature = "server", schema(example = "cb_live_7Rk2"))]
    pub prefix: String,
    /// Who made it.
    pub created_by: Name,
    /// When it was made.
    pub created_at: Instant,
    /// When it stops working.
    pub expires_at: Instant,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Instant>,
}

/// A key just made. The secret is shown this once.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ApiKeyMade {
    /// The key.
    #[serde(flatten)]
    pub key: ApiKeyOut,
    /// Sent as `Authorization: Bearer`.
    pub secret: String,
}

/// The organisation's keys, the latest first. ADMIN.
pub fn api_keys(page: &PageQuery) -> Call<Page<ApiKeyOut>> {
    Call::get("/api-keys").query(page)
}

/// Makes a key. ADMIN.
pub fn create_api_key(input: &ApiKeyIn) -> Call<ApiKeyMade> {
    Call::post("/api-keys").body(input)
}

/// Revokes a key at once. ADMIN.
pub fn revoke_api_key(id: ApiKeyId) -> Call<()> {
    Call::delete(format!("/api-keys/{id}"))
}
