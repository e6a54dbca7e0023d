//! One judgement of shifts that would be planned in bulk: a week that is copied, a template that
//! is applied, a series that is made or changed. The web app and the server run the same.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::availability::{AvailabilityOut, Clash, clashes};
use crate::calendar::TimeNote;
use crate::id::{MissionId, ShiftId, TeamId, UserId};
use crate::labour::{Breach, Ledger, Work};
use crate::missions::Setting;
use crate::shifts::{Booked, Overlap, ShiftKind, ShiftOut, ShiftStatus};
use crate::text::{Label, Reason};
use crate::time::{Instant, Slot};
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
        /// It is not created.
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

/// A shift that would be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The shift as it would stand.
    pub shift: ShiftOut,
    /// What had to be done to its times.
    pub note: Option<TimeNote>,
    /// What was chosen for it; nothing leaves it to its verdict.
    pub choice: Option<RowChoice>,
}

/// What the candidates are held against.
#[derive(Debug, Default)]
pub struct Around {
    /// The shifts beside them: those of their people, and the needs to fill.
    pub shifts: Vec<ShiftOut>,
    /// What people declared for that time.
    pub declared: Vec<AvailabilityOut>,
    /// Those of the people who are no longer members.
    pub left: BTreeSet<UserId>,
    /// What the labour rules are held against; without it they are not looked at.
    pub labour: Option<Labour>,
}

/// What the labour rules know for a judgement.
#[derive(Debug, Clone)]
pub struct Labour {
    /// What the people have to do already.
    pub ledger: Ledger,
    /// Where the missions are worked.
    pub settings: BTreeMap<MissionId, Setting>,
    /// Why rules that block may be broken, where that is chosen.
    pub reason: Option<Reason>,
}

impl Labour {
    fn work(&self, shift: &ShiftOut) -> Option<Work> {
        let setting = self.settings.get(&shift.mission_id).copied();
        Work::of(shift, setting.unwrap_or(Setting::House))
    }

    fn caused(&self, shift: &ShiftOut) -> Vec<Breach> {
        match (shift.person_id, self.work(shift)) {
            (Some(person), Some(work)) => self.ledger.caused(person, work),
            _ => Vec::new(),
        }
    }

    fn put(&mut self, shift: &ShiftOut) {
        if let (Some(person), Some(work)) = (shift.person_id, self.work(shift)) {
            self.ledger.put(person, work);
        }
    }
}

/// The time that these candidates cover; none when there are none.
#[must_use]
pub fn covered(candidates: &[Candidate]) -> Option<Slot> {
    let shifts = || candidates.iter().map(|candidate| &candidate.shift);
    let start = shifts().map(|shift| shift.start).min()?;
    let end = shifts().map(|shift| shift.end).max()?;
    Slot::new(start, end).ok()
}

/// Who is to work these candidates, each once.
#[must_use]
pub fn people(candidates: &[Candidate]) -> Vec<UserId> {
    let people = candidates.iter().filter_map(|one| one.shift.person_id);
    people.collect::<BTreeSet<_>>().into_iter().collect()
}

/// How many of these shifts are created.
#[must_use]
pub fn created<'a>(rows: impl IntoIterator<Item = &'a JudgedRow>) -> u32 {
    let made = rows
        .into_iter()
        .filter(|row| row.outcome != RowOutcome::Skipped);
    u32::try_from(made.count()).unwrap_or(u32::MAX)
}

/// A row for each candidate, in their order: what stands in its way, and what becomes of it.
/// Those that are created stand in the way of those after them.
#[must_use]
pub fn judge(candidates: Vec<Candidate>, around: &Around) -> Vec<JudgedRow> {
    let mut labour = around.labour.clone();
    let own: BTreeSet<_> = candidates.iter().map(|one| one.shift.id).collect();
    let mut there: BTreeMap<Option<UserId>, Vec<ShiftOut>> = BTreeMap::new();
    for shift in &around.shifts {
        there
            .entry(shift.person_id)
            .or_default()
            .push(shift.clone());
    }
    // Two needs may well be alike: each shift that is there is the twin of one, not of both.
    let mut unmatched = there.clone();
    let mut rows = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let shift = &candidate.shift;
        let beside = there.get(&shift.person_id).map_or(&[][..], Vec::as_slice);
        let twins = unmatched.entry(shift.person_id).or_default();
        let twin = twins.iter().position(|other| same(shift, other));
        let twin = twin.map(|place| twins.swap_remove(place));
        let row = row(&candidate, twin.as_ref(), beside, (around, labour.as_ref()));
        let row = settle(row, &candidate, labour.as_ref());
        if let Some(person_id) = row.planned_for() {
            let made = ShiftOut {
                person_id,
                ..candidate.shift
            };
            if let Some(labour) = &mut labour {
                labour.put(&made);
            }
            there.entry(person_id).or_default().push(made);
        }
        rows.push(row);
    }
    // What is not stored yet has no id that anybody knows.
    for breach in rows.iter_mut().flat_map(|row| &mut row.breaches) {
        breach.shift_ids.retain(|id| !own.contains(id));
    }
    rows
}

impl JudgedRow {
    /// Who works the shift once it is created, nobody perhaps; nothing where it is not.
    #[must_use]
    pub const fn planned_for(&self) -> Option<Option<UserId>> {
        match self.outcome {
            RowOutcome::Created => Some(self.person_id),
            RowOutcome::Unassigned => Some(None),
            RowOutcome::Skipped => None,
        }
    }
}

fn row(
    candidate: &Candidate,
    twin: Option<&ShiftOut>,
    beside: &[ShiftOut],
    (around, labour): (&Around, Option<&Labour>),
) -> JudgedRow {
    let shift = &candidate.shift;
    let overlaps = overlaps(shift, beside);
    let warnings = Slot::new(shift.start, shift.end).map_or_else(
        |_| Vec::new(),
        |slot| clashes(shift.person_id, slot, &around.declared),
    );
    let breaches = labour.map_or_else(Vec::new, |labour| labour.caused(shift));
    let verdict = if twin.is_some() {
        RowVerdict::Identical
    } else if shift.person_id.is_some_and(|id| around.left.contains(&id)) {
        RowVerdict::NotAMember
    } else if !overlaps.is_empty() {
        RowVerdict::Overlap
    } else if !warnings.is_empty() {
        RowVerdict::Unavailable
    } else if !breaches.is_empty() {
        RowVerdict::BreaksARule
    } else {
        RowVerdict::Create
    };
    JudgedRow {
        verdict,
        outcome: RowOutcome::Skipped,
        created_id: None,
        mission_id: shift.mission_id,
        team_id: shift.team_id,
        person_id: shift.person_id,
        role: shift.role.clone(),
        kind: shift.kind,
        start: shift.start,
        end: shift.end,
        note: candidate.note,
        overlaps,
        warnings,
        breaches,
        rules_reason: None,
    }
}

/// What becomes of a row. What is there already is never made twice, and a rule that blocks is
/// broken only with a reason.
fn settle(row: JudgedRow, candidate: &Candidate, labour: Option<&Labour>) -> JudgedRow {
    use RowChoice as C;
    use RowVerdict as V;
    let blocked = row.breaches.iter().any(Breach::blocks);
    let reason = labour.and_then(|labour| labour.reason.clone());
    let reason = reason.filter(|_| blocked && candidate.choice == Some(C::Anyway));
    let may = !blocked || reason.is_some();
    let outcome = match (row.verdict, candidate.choice) {
        (V::Identical, _) | (_, Some(C::LeaveOut)) => RowOutcome::Skipped,
        (_, Some(C::Unassign)) if row.person_id.is_some() => RowOutcome::Unassigned,
        (V::Create | V::BreaksARule, _) | (V::Unavailable, Some(C::Anyway)) if may => {
            RowOutcome::Created
        }
        _ => RowOutcome::Skipped,
    };
    JudgedRow {
        outcome,
        rules_reason: reason.filter(|_| outcome == RowOutcome::Created),
        ..row
    }
}

/// Whether the two are the same call: who, what for, as what, when.
fn same(shift: &ShiftOut, other: &ShiftOut) -> bool {
    other.status != ShiftStatus::Cancelled
        && (shift.mission_id, shift.person_id, shift.kind)
            == (other.mission_id, other.person_id, other.kind)
        && (shift.start, shift.end, &shift.role) == (other.start, other.end, &other.role)
}

fn overlaps(shift: &ShiftOut, beside: &[ShiftOut]) -> Vec<Overlap> {
    let Some(wanted) = booked(shift, None) else {
        return Vec::new();
    };
    let in_the_way = beside
        .iter()
        .filter(|other| booked(other, Some(other.id)).is_some_and(|other| wanted.collides(&other)));
    in_the_way
        .map(|other| Overlap {
            shift_id: other.id,
            mission_id: other.mission_id,
            role: other.role.clone(),
            start: other.start,
            end: other.end,
        })
        .collect()
}

fn booked(shift: &ShiftOut, id: Option<ShiftId>) -> Option<Booked> {
    Some(Booked {
        id,
        person: shift.person_id,
        slot: Slot::new(shift.start, shift.end).ok()?,
        status: shift.status,
    })
}
