//! The planning: all that the week grid shows of a window, in one read, and the pure rules
//! by which the web app lays it out, moves its shifts and checks them.
//!
//! Read [`Board`] first: it holds what was read, keyed. The other types each answer one
//! question about it: which rows there are ([`rows`]), which part of a shift a day shows
//! ([`part`]), what is wrong with it ([`marks`]), how much work it is ([`worked`]), where a
//! shift goes when it is carried elsewhere ([`relocate`]), and how an act is applied,
//! confirmed and taken back ([`change`]).

pub mod axis;
pub mod board;
pub mod bundle;
pub mod change;
pub mod columns;
pub mod deletion;
pub mod differences;
pub mod draft;
pub mod filter;
pub mod focus;
pub mod history;
pub mod judge;
pub mod keys;
pub mod lanes;
pub mod live;
pub mod marks;
pub mod moves;
pub mod part;
pub mod paste;
pub mod planned;
pub mod press;
pub mod publish;
pub mod relocate;
pub mod rows;
pub mod rules;
pub mod selection;
pub mod view;
pub mod worked;

use serde::{Deserialize, Serialize};

use crate::availability::AvailabilityOut;
use crate::call::Call;
use crate::id::{MissionId, TeamId, UserId};
use crate::labour::LabourOut;
use crate::missions::{Hue, MissionOut, Setting};
use crate::publications::{AnnouncedShift, PublicationRef};
use crate::shifts::ShiftOut;
use crate::text::{Name, Place};
use crate::time::{Instant, Zone};

pub use board::{Board, Cell};
pub use change::{Change, Queue};
pub use columns::Columns;
pub use draft::Draft;
pub use filter::Filter;
pub use view::{PlanningUrl, View};

/// The window of a planning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "server", into_params(parameter_in = Query))]
pub struct PlanningQuery {
    /// Where the window begins.
    #[cfg_attr(feature = "server", param(example = "2026-11-23T00:00:00+01:00"))]
    pub from: Instant,
    /// Where it ends, at most 62 days later.
    #[cfg_attr(feature = "server", param(example = "2026-11-30T00:00:00+01:00"))]
    pub to: Instant,
}

/// All that the grid shows of a window. A TECH gets the published shifts, the people and
/// missions, and only the own availability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PlanningOut {
    /// Where the organisation's days begin and end.
    pub zone: Zone,
    /// The people, by name: members, and those who left but have shifts in the window.
    pub people: Vec<PersonRow>,
    /// The teams, by name.
    pub teams: Vec<TeamRow>,
    /// The missions of the window's shifts, and for planners those that can be planned.
    pub missions: Vec<MissionRow>,
    /// The shifts with a part inside the window, by start.
    pub shifts: Vec<ShiftOut>,
    /// The availability with a part inside the window, by start.
    pub availability: Vec<AvailabilityOut>,
    /// What the labour rules need to be judged; for planners only.
    pub labour: Option<LabourOut>,
    /// For planners, what is announced and is so no longer: of shifts that changed, moved, were
    /// called off or deleted since.
    pub announced: Vec<AnnouncedShift>,
    /// The latest publication of days of the window.
    pub publication: Option<PublicationRef>,
}

/// A person, as a row of the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PersonRow {
    /// The person.
    pub id: UserId,
    /// Their name.
    pub name: Name,
    /// The teams they are in.
    pub team_ids: Vec<TeamId>,
}

/// A team, as a group of rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct TeamRow {
    /// The team.
    pub id: TeamId,
    /// Its name.
    pub name: Name,
}

/// A mission, as a chip shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MissionRow {
    /// The mission.
    pub id: MissionId,
    /// The show's or event's title.
    pub title: Name,
    /// The house it plays in.
    pub venue: Option<Name>,
    /// Where that is.
    pub address: Option<Place>,
    /// The colour of its shifts.
    pub hue: Hue,
    /// Where it is worked, which decides how long a day may be.
    pub setting: Setting,
}

impl From<MissionOut> for MissionRow {
    fn from(mission: MissionOut) -> Self {
        let MissionOut {
            id,
            title,
            venue,
            address,
            hue,
            setting,
            ..
        } = mission;
        Self {
            id,
            title,
            venue,
            address,
            hue,
            setting,
        }
    }
}

/// The planning of a window. Everybody.
pub fn read(query: &PlanningQuery) -> Call<PlanningOut> {
    Call::get("/planning").query(query)
}
