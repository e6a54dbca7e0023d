//! Shifts: one call of one person for a mission, or a need still to fill.

mod rules;

use serde::{Deserialize, Serialize};

use crate::availability::Clash;
use crate::bounded::bounded;
use crate::call::Call;
use crate::id::{MissionId, SeriesId, ShiftId, TeamId, UserId, Version};
use crate::labour::Breach;
use crate::page::{OutOfRange, Page};
use crate::patch::Patch;
use crate::text::{Label, Notes, Reason};
use crate::time::{Day, Instant};
use crate::word::word;

use rules::LONGEST;

pub use rules::{BREAK_MOST, Booked, MOST_MINUTES, check_times, overlapping};

word! {
    /// What kind of work a shift is. The trade's words, which pay and rest rules depend on.
    ShiftKind {
        /// Rehearsal.
        Repetition = "REPETITION",
        /// Show.
        Spectacle = "SPECTACLE",
        /// Load-in and set-up.
        Montage = "MONTAGE",
        /// Strike and load-out.
        Demontage = "DEMONTAGE",
        /// Anything else.
        Autre = "AUTRE",
    }
}

word! {
    /// How final a shift is.
    ShiftStatus {
        /// Being planned; only planners see it.
        Draft = "DRAFT",
        /// Announced to the person and in the feeds.
        Published = "PUBLISHED",
        /// Called off; in nobody's way.
        Cancelled = "CANCELLED",
    }
}

/// That an overlap is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct AllowOverlap {
    /// Why; kept with the shift.
    pub reason: Reason,
}

/// That a broken labour rule is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OverrideRules {
    /// Why; kept with the shift.
    pub reason: Reason,
}

/// A shift to create.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ShiftIn {
    /// What it is worked for.
    pub mission_id: MissionId,
    /// The team that answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_id: Option<TeamId>,
    /// Who works; nobody yet when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_id: Option<UserId>,
    /// What they do.
    pub role: Label,
    /// What kind of work it is.
    pub kind: ShiftKind,
    /// When it starts.
    pub start: Instant,
    /// When it ends: after the start, at most seven days later.
    #[cfg_attr(feature = "server", schema(example = "2026-11-24T13:00:00+01:00"))]
    pub end: Instant,
    /// Unpaid minutes inside it, shorter than the shift.
    #[serde(default)]
    #[cfg_attr(feature = "server", schema(minimum = 0, maximum = 1440, example = 30))]
    pub break_minutes: BreakMinutes,
    /// Notes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Notes>,
    /// How final it is; a draft unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ShiftStatus>,
    /// That an overlap is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allow_overlap: Option<AllowOverlap>,
    /// That a broken labour rule is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_rules: Option<OverrideRules>,
}

/// A change of a shift.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ShiftPatch {
    /// What it is worked for.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = MissionId, required = false))]
    pub mission_id: Patch<MissionId>,
    /// The team that answers for it.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Option<TeamId>, required = false))]
    pub team_id: Patch<Option<TeamId>>,
    /// Who works.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Option<UserId>, required = false))]
    pub person_id: Patch<Option<UserId>>,
    /// What they do.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Label, required = false))]
    pub role: Patch<Label>,
    /// What kind of work it is.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = ShiftKind, required = false))]
    pub kind: Patch<ShiftKind>,
    /// When it starts.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Instant, required = false))]
    pub start: Patch<Instant>,
    /// When it ends.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Instant, required = false))]
    pub end: Patch<Instant>,
    /// Unpaid minutes inside it.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = BreakMinutes, required = false))]
    pub break_minutes: Patch<BreakMinutes>,
    /// Notes.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Option<Notes>, required = false))]
    pub notes: Patch<Option<Notes>>,
    /// How final it is.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = ShiftStatus, required = false))]
    pub status: Patch<ShiftStatus>,
    /// That an overlap is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allow_overlap: Option<AllowOverlap>,
    /// That a broken labour rule is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_rules: Option<OverrideRules>,
}

bounded! {
    /// Unpaid minutes inside a shift: 0 to 1440.
    BreakMinutes = 0..=BREAK_MOST,
    /// How long a shift lasts on the wall, in minutes: 1 to seven days.
    ShiftMinutes = 1..=LONGEST,
}

impl BreakMinutes {
    /// The minutes that were typed; nothing is none.
    pub fn typed(text: &str) -> Result<Self, OutOfRange> {
        match text.trim() {
            "" => Ok(Self::default()),
            text => Self::try_from(text.parse::<i64>().map_err(|_| OutOfRange)?),
        }
    }

    /// The minutes.
    #[must_use]
    pub fn minutes(self) -> i64 {
        self.number()
    }
}

/// A shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ShiftOut {
    /// The shift.
    pub id: ShiftId,
    /// What it is worked for.
    pub mission_id: MissionId,
    /// The team that answers for it.
    pub team_id: Option<TeamId>,
    /// Who works; nobody yet when absent.
    pub person_id: Option<UserId>,
    /// What they do.
    pub role: Label,
    /// What kind of work it is.
    pub kind: ShiftKind,
    /// When it starts.
    pub start: Instant,
    /// When it ends.
    pub end: Instant,
    /// Unpaid minutes inside it.
    pub break_minutes: BreakMinutes,
    /// Notes.
    pub notes: Option<Notes>,
    /// How final it is.
    pub status: ShiftStatus,
    /// Why an overlap was allowed, if one was.
    pub overlap_reason: Option<Reason>,
    /// Why a labour rule that blocks was overridden, if one was.
    pub rules_reason: Option<Reason>,
    /// Of which series it is an occurrence, if of one.
    #[serde(default)]
    pub series: Option<Occurrence>,
    /// The version of the shift.
    pub version: Version,
}

/// The place of a shift in a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Occurrence {
    /// The series.
    pub id: SeriesId,
    /// The day the series gives it, whatever day it is on: its RECURRENCE-ID (RFC 5545 section
    /// 3.8.4.4).
    pub day: Day,
}

/// A shift just saved, and what to think of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ShiftSaved {
    /// The shift.
    #[serde(flatten)]
    pub shift: ShiftOut,
    /// The unavailability it was planned onto.
    pub warnings: Vec<Clash>,
    /// The labour rules that the save breaks, or breaks further, in this organisation.
    pub breaches: Vec<Breach>,
}

/// A shift that is in another's way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Overlap {
    /// The shift.
    pub shift_id: ShiftId,
    /// What it is worked for.
    pub mission_id: MissionId,
    /// What is done on it.
    pub role: Label,
    /// When it starts.
    pub start: Instant,
    /// When it ends.
    pub end: Instant,
}

/// A shift as it might be saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Proposal {
    /// The shift it would change; a new one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shift_id: Option<ShiftId>,
    /// Who would work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_id: Option<UserId>,
    /// What it would be worked for; as it is when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mission_id: Option<MissionId>,
    /// What kind of work it would be; as it is when absent, `AUTRE` for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ShiftKind>,
    /// Unpaid minutes inside it; as they are when absent, none for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "server", schema(value_type = Option<BreakMinutes>))]
    pub break_minutes: Option<BreakMinutes>,
    /// When it would start.
    pub start: Instant,
    /// When it would end.
    #[cfg_attr(feature = "server", schema(example = "2026-11-24T13:00:00+01:00"))]
    pub end: Instant,
}

/// Shifts to check, 1 to 200.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct CheckIn {
    /// The proposals; they are checked against what is stored and against each other.
    #[cfg_attr(feature = "server", schema(min_items = 1, max_items = 200))]
    pub shifts: Vec<Proposal>,
}

/// What saving would answer, one verdict a proposal, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct CheckOut {
    /// The verdicts.
    pub verdicts: Vec<Verdict>,
}

/// What is in the way of one proposal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Verdict {
    /// Stored shifts that would refuse it.
    pub overlaps: Vec<Overlap>,
    /// Places, from 0, of the proposals that would refuse it.
    pub overlapping_proposals: Vec<u32>,
    /// Unavailability it would be planned onto.
    pub warnings: Vec<Clash>,
    /// The labour rules that it would break, or break further, in this organisation.
    pub breaches: Vec<Breach>,
}

/// Which shifts to list: those with a part inside the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "server", into_params(parameter_in = Query))]
pub struct ShiftQuery {
    /// Where the window begins.
    #[cfg_attr(feature = "server", param(example = "2026-11-23T00:00:00+01:00"))]
    pub from: Instant,
    /// Where it ends, at most 62 days later.
    #[cfg_attr(feature = "server", param(example = "2026-11-30T00:00:00+01:00"))]
    pub to: Instant,
    /// Only this team's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_id: Option<TeamId>,
    /// Only this person's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_id: Option<UserId>,
    /// Only this mission's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mission_id: Option<MissionId>,
    /// Only those of this status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ShiftStatus>,
    /// The most rows to answer: 1 to 200, 50 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "server", param(inline))]
    pub limit: Option<crate::page::Limit>,
    /// The `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// The shifts of a window, by start. Everybody; a TECH sees published ones.
pub fn list(query: &ShiftQuery) -> Call<Page<ShiftOut>> {
    Call::get("/shifts").query(query)
}

/// One shift. Everybody; a TECH sees published ones.
pub fn get(id: ShiftId) -> Call<ShiftOut> {
    Call::get(format!("/shifts/{id}"))
}

/// Creates a shift. MANAGER.
pub fn create(input: &ShiftIn) -> Call<ShiftSaved> {
    Call::post("/shifts").body(input)
}

/// Changes a shift: moves, assigns, publishes, cancels. MANAGER.
pub fn edit(id: ShiftId, version: Version, patch: &ShiftPatch) -> Call<ShiftSaved> {
    Call::patch(format!("/shifts/{id}")).at(version).body(patch)
}

/// Deletes a shift. MANAGER.
pub fn delete(id: ShiftId, version: Version) -> Call<()> {
    Call::delete(format!("/shifts/{id}")).at(version)
}

/// What saving would answer. MANAGER.
pub fn check(input: &CheckIn) -> Call<CheckOut> {
    Call::post("/shifts/check").body(input)
}
