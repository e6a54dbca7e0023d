//! Copying a week onto another: the wall times are kept, the copies are drafts.

mod judge;

use serde::{Deserialize, Serialize};

use crate::availability::Clash;
use crate::calendar::TimeNote;
use crate::call::Call;
use crate::id::{MissionId, OperationId, ShiftId, TeamId, UserId};
use crate::shifts::{Overlap, ShiftKind};
use crate::text::Label;
use crate::time::{Day, Instant};
use crate::word::word;

pub use judge::{Around, covered, judge};

/// The most shifts of one paste.
pub const MOST_SHIFTS: usize = 2_000;

word! {
    /// What is to be done with a shift, other than what its verdict says.
    PasteChoice {
        /// It is not copied.
        LeaveOut = "LEAVE_OUT",
        /// It is copied for nobody: a need to fill.
        Unassign = "UNASSIGN",
        /// It is copied although its person is unavailable.
        Anyway = "ANYWAY",
    }
}

/// A choice for one shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Chosen {
    /// The shift that would be copied.
    pub shift_id: ShiftId,
    /// What to do with it.
    pub choice: PasteChoice,
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
    /// Whether only to tell what would happen.
    pub dry_run: bool,
}

word! {
    /// What stands in the way of a copy, or nothing.
    PasteVerdict {
        /// Nothing: it is created.
        Create = "CREATE",
        /// The same shift is there already: it is not copied again.
        Identical = "IDENTICAL",
        /// The person has another shift at that time: it is not copied.
        Overlap = "OVERLAP",
        /// The person is unavailable: it is copied only when chosen.
        Unavailable = "UNAVAILABLE",
        /// The person is no longer a member: it is copied only for nobody.
        NotAMember = "NOT_A_MEMBER",
    }
}

word! {
    /// What becomes of a shift that is pasted.
    PasteOutcome {
        /// A copy is created.
        Created = "CREATED",
        /// A copy for nobody is created.
        Unassigned = "UNASSIGNED",
        /// None is created.
        Skipped = "SKIPPED",
    }
}

/// One shift of the week that is copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PasteRow {
    /// The shift that is copied.
    pub shift_id: ShiftId,
    /// What stands in the way.
    pub verdict: PasteVerdict,
    /// What becomes of it, by the verdict and the choice.
    pub outcome: PasteOutcome,
    /// The copy, once it is created.
    pub created_id: Option<ShiftId>,
    /// What it is worked for.
    pub mission_id: MissionId,
    /// The team that answers for it.
    pub team_id: Option<TeamId>,
    /// Who works the shift that is copied.
    pub person_id: Option<UserId>,
    /// What they do.
    pub role: Label,
    /// What kind of work it is.
    pub kind: ShiftKind,
    /// When the copy starts.
    pub start: Instant,
    /// When it ends.
    pub end: Instant,
    /// That the clock skips its start or end on the new day, or shows it twice.
    pub note: Option<TimeNote>,
    /// The shifts in its way.
    pub overlaps: Vec<Overlap>,
    /// The unavailability it would be planned onto.
    pub warnings: Vec<Clash>,
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
