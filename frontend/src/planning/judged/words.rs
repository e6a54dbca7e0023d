//! What was judged, in words.

use shared::calendar::TimeNote;
use shared::labour::Breach;
use shared::planning::judge::{JudgedRow, RowChoice, RowOutcome, RowVerdict};

use crate::dates;
use crate::i18n::*;
use crate::labour;
use crate::names::Names;

/// What stands in the way.
pub(crate) fn verdict(i18n: I18n, verdict: RowVerdict) -> &'static str {
    match verdict {
        RowVerdict::Create => t_string!(i18n, paste.verdict_create),
        RowVerdict::Identical => t_string!(i18n, paste.verdict_identical),
        RowVerdict::Overlap => t_string!(i18n, planning.mark_overlap),
        RowVerdict::Unavailable => t_string!(i18n, planning.mark_unavailable),
        RowVerdict::NotAMember => t_string!(i18n, paste.verdict_left),
        RowVerdict::BreaksARule => t_string!(i18n, paste.verdict_rule),
    }
}

/// How much it matters.
pub(super) fn tone(row: &JudgedRow) -> &'static str {
    match row.verdict {
        RowVerdict::BreaksARule if row.breaches.iter().any(Breach::blocks) => "danger",
        RowVerdict::Create => "ok",
        RowVerdict::Identical => "info",
        RowVerdict::Unavailable | RowVerdict::BreaksARule => "warn",
        RowVerdict::Overlap | RowVerdict::NotAMember => "danger",
    }
}

/// What a bulk act does, where its words differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Act {
    /// It copies shifts.
    #[default]
    Copy,
    /// It plans shifts that were nowhere before.
    Plan,
}

/// What became of a shift.
pub(super) fn outcome(i18n: I18n, act: Act, outcome: RowOutcome) -> &'static str {
    if act == Act::Plan {
        return match outcome {
            RowOutcome::Created => t_string!(i18n, templates.outcome_created),
            RowOutcome::Unassigned => t_string!(i18n, templates.outcome_unassigned),
            RowOutcome::Changed => t_string!(i18n, paste.outcome_changed),
            RowOutcome::Skipped => t_string!(i18n, templates.outcome_skipped),
        };
    }
    match outcome {
        RowOutcome::Created => t_string!(i18n, paste.outcome_created),
        RowOutcome::Unassigned => t_string!(i18n, paste.outcome_unassigned),
        RowOutcome::Changed => t_string!(i18n, paste.outcome_changed),
        RowOutcome::Skipped => t_string!(i18n, paste.outcome_skipped),
    }
}

/// What can be chosen for a row: what its verdict does first.
pub(super) fn offered(row: &JudgedRow) -> Vec<Option<RowChoice>> {
    let mut offered = vec![None];
    offered.extend(match row.verdict {
        RowVerdict::BreaksARule if row.breaches.iter().any(Breach::blocks) => {
            Some(Some(RowChoice::Anyway))
        }
        RowVerdict::Create | RowVerdict::BreaksARule => Some(Some(RowChoice::LeaveOut)),
        RowVerdict::Unavailable => Some(Some(RowChoice::Anyway)),
        RowVerdict::Overlap | RowVerdict::NotAMember | RowVerdict::Identical => None,
    });
    if row.person_id.is_some() {
        offered.push(Some(RowChoice::Unassign));
    }
    offered
}

/// A choice, said as what it does.
pub(super) fn choice(
    i18n: I18n,
    act: Act,
    row: &JudgedRow,
    choice: Option<RowChoice>,
) -> &'static str {
    let made = match row.verdict {
        RowVerdict::Create => true,
        RowVerdict::BreaksARule => !row.breaches.iter().any(Breach::blocks),
        _ => false,
    };
    let choice = choice.or(made.then_some(RowChoice::Anyway));
    match (act, choice) {
        (Act::Copy, Some(RowChoice::Anyway)) => t_string!(i18n, paste.choice_copy),
        (Act::Copy, None | Some(RowChoice::LeaveOut)) => t_string!(i18n, paste.choice_leave),
        (Act::Copy, Some(RowChoice::Unassign)) => t_string!(i18n, paste.choice_unassign),
        (Act::Plan, Some(RowChoice::Anyway)) => t_string!(i18n, templates.choice_create),
        (Act::Plan, None | Some(RowChoice::LeaveOut)) => t_string!(i18n, templates.choice_leave),
        (Act::Plan, Some(RowChoice::Unassign)) => t_string!(i18n, templates.choice_unassign),
    }
}

/// What there is to know of a row: what is in its way, and what was done to its time.
pub(super) fn notes(i18n: I18n, row: &JudgedRow, names: &Names) -> Vec<String> {
    let zone = names.zone;
    // What is there already is not in the way of itself.
    if row.verdict == RowVerdict::Identical {
        return Vec::new();
    }
    let overlaps = row.overlaps.iter().map(|overlap| {
        let mission = names.mission(overlap.mission_id).unwrap_or_default();
        let (from, to) = (
            dates::time(overlap.start, zone),
            dates::time(overlap.end, zone),
        );
        format!("{mission}, {from}\u{2013}{to}")
    });
    let time = row.note.map(|note| match note {
        TimeNote::Gap => t_string!(i18n, planning.note_gap).to_owned(),
        TimeNote::Fold => t_string!(i18n, planning.note_fold).to_owned(),
    });
    let breaches = row.breaches.iter();
    let breaches = breaches.map(|it| labour::line(i18n, it, dates::date(i18n, it.day)));
    overlaps.chain(time).chain(breaches).collect()
}

/// How many are planned and how many are not, by why.
pub(super) fn sums(i18n: I18n, act: Act, rows: &[&JudgedRow]) -> Vec<(&'static str, String)> {
    let count = |outcome| rows.iter().filter(|row| row.outcome == outcome).count();
    let made = count(RowOutcome::Created) + count(RowOutcome::Changed);
    let open = count(RowOutcome::Unassigned);
    let there = |row: &&&JudgedRow| row.verdict == RowVerdict::Identical;
    let there = rows.iter().filter(there).count();
    let left = rows.len() - made - open - there;
    let (made_words, open_words, left_words) = match act {
        Act::Copy => (
            t_string!(i18n, paste.sum_copied, count = made).to_string(),
            t_string!(i18n, paste.sum_open, count = open).to_string(),
            t_string!(i18n, paste.sum_left, count = left).to_string(),
        ),
        Act::Plan => (
            t_string!(i18n, templates.sum_created, count = made).to_string(),
            t_string!(i18n, templates.sum_open, count = open).to_string(),
            t_string!(i18n, templates.sum_left, count = left).to_string(),
        ),
    };
    let there_words = t_string!(i18n, paste.sum_there, count = there).to_string();
    let more = [
        ("ok", open, open_words),
        ("info", there, there_words),
        ("warn", left, left_words),
    ];
    let more = more.into_iter().filter(|(_, count, _)| *count > 0);
    let more = more.map(|(tone, _, words)| (tone, words));
    std::iter::once(("ok", made_words)).chain(more).collect()
}
