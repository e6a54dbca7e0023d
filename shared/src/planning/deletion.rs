//! Deleting several shifts in one act.

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::id::{OperationId, ShiftId, Version};
use crate::operations::Kept;
use crate::shifts::ShiftOut;

/// The most shifts that one act picks.
pub const MOST_PICKED: usize = 1_000;

/// A shift, as somebody saw it when they picked it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Picked {
    /// The shift.
    pub shift_id: ShiftId,
    /// Its version then. A shift that has another by now is left as it is.
    pub version: Version,
}

impl Picked {
    /// The shift as it is.
    #[must_use]
    pub const fn of(shift: &ShiftOut) -> Self {
        Self {
            shift_id: shift.id,
            version: shift.version,
        }
    }
}

/// Which shifts to delete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct DeleteIn {
    /// The shifts, 1 to 1000.
    #[cfg_attr(feature = "server", schema(min_items = 1, max_items = 1000))]
    pub shifts: Vec<Picked>,
    /// Whether only to tell what would happen.
    pub dry_run: bool,
}

/// What a deletion did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct DeleteOut {
    /// The operation, by which it can be undone; absent where nothing was deleted.
    pub operation_id: Option<OperationId>,
    /// How many shifts are deleted.
    pub deleted: u32,
    /// How many were not there any more.
    pub gone: u32,
    /// Those that are left, because somebody changed them since.
    pub kept: Vec<Kept>,
}

/// Deletes several shifts, or tells what that would do. MANAGER.
pub fn delete(input: &DeleteIn) -> Call<DeleteOut> {
    Call::post("/planning/delete").body(input)
}
