//! One act on a shift: applied at once, sent, then confirmed or taken back.

use std::collections::BTreeMap;

use crate::id::{ShiftId, UserId, Version};
use crate::patch::Patch;
use crate::shifts::{AllowOverlap, OverrideRules, ShiftIn, ShiftOut, ShiftPatch, ShiftStatus};

use super::Board;
use super::draft::STATUS;

/// What is done to one shift. Its inverse undoes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is made. Until the server names it, its id is one made here.
    Create(Box<ShiftOut>),
    /// It is changed.
    Edit {
        /// As it was.
        before: Box<ShiftOut>,
        /// As it is to be.
        after: Box<ShiftOut>,
    },
    /// It is deleted.
    Delete(Box<ShiftOut>),
}

/// What of a change is meant although the server would refuse it, with the reasons.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meant {
    /// An overlap.
    pub overlap: Option<AllowOverlap>,
    /// A broken labour rule.
    pub rules: Option<OverrideRules>,
}

/// What the server is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Make it.
    Create(ShiftIn),
    /// Change it.
    Edit(ShiftId, Version, ShiftPatch),
    /// Delete it.
    Delete(ShiftId, Version),
}

impl Change {
    /// A change from one state to another.
    #[must_use]
    pub fn edit(before: &ShiftOut, after: ShiftOut) -> Self {
        Self::Edit {
            before: Box::new(before.clone()),
            after: Box::new(after),
        }
    }

    /// Which shift it is done to.
    #[must_use]
    pub const fn shift(&self) -> ShiftId {
        match self {
            Self::Create(shift) | Self::Delete(shift) => shift.id,
            Self::Edit { before, .. } => before.id,
        }
    }

    /// Whose it is to be, or was.
    #[must_use]
    pub const fn person(&self) -> Option<UserId> {
        match self {
            Self::Create(shift) | Self::Delete(shift) => shift.person_id,
            Self::Edit { after, .. } => after.person_id,
        }
    }

    /// Whether nothing would be different.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Edit { before, after } if before == after)
    }

    /// Whether it publishes the shift: by its status, which is announced as it then is.
    #[must_use]
    pub fn publishes(&self) -> bool {
        let published = |shift: &ShiftOut| shift.status == ShiftStatus::Published;
        match self {
            Self::Create(shift) => published(shift),
            Self::Edit { before, after } => !published(before) && published(after),
            Self::Delete(_) => false,
        }
    }

    /// The same act, announcing nothing: what it would publish is live, and no more.
    #[must_use]
    pub fn unannounced(self) -> Self {
        let live = |shift: Box<ShiftOut>| {
            Box::new(ShiftOut {
                status: ShiftStatus::Draft,
                ..*shift
            })
        };
        match self {
            Self::Create(shift) if shift.status == ShiftStatus::Published => {
                Self::Create(live(shift))
            }
            Self::Edit { before, after } if before.status != after.status => match after.status {
                ShiftStatus::Published => Self::Edit {
                    before,
                    after: live(after),
                },
                _ => Self::Edit { before, after },
            },
            other => other,
        }
    }

    /// What undoes it.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Create(shift) => Self::Delete(shift),
            Self::Edit { before, after } => Self::Edit {
                before: after,
                after: before,
            },
            Self::Delete(shift) => Self::Create(shift),
        }
    }

    /// Does it to a board.
    pub fn apply(&self, board: &mut Board) {
        match self {
            Self::Create(shift) => board.put((**shift).clone()),
            Self::Edit { after, .. } => board.put((**after).clone()),
            Self::Delete(shift) => {
                board.take(shift.id);
            }
        }
    }

    /// What to ask the server for.
    #[must_use]
    pub fn request(&self, meant: Meant) -> Request {
        match self {
            Self::Create(shift) => Request::Create(input(shift, meant)),
            Self::Edit { before, after } => {
                let patch = ShiftPatch {
                    allow_overlap: meant.overlap,
                    override_rules: meant.rules,
                    ..between(before, after)
                };
                Request::Edit(before.id, before.version, patch)
            }
            Self::Delete(shift) => Request::Delete(shift.id, shift.version),
        }
    }

    /// The same act on the shift as somebody else left it meanwhile: what this one changes
    /// is changed, what it does not touch stays theirs.
    #[must_use]
    pub fn onto(self, theirs: ShiftOut) -> Self {
        match self {
            Self::Create(_) => Self::Create(Box::new(theirs)),
            Self::Edit { before, after } => {
                let after = patched(&theirs, between(&before, &after));
                Self::edit(&theirs, after)
            }
            Self::Delete(_) => Self::Delete(Box::new(theirs)),
        }
    }
}

/// What a shift like this one is created by.
#[must_use]
pub fn input(shift: &ShiftOut, meant: Meant) -> ShiftIn {
    let shift = shift.clone();
    ShiftIn {
        mission_id: shift.mission_id,
        team_id: shift.team_id,
        person_id: shift.person_id,
        role: shift.role,
        kind: shift.kind,
        start: shift.start,
        end: shift.end,
        break_minutes: shift.break_minutes,
        notes: shift.notes,
        status: Some(shift.status),
        allow_overlap: meant.overlap,
        override_rules: meant.rules,
    }
}

/// The shift that this would create, before anything has saved it.
#[must_use]
pub fn unsaved(input: ShiftIn) -> ShiftOut {
    ShiftOut {
        id: ShiftId::new(),
        mission_id: input.mission_id,
        team_id: input.team_id,
        person_id: input.person_id,
        role: input.role,
        kind: input.kind,
        start: input.start,
        end: input.end,
        break_minutes: input.break_minutes,
        notes: input.notes,
        status: input.status.unwrap_or(STATUS),
        overlap_reason: None,
        rules_reason: None,
        series: None,
        version: Version::FIRST,
    }
}

/// The patch that brings one state of a shift to another.
#[must_use]
pub fn between(before: &ShiftOut, after: &ShiftOut) -> ShiftPatch {
    let after = after.clone();
    ShiftPatch {
        mission_id: Patch::between(&before.mission_id, after.mission_id),
        team_id: Patch::between(&before.team_id, after.team_id),
        person_id: Patch::between(&before.person_id, after.person_id),
        role: Patch::between(&before.role, after.role),
        kind: Patch::between(&before.kind, after.kind),
        start: Patch::between(&before.start, after.start),
        end: Patch::between(&before.end, after.end),
        break_minutes: Patch::between(&before.break_minutes, after.break_minutes),
        notes: Patch::between(&before.notes, after.notes),
        status: Patch::between(&before.status, after.status),
        allow_overlap: None,
        override_rules: None,
    }
}

/// A shift as a patch leaves it.
#[must_use]
pub fn patched(shift: &ShiftOut, patch: ShiftPatch) -> ShiftOut {
    let present = shift.clone();
    ShiftOut {
        id: present.id,
        mission_id: patch.mission_id.over(present.mission_id),
        team_id: patch.team_id.over(present.team_id),
        person_id: patch.person_id.over(present.person_id),
        role: patch.role.over(present.role),
        kind: patch.kind.over(present.kind),
        start: patch.start.over(present.start),
        end: patch.end.over(present.end),
        break_minutes: patch.break_minutes.over(present.break_minutes),
        notes: patch.notes.over(present.notes),
        status: patch.status.over(present.status),
        overlap_reason: present.overlap_reason,
        rules_reason: present.rules_reason,
        series: present.series,
        version: present.version,
    }
}

/// The changes under way. At most one a shift is with the server; edits made meanwhile
/// wait and go out as one, on top of what the server made of the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue {
    sent: BTreeMap<ShiftId, Sent>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Sent {
    change: Change,
    next: Option<ShiftOut>,
}

/// What became of a change that was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// It is applied; send it now.
    Send,
    /// It is applied, and goes out when the one before it is confirmed.
    Wait,
    /// It was not applied: another change of the shift is under way that it cannot follow.
    Busy,
}

impl Queue {
    /// Whether no change is under way.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sent.is_empty()
    }

    /// The shifts of which a change is under way.
    pub fn shifts(&self) -> impl Iterator<Item = ShiftId> {
        self.sent.keys().copied()
    }

    /// Whether a change of the shift is under way.
    #[must_use]
    pub fn has(&self, shift: ShiftId) -> bool {
        self.sent.contains_key(&shift)
    }

    /// Applies a change, and says whether to send it.
    pub fn begin(&mut self, change: &Change, board: &mut Board) -> Begun {
        let Some(sent) = self.sent.get_mut(&change.shift()) else {
            change.apply(board);
            let sent = Sent {
                change: change.clone(),
                next: None,
            };
            self.sent.insert(change.shift(), sent);
            return Begun::Send;
        };
        match (&sent.change, change) {
            (Change::Edit { .. }, Change::Edit { after, .. }) => {
                change.apply(board);
                sent.next = Some((**after).clone());
                Begun::Wait
            }
            _ => Begun::Busy,
        }
    }

    /// The server did it: this is the shift now, or it is gone. Answers the change that
    /// waited, which is to be sent now.
    pub fn confirm(
        &mut self,
        shift: ShiftId,
        saved: Option<ShiftOut>,
        board: &mut Board,
    ) -> Option<Change> {
        let sent = self.sent.remove(&shift)?;
        let Some(saved) = saved else {
            board.take(shift);
            return None;
        };
        if saved.id != shift {
            board.take(shift);
        }
        board.put(saved.clone());
        if sent.change.publishes() {
            board.announce(&saved);
        }
        let (Change::Edit { after, .. }, Some(wanted)) = (sent.change, sent.next) else {
            return None;
        };
        let next = Change::edit(&saved, patched(&saved, between(&after, &wanted)));
        if next.is_nothing() {
            return None;
        }
        self.begin(&next, board);
        Some(next)
    }

    /// The server did not do it: the board is as before. Answers what was refused, with
    /// what waited behind it.
    pub fn refuse(&mut self, shift: ShiftId, board: &mut Board) -> Option<Change> {
        let Sent { change, next } = self.sent.remove(&shift)?;
        change.clone().inverse().apply(board);
        Some(match (change, next) {
            (Change::Edit { before, .. }, Some(after)) => Change::edit(&before, after),
            (change, _) => change,
        })
    }

    /// Does what is under way to a board that was read before it was done.
    pub fn reapply(&self, board: &mut Board) {
        for sent in self.sent.values() {
            sent.change.apply(board);
            if let Some(next) = &sent.next {
                board.put(next.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests;
