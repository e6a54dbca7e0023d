//! Copying a week onto another: the wall times are kept, the copies are drafts.

mod copies;

use serde::{Deserialize, Serialize};

use super::judge::{JudgedRow, RowChoice};
use crate::call::Call;
use crate::id::{OperationId, ShiftId, TeamId, UserId};
use crate::shifts::OverrideRules;
use crate::time::Day;

pub use copies::{copies, rows};

/// The most shifts of one paste.
pub const MOST_SHIFTS: usize = 2_000;

/// A choice for one shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Chosen {
    /// The shift that would be copied.
    pub shift_id: ShiftId,
    /// What to do with it.
    pub choice: RowChoice,
}

/// Which week to copy, onto which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PasteIn {
    /// A day of the week to copy. Weeks begin on Monday.
    #[cfg_attr(feature = "server", schema(example = "2026-11-16"))]
    pub from: Day,
    /// A day of the week to copy it to.
    #[cfg_attr(feature = "server", schema(example = "2026-11-23"))]
    pub to: Day,
    /// Only the shifts of this team's people, and its needs to fill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_id: Option<TeamId>,
    /// Only these people's shifts; everybody's when empty. At most 200.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "server", schema(max_items = 200))]
    pub person_ids: Vec<UserId>,
    /// Only these shifts; all when empty. At most 2000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "server", schema(max_items = 2000))]
    pub shift_ids: Vec<ShiftId>,
    /// What to do otherwise than the verdicts say. At most 2000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "server", schema(max_items = 2000))]
    pub choices: Vec<Chosen>,
    /// That labour rules are meant to be broken, by those that `choices` plans anyway.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_rules: Option<OverrideRules>,
    /// Whether only to tell what would happen.
    pub dry_run: bool,
}

/// One shift of the week that is copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PasteRow {
    /// The shift that is copied.
    pub shift_id: ShiftId,
    /// Its copy, as it was judged.
    #[serde(flatten)]
    pub judged: JudgedRow,
}

/// What a paste did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PasteOut {
    /// The operation, by which it can be undone; absent where nothing was created.
    pub operation_id: Option<OperationId>,
    /// How many copies are created.
    pub created: u32,
    /// One row a shift of the week that is copied, by start.
    pub rows: Vec<PasteRow>,
}

/// Copies a week onto another, or tells what that would do. MANAGER.
pub fn paste(input: &PasteIn) -> Call<PasteOut> {
    Call::post("/planning/paste").body(input)
}
