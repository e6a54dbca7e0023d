//! An operation in words.

use shared::operations::{Kept, KeptReason, OperationKind, OperationOut, UndoOut};
use shared::time::Instant;

use crate::dates;
use crate::i18n::*;
use crate::names::Names;

/// What it was.
pub(super) fn kind(i18n: I18n, kind: OperationKind) -> &'static str {
    match kind {
        OperationKind::CalendarImport => t_string!(i18n, operations.kind_import),
        OperationKind::PlanningPaste => t_string!(i18n, operations.kind_paste),
        OperationKind::PlanningPublish => t_string!(i18n, operations.kind_publish),
        OperationKind::PlanningMove => t_string!(i18n, operations.kind_move),
        OperationKind::PlanningDelete => t_string!(i18n, operations.kind_delete),
        OperationKind::TemplateApply => t_string!(i18n, operations.kind_template),
        OperationKind::SeriesCreate => t_string!(i18n, operations.kind_series),
        OperationKind::SeriesEdit => t_string!(i18n, operations.kind_series_edit),
        OperationKind::SeriesDelete => t_string!(i18n, operations.kind_series_delete),
        OperationKind::OperationUndo => t_string!(i18n, operations.kind_undo),
    }
}

/// How many shifts it touched.
pub(super) fn rows(i18n: I18n, rows: u32) -> String {
    t_string!(i18n, operations.rows, count = rows).to_string()
}

/// Why it cannot be undone, where it cannot.
pub(super) fn state(i18n: I18n, operation: &OperationOut, now: Instant) -> Option<&'static str> {
    if operation.undone_by.is_some() {
        Some(t_string!(i18n, operations.undone))
    } else if now > operation.undoable_until {
        Some(t_string!(i18n, operations.expired))
    } else {
        None
    }
}

/// What undoing did.
pub(super) fn undone(i18n: I18n, out: &UndoOut) -> String {
    let undone = t_string!(i18n, operations.undone_rows, count = out.undone).to_string();
    match out.kept.len() {
        0 => undone,
        kept => {
            let kept = t_string!(i18n, operations.kept_rows, count = kept).to_string();
            format!("{undone} {kept}")
        }
    }
}

/// A shift that was left, and why.
pub(super) fn kept(i18n: I18n, kept: &Kept, names: &Names) -> String {
    let who = names.worker(i18n, kept.person_id);
    let start = dates::instant(i18n, kept.start, names.zone);
    format!("{} \u{b7} {who}, {start}", kept.role)
}

/// Why a shift was left.
pub(super) fn reason(i18n: I18n, reason: KeptReason) -> &'static str {
    match reason {
        KeptReason::Changed => t_string!(i18n, operations.kept_changed),
        KeptReason::Gone => t_string!(i18n, operations.kept_gone),
        KeptReason::Overlap => t_string!(i18n, operations.kept_overlap),
        KeptReason::NotAMember => t_string!(i18n, operations.kept_left),
        KeptReason::MissionGone => t_string!(i18n, operations.kept_mission),
    }
}
