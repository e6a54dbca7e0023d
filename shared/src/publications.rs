//! Publications: what of the planning is announced to those who work it, in numbered acts.
//!
//! A shift has two sides. The row is the planners' working state; its published copy is what was
//! announced of it last, which technicians and calendar apps read. [`pending`] compares the two:
//! what differs is an unpublished change, and publishing announces it.

mod pending;

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::id::{MissionId, OperationId, PublicationId, ShiftId, TeamId, UserId};
use crate::page::{Page, PageQuery};
use crate::planning::MissionRow;
use crate::shifts::{BreakMinutes, ShiftKind, ShiftOut};
use crate::text::{Label, Name, Notes};
use crate::time::{Day, Instant};
use crate::word::word;

pub use pending::{Standing, between, for_people, pending, standing};

/// As much of a shift as is announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Announced {
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
}

impl Announced {
    /// What announcing a shift as it is would say.
    #[must_use]
    pub fn of(shift: &ShiftOut) -> Self {
        Self {
            mission_id: shift.mission_id,
            team_id: shift.team_id,
            person_id: shift.person_id,
            role: shift.role.clone(),
            kind: shift.kind,
            start: shift.start,
            end: shift.end,
            break_minutes: shift.break_minutes,
            notes: shift.notes.clone(),
        }
    }
}

word! {
    /// What was announced of a shift last.
    CopyState {
        /// That it is to be worked.
        Announced = "ANNOUNCED",
        /// That it is called off.
        CalledOff = "CALLED_OFF",
    }
}

/// What is announced of a shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct AnnouncedShift {
    /// The shift.
    pub shift_id: ShiftId,
    /// What is announced of it.
    #[serde(flatten)]
    pub announced: Announced,
}

/// What a publication changes of a shift. At least one side is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ShiftChange {
    /// The shift.
    pub shift_id: ShiftId,
    /// What was announced before; absent when nothing was.
    pub before: Option<Announced>,
    /// What is announced from then on; absent when it is called off.
    pub after: Option<Announced>,
}

/// What a publication changes for one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PersonChanges {
    /// Who; nobody for the needs to fill.
    pub person_id: Option<UserId>,
    /// What, by time. A shift that goes to somebody else has no `after` here.
    pub changes: Vec<ShiftChange>,
}

/// Which publication, of an organisation's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PublicationRef {
    /// The publication.
    pub id: PublicationId,
    /// Its number: 1, 2, 3 and so on in each organisation.
    pub number: u32,
    /// When.
    pub at: Instant,
}

/// A publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PublicationOut {
    /// Which.
    #[serde(flatten)]
    pub publication: PublicationRef,
    /// Who published; absent when the system did.
    pub actor_id: Option<UserId>,
    /// Their name.
    pub actor_name: Option<String>,
    /// The first day of its weeks, a Monday.
    pub first: Day,
    /// The last day of its weeks, a Sunday.
    pub last: Day,
    /// The team it was narrowed to, as it was called then.
    pub team: Option<Name>,
    /// To how many people it was narrowed; 0 for everybody.
    pub people: u32,
    /// How many shifts it changed.
    pub shifts: u32,
    /// How many people it tells of a change.
    pub told: u32,
    /// How many of them have acknowledged it.
    pub acknowledged: u32,
    /// The publication that it takes back, by its number.
    pub takes_back: Option<u32>,
    /// The operation, by which it can be undone.
    pub operation_id: OperationId,
}

/// Somebody whom a publication tells of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Told {
    /// Who.
    pub person_id: UserId,
    /// Their name.
    pub name: String,
    /// When they acknowledged it; absent until then.
    pub acknowledged_at: Option<Instant>,
}

/// A publication, with what it changed and who knows of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PublicationDetail {
    /// The publication.
    #[serde(flatten)]
    pub publication: PublicationOut,
    /// Whom it tells, by name.
    pub readers: Vec<Told>,
    /// What it changed, person by person.
    pub changes: Vec<PersonChanges>,
}

/// A publication, as far as it concerns one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OwnPublication {
    /// Which.
    #[serde(flatten)]
    pub publication: PublicationRef,
    /// What it changed for them, by time.
    pub changes: Vec<ShiftChange>,
}

/// What somebody has not acknowledged yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OwnChanges {
    /// The publications, the oldest first; at most 50.
    pub publications: Vec<OwnPublication>,
    /// The missions of their shifts.
    pub missions: Vec<MissionRow>,
}

/// The latest publications first. MANAGER.
pub fn list(page: &PageQuery) -> Call<Page<PublicationOut>> {
    Call::get("/planning/publications").query(page)
}

/// One publication. MANAGER.
pub fn get(id: PublicationId) -> Call<PublicationDetail> {
    Call::get(format!("/planning/publications/{id}"))
}

/// What publications changed for oneself and one has not acknowledged. Everybody.
pub fn own() -> Call<OwnChanges> {
    Call::get("/planning/changes")
}

/// Acknowledges what this publication, and those before it, changed for oneself. Everybody.
pub fn acknowledge(id: PublicationId) -> Call<()> {
    Call::post(format!("/planning/publications/{id}/acknowledge"))
}
