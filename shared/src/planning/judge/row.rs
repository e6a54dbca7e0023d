use serde::{Deserialize, Serialize};

use crate::availability::Clash;
use crate::calendar::TimeNote;
use crate::id::{MissionId, ShiftId, TeamId, UserId};
use crate::labour::Breach;
use crate::shifts::{Overlap, ShiftKind};
use crate::text::{Label, Reason};
use crate::time::Instant;
use crate::word::word;

word! {
    /// What is to be done with a shift, other than what its verdict says.
    RowChoice {
        /// It is left out.
        LeaveOut = "LEAVE_OUT",
        /// It is planned for nobody: a need to fill.
        Unassign = "UNASSIGN",
        /// It is planned although its person is unavailable, or a labour rule blocks it and a
        /// reason is given.
        Anyway = "ANYWAY",
    }
}

word! {
    /// What stands in the way of a shift, or nothing.
    RowVerdict {
        /// Nothing: it is created.
        Create = "CREATE",
        /// The same shift is there already: it is not created again.
        Identical = "IDENTICAL",
        /// The person has another shift at that time: it is not created.
        Overlap = "OVERLAP",
        /// The person is unavailable: it is created only when chosen.
        Unavailable = "UNAVAILABLE",
        /// The person is no longer a member: it is created only for nobody.
        NotAMember = "NOT_A_MEMBER",
        /// Labour rules of the organisation would be broken. It is created when they all only
        /// warn; when one blocks, only when chosen, with a reason for all.
        BreaksARule = "BREAKS_A_RULE",
    }
}

word! {
    /// What becomes of a shift.
    RowOutcome {
        /// It is created.
        Created = "CREATED",
        /// It is created for nobody.
        Unassigned = "UNASSIGNED",
        /// It is there, and is changed.
        Changed = "CHANGED",
        /// It is not created, or left as it was.
        Skipped = "SKIPPED",
    }
}

/// One shift as it was judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct JudgedRow {
    /// What stands in the way.
    pub verdict: RowVerdict,
    /// What becomes of it, by the verdict and the choice.
    pub outcome: RowOutcome,
    /// The shift, once it is created.
    pub created_id: Option<ShiftId>,
    /// What it is worked for.
    pub mission_id: MissionId,
    /// The team that answers for it.
    pub team_id: Option<TeamId>,
    /// Who is to work it, before the choice.
    pub person_id: Option<UserId>,
    /// What they do.
    pub role: Label,
    /// What kind of work it is.
    pub kind: ShiftKind,
    /// When it starts.
    pub start: Instant,
    /// When it ends.
    pub end: Instant,
    /// That the clock skips its start or end on the day, or shows it twice.
    pub note: Option<TimeNote>,
    /// The shifts in its way.
    pub overlaps: Vec<Overlap>,
    /// The unavailability it would be planned onto.
    pub warnings: Vec<Clash>,
    /// The labour rules that it would break, or break further, in this organisation.
    #[serde(default)]
    pub breaches: Vec<Breach>,
    /// Why a rule that blocks is overridden, when it is created all the same.
    pub rules_reason: Option<Reason>,
}

impl JudgedRow {
    /// Who works the shift from then on, nobody perhaps; nothing where it is left out.
    #[must_use]
    pub const fn planned_for(&self) -> Option<Option<UserId>> {
        match self.outcome {
            RowOutcome::Created | RowOutcome::Changed => Some(self.person_id),
            RowOutcome::Unassigned => Some(None),
            RowOutcome::Skipped => None,
        }
    }
}
