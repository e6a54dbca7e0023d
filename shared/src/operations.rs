//! Operations: bulk acts, shown as one and undone as one.

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::id::{OperationId, ShiftId, UserId};
use crate::page::{Page, PageQuery};
use crate::planning::paste::PasteRow;
use crate::planning::planned::PlannedRow;
use crate::series::SeriesRow;
use crate::shifts::ShiftOut;
use crate::text::Label;
use crate::time::Instant;
use crate::word::word;

/// So many days after it an operation can be undone.
pub const UNDO_DAYS: i64 = 30;

word! {
    /// What kind of bulk act it was.
    OperationKind {
        /// The events of a file became shifts.
        CalendarImport = "calendar.import",
        /// Shifts were copied to another week, or to other days.
        PlanningPaste = "planning.paste",
        /// The drafts of some weeks were published.
        PlanningPublish = "planning.publish",
        /// Several shifts were moved.
        PlanningMove = "planning.move",
        /// Several shifts were deleted.
        PlanningDelete = "planning.delete",
        /// A template became shifts.
        TemplateApply = "template.apply",
        /// A shift was repeated.
        SeriesCreate = "series.create",
        /// Shifts of a series were changed.
        SeriesEdit = "series.edit",
        /// Shifts of a series were deleted.
        SeriesDelete = "series.delete",
        /// Another operation was undone.
        OperationUndo = "operation.undo",
    }
}

/// A bulk act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OperationOut {
    /// The operation; later ones sort later.
    pub id: OperationId,
    /// What it was.
    pub kind: OperationKind,
    /// When.
    pub at: Instant,
    /// Who did it; absent when the system did.
    pub actor_id: Option<UserId>,
    /// The name of who did it.
    pub actor_name: Option<String>,
    /// How many rows it made, changed or removed.
    pub rows: u32,
    /// The operation that undid it, if one did.
    pub undone_by: Option<OperationId>,
    /// Until when it can be undone.
    pub undoable_until: Instant,
}

impl OperationOut {
    /// Whether it can be undone at this time.
    #[must_use]
    pub fn is_undoable(&self, now: Instant) -> bool {
        self.undone_by.is_none() && now <= self.undoable_until && self.rows > 0
    }
}

/// What became of each part of a bulk act, as it was told then.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OperationReport {
    /// The shifts that were copied, or moved.
    pub pasted: Vec<PasteRow>,
    /// The shifts of a template or of a rule.
    #[serde(default)]
    pub planned: Vec<PlannedRow>,
    /// The occurrences of a series that were changed.
    #[serde(default)]
    pub changed: Vec<SeriesRow>,
    /// What was left as it was, by undoing or by deleting.
    pub kept: Vec<Kept>,
}

/// A bulk act, with what became of its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OperationDetail {
    /// The act.
    #[serde(flatten)]
    pub operation: OperationOut,
    /// What became of its parts.
    pub report: OperationReport,
}

word! {
    /// Why a shift was left as it was.
    KeptReason {
        /// Somebody changed it since.
        Changed = "CHANGED",
        /// Somebody deleted it since.
        Gone = "GONE",
        /// Its person has another shift at that time by now.
        Overlap = "OVERLAP",
        /// Its person is no longer a member.
        NotAMember = "NOT_A_MEMBER",
        /// Its mission is no longer there.
        MissionGone = "MISSION_GONE",
    }
}

/// A shift that was left as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Kept {
    /// The shift.
    pub shift_id: ShiftId,
    /// Who works it.
    pub person_id: Option<UserId>,
    /// What is done on it.
    pub role: Label,
    /// When it starts.
    pub start: Instant,
    /// Why it was left.
    pub reason: KeptReason,
}

impl Kept {
    /// The shift, left for this reason.
    #[must_use]
    pub fn new(shift: ShiftOut, reason: KeptReason) -> Self {
        Self {
            shift_id: shift.id,
            person_id: shift.person_id,
            role: shift.role,
            start: shift.start,
            reason,
        }
    }
}

/// What undoing did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct UndoOut {
    /// The undoing, an operation itself: undoing it does again what was undone.
    pub operation_id: OperationId,
    /// How many shifts are as they were before.
    pub undone: u32,
    /// Those that were left, and why.
    pub kept: Vec<Kept>,
}

/// The latest operations first. MANAGER.
pub fn list(page: &PageQuery) -> Call<Page<OperationOut>> {
    Call::get("/operations").query(page)
}

/// One operation. MANAGER.
pub fn get(id: OperationId) -> Call<OperationDetail> {
    Call::get(format!("/operations/{id}"))
}

/// Undoes an operation, as far as nobody has changed its rows since. MANAGER.
pub fn undo(id: OperationId) -> Call<UndoOut> {
    Call::post(format!("/operations/{id}/undo"))
}
