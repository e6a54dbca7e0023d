//! Missions: the shows, tour stops and events that shifts are worked for.

mod draft;

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::id::{MissionId, Version};
use crate::patch::Patch;
use crate::problem::FieldError;
use crate::text::{Name, Notes, Place, ShowNumber};
use crate::time::Day;
use crate::word::word;

pub use draft::MissionDraft;

word! {
    /// A colour by name: its shades are the theme's, so that contrast is always enough.
    Hue {
        /// Violet.
        Violet = "violet",
        /// Blue.
        Blue = "blue",
        /// Teal.
        Teal = "teal",
        /// Green.
        Green = "green",
        /// Amber.
        Amber = "amber",
        /// Orange.
        Orange = "orange",
        /// Rose.
        Rose = "rose",
        /// Slate.
        Slate = "slate",
    }
}

word! {
    /// Whether a mission is still worked on.
    MissionState {
        /// It can be planned.
        Active = "ACTIVE",
        /// It is kept for the record.
        Archived = "ARCHIVED",
    }
}

word! {
    /// Where a mission is worked, which decides how long a day may be.
    Setting {
        /// In the house.
        House = "HOUSE",
        /// On tour, or at a festival.
        Tour = "TOUR",
    }
}

/// A mission to create.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MissionIn {
    /// The show's or event's title.
    pub title: Name,
    /// The house it plays in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<Name>,
    /// Where that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Place>,
    /// The colour of its shifts.
    pub hue: Hue,
    /// Where it is worked; in the house unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setting: Option<Setting>,
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_on: Option<Day>,
    /// The last day, which is not before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<Day>,
    /// The *numero d'objet* of the show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_number: Option<ShowNumber>,
    /// Notes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Notes>,
}

/// A change of a mission.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MissionPatch {
    /// The show's or event's title.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Name, required = false))]
    pub title: Patch<Name>,
    /// The house it plays in.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Option<Name>, required = false))]
    pub venue: Patch<Option<Name>>,
    /// Where that is.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Option<Place>, required = false))]
    pub address: Patch<Option<Place>>,
    /// The colour of its shifts.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Hue, required = false))]
    pub hue: Patch<Hue>,
    /// Where it is worked.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Setting, required = false))]
    pub setting: Patch<Setting>,
    /// The first day.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Option<Day>, required = false))]
    pub starts_on: Patch<Option<Day>>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Option<Day>, required = false))]
    pub ends_on: Patch<Option<Day>>,
    /// The *numero d'objet* of the show.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Option<ShowNumber>, required = false))]
    pub show_number: Patch<Option<ShowNumber>>,
    /// Notes.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Option<Notes>, required = false))]
    pub notes: Patch<Option<Notes>>,
    /// Whether it is still worked on.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = MissionState, required = false))]
    pub state: Patch<MissionState>,
}

/// A mission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MissionOut {
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
    /// Where it is worked.
    pub setting: Setting,
    /// The first day.
    pub starts_on: Option<Day>,
    /// The last day.
    pub ends_on: Option<Day>,
    /// The *numero d'objet* of the show.
    pub show_number: Option<ShowNumber>,
    /// Notes.
    pub notes: Option<Notes>,
    /// Whether it is still worked on.
    pub state: MissionState,
    /// The version of the mission.
    pub version: Version,
}

/// Which missions to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "server", into_params(parameter_in = Query))]
pub struct MissionQuery {
    /// Only those in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<MissionState>,
    /// The most rows to answer: 1 to 200, 50 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "server", param(inline))]
    pub limit: Option<crate::page::Limit>,
    /// The `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// The one rule that joins two fields: a mission does not end before it starts.
pub fn check_days(starts_on: Option<Day>, ends_on: Option<Day>) -> Result<(), FieldError> {
    match (starts_on, ends_on) {
        (Some(first), Some(last)) if last < first => {
            Err(FieldError::new("/ends_on", "end_not_after_start"))
        }
        _ => Ok(()),
    }
}

/// The missions, by title. MANAGER.
pub fn list(query: &MissionQuery) -> Call<crate::page::Page<MissionOut>> {
    Call::get("/missions").query(query)
}

/// One mission. MANAGER.
pub fn get(id: MissionId) -> Call<MissionOut> {
    Call::get(format!("/missions/{id}"))
}

/// Creates a mission. MANAGER.
pub fn create(input: &MissionIn) -> Call<MissionOut> {
    Call::post("/missions").body(input)
}

/// Changes a mission. MANAGER.
pub fn edit(id: MissionId, version: Version, patch: &MissionPatch) -> Call<MissionOut> {
    Call::patch(format!("/missions/{id}"))
        .at(version)
        .body(patch)
}

/// Deletes a mission that has no shifts. MANAGER.
pub fn delete(id: MissionId, version: Version) -> Call<()> {
    Call::delete(format!("/missions/{id}")).at(version)
}
