//! Who is looking at which week, told to planners as it changes.

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::id::{StreamId, UserId};
use crate::time::IsoWeek;

/// Which week the person behind a stream looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PresenceIn {
    /// The stream, as its `ready` event names it. It keeps the presence up, and ends it.
    pub stream: StreamId,
    /// The week (ISO 8601).
    #[cfg_attr(feature = "server", schema(value_type = String, example = "2026-W48"))]
    pub week: IsoWeek,
}

/// Somebody who looks at a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Looking {
    /// Who.
    pub user_id: UserId,
    /// At which week.
    pub week: IsoWeek,
}

/// Says which week a stream's person looks at. MANAGER.
pub fn look(input: &PresenceIn) -> Call<()> {
    Call::post("/activity/presence").body(input)
}
