//! Who did what, and what it was before and after. Read from the outbox, at any time
//! afterwards ([`list`]) or as it happens ([`stream`]).

mod differences;
pub mod presence;
pub mod sse;
pub mod stream;

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::id::{EventId, OperationId, UserId, Version};
use crate::page::{Page, PageQuery};
use crate::time::Instant;

pub use differences::{Difference, differences};

/// One change, as the outbox holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct EventOut {
    /// The event; later ones sort later.
    pub id: EventId,
    /// What happened, `object.verb`.
    #[cfg_attr(feature = "server", schema(example = "shift.created"))]
    pub kind: String,
    /// When.
    pub at: Instant,
    /// Who did it; absent when the system did.
    pub actor_id: Option<UserId>,
    /// The name of who did it.
    pub actor_name: Option<String>,
    /// What it happened to.
    pub object_id: uuid::Uuid,
    /// The object's version after it; absent where the object has none, or is gone.
    pub object_version: Option<Version>,
    /// The object before; absent for a creation.
    #[cfg_attr(feature = "server", schema(value_type = Option<Object>))]
    pub before: Option<serde_json::Value>,
    /// The object after; absent for a removal.
    #[cfg_attr(feature = "server", schema(value_type = Option<Object>))]
    pub after: Option<serde_json::Value>,
    /// The bulk act it is part of.
    pub operation_id: Option<OperationId>,
}

/// Who changed a row last, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Changed {
    /// Who; absent when the system did.
    pub by: Option<String>,
    /// When.
    pub at: Instant,
}

/// The latest events first. MANAGER.
pub fn list(page: &PageQuery) -> Call<Page<EventOut>> {
    Call::get("/activity").query(page)
}
