//! The trade's words.

use shared::shifts::{ShiftKind, ShiftOut, ShiftStatus};

use crate::i18n::*;
use crate::ui::Choice;

/// A kind of work in words.
pub(crate) fn kind(i18n: I18n, kind: ShiftKind) -> &'static str {
    match kind {
        ShiftKind::Repetition => t_string!(i18n, words.kind_repetition),
        ShiftKind::Spectacle => t_string!(i18n, words.kind_spectacle),
        ShiftKind::Montage => t_string!(i18n, words.kind_montage),
        ShiftKind::Demontage => t_string!(i18n, words.kind_demontage),
        ShiftKind::Autre => t_string!(i18n, words.kind_autre),
    }
}

/// A status in words.
pub(crate) fn status(i18n: I18n, status: ShiftStatus) -> &'static str {
    match status {
        ShiftStatus::Draft => t_string!(i18n, words.status_draft),
        ShiftStatus::Published => t_string!(i18n, words.status_published),
        ShiftStatus::Cancelled => t_string!(i18n, words.status_cancelled),
    }
}

/// What is done on a shift: the role and the kind of work; once, where both say the same.
pub(crate) fn work(i18n: I18n, shift: &ShiftOut) -> String {
    let kind = kind(i18n, shift.kind);
    if shift.role.as_str().eq_ignore_ascii_case(kind) {
        kind.to_owned()
    } else {
        format!("{} \u{b7} {kind}", shift.role)
    }
}

/// The kinds of work to choose from.
pub(crate) fn kinds(i18n: I18n) -> Vec<Choice> {
    ShiftKind::ALL
        .iter()
        .map(|&one| Choice::new(one, kind(i18n, one)))
        .collect()
}

/// How final new shifts can be, to choose from.
pub(crate) fn statuses(i18n: I18n) -> Vec<Choice> {
    let new = [ShiftStatus::Draft, ShiftStatus::Published];
    new.into_iter()
        .map(|one| Choice::new(one, status(i18n, one)))
        .collect()
}
