//! Copying a week onto another, or some shifts to other days: the wall times are kept, the
//! copies are drafts.

mod copies;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::judge::{JudgedRow, RowChoice};
use crate::call::Call;
use crate::id::{OperationId, ShiftId, TeamId, UserId};
use crate::patch::Patch;
use crate::shifts::OverrideRules;
use crate::time::Day;
use crate::word::word;

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

/// The choices, by the shift they are for.
pub(crate) fn by_shift(choices: &[Chosen]) -> BTreeMap<ShiftId, RowChoice> {
    let choices = choices.iter();
    choices.map(|one| (one.shift_id, one.choice)).collect()
}

word! {
    /// What a paste counts in.
    PasteUnit {
        /// In weeks: the shifts that begin in one week go to another.
        Weeks = "WEEKS",
        /// In days: the shifts that are named go so many days on or back.
        Days = "DAYS",
    }
}

impl PasteUnit {
    const fn weeks() -> Self {
        Self::Weeks
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde asks with")]
    const fn is_weeks(&self) -> bool {
        matches!(self, Self::Weeks)
    }
}

/// What to copy, from where to where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PasteIn {
    /// What is counted in; weeks unless said.
    #[serde(
        default = "PasteUnit::weeks",
        skip_serializing_if = "PasteUnit::is_weeks"
    )]
    #[cfg_attr(feature = "server", schema(required = false))]
    pub unit: PasteUnit,
    /// A day of the week to copy, which begins on Monday; or the day that goes to the other.
    #[cfg_attr(feature = "server", schema(example = "2026-11-16"))]
    pub from: Day,
    /// A day of the week to copy it to, or the other day.
    #[cfg_attr(feature = "server", schema(example = "2026-11-23"))]
    pub to: Day,
    /// Only the shifts of this team's people, and its needs to fill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_id: Option<TeamId>,
    /// Only these people's shifts; everybody's when empty. At most 200.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "server", schema(max_items = 200))]
    pub person_ids: Vec<UserId>,
    /// Only these shifts; all when empty, of a week. At most 2000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "server", schema(max_items = 2000))]
    pub shift_ids: Vec<ShiftId>,
    /// Who is to work the copies, nobody when null; those who work the shifts when absent.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Option<UserId>, required = false))]
    pub person_id: Patch<Option<UserId>>,
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

/// One shift that is copied.
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
    /// One row a shift that is copied, by start.
    pub rows: Vec<PasteRow>,
}

/// Copies a week onto another, or some shifts to other days, or tells what that would do. MANAGER.
pub fn paste(input: &PasteIn) -> Call<PasteOut> {
    Call::post("/planning/paste").body(input)
}
