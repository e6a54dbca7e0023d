//! Templates: the shifts that a company plans again and again, kept without a date.

mod apply;
mod draft;

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::id::{MissionId, TeamId, TemplateId, Version};
use crate::missions::Hue;
use crate::page::{Limit, Page};
use crate::patch::Patch;
use crate::problem::FieldError;
use crate::shifts::{BreakMinutes, ShiftKind, ShiftMinutes};
use crate::text::{Label, Name};
use crate::time::LocalTime;
use crate::word::word;

pub use apply::{Applied, ApplyIn, MOST_SHIFTS, Needs, Weeks, apply, count, planned};
pub use draft::TemplateDraft;

word! {
    /// Whether a template is still used.
    TemplateState {
        /// It can be applied.
        Active = "ACTIVE",
        /// It is kept for the record.
        Archived = "ARCHIVED",
    }
}

/// A template to create.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct TemplateIn {
    /// What planners call it.
    pub label: Name,
    /// What is done on its shifts.
    pub role: Label,
    /// What kind of work they are.
    pub kind: ShiftKind,
    /// When they start, by the clock of the organisation.
    pub start: LocalTime,
    /// How long they last on that clock.
    pub duration_minutes: ShiftMinutes,
    /// Unpaid minutes inside them, fewer than they last.
    #[serde(default)]
    pub break_minutes: BreakMinutes,
    /// What they are worked for, where it is always the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mission_id: Option<MissionId>,
    /// The team that answers for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_id: Option<TeamId>,
    /// The colour it is listed with. Its shifts have their mission's.
    pub hue: Hue,
}

/// A change of a template. The shifts that were planned by it stay as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct TemplatePatch {
    /// What planners call it.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Name, required = false))]
    pub label: Patch<Name>,
    /// What is done on its shifts.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Label, required = false))]
    pub role: Patch<Label>,
    /// What kind of work they are.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = ShiftKind, required = false))]
    pub kind: Patch<ShiftKind>,
    /// When they start.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = LocalTime, required = false))]
    pub start: Patch<LocalTime>,
    /// How long they last.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = ShiftMinutes, required = false))]
    pub duration_minutes: Patch<ShiftMinutes>,
    /// Unpaid minutes inside them.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = BreakMinutes, required = false))]
    pub break_minutes: Patch<BreakMinutes>,
    /// What they are worked for.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Option<MissionId>, required = false))]
    pub mission_id: Patch<Option<MissionId>>,
    /// The team that answers for them.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Option<TeamId>, required = false))]
    pub team_id: Patch<Option<TeamId>>,
    /// The colour it is listed with.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Hue, required = false))]
    pub hue: Patch<Hue>,
    /// Whether it is still used.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = TemplateState, required = false))]
    pub state: Patch<TemplateState>,
}

/// A template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct TemplateOut {
    /// The template.
    pub id: TemplateId,
    /// What planners call it.
    pub label: Name,
    /// What is done on its shifts.
    pub role: Label,
    /// What kind of work they are.
    pub kind: ShiftKind,
    /// When they start.
    pub start: LocalTime,
    /// How long they last.
    pub duration_minutes: ShiftMinutes,
    /// Unpaid minutes inside them.
    pub break_minutes: BreakMinutes,
    /// What they are worked for.
    pub mission_id: Option<MissionId>,
    /// The team that answers for them.
    pub team_id: Option<TeamId>,
    /// The colour it is listed with.
    pub hue: Hue,
    /// Whether it is still used.
    pub state: TemplateState,
    /// The version of the template.
    pub version: Version,
}

/// Which templates to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "server", into_params(parameter_in = Query))]
pub struct TemplateQuery {
    /// Only those in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<TemplateState>,
    /// The most rows to answer: 1 to 200, 50 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "server", param(inline))]
    pub limit: Option<Limit>,
    /// The `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// The one rule that joins two fields: a break is shorter than what it is in.
pub fn check_break(duration: ShiftMinutes, rest: BreakMinutes) -> Result<(), FieldError> {
    if rest.minutes() >= duration.number() && rest.minutes() > 0 {
        return Err(FieldError::new("/break_minutes", "break_not_shorter"));
    }
    Ok(())
}

/// The templates, by label. MANAGER.
pub fn list(query: &TemplateQuery) -> Call<Page<TemplateOut>> {
    Call::get("/templates").query(query)
}

/// One template. MANAGER.
pub fn get(id: TemplateId) -> Call<TemplateOut> {
    Call::get(format!("/templates/{id}"))
}

/// Creates a template. MANAGER.
pub fn create(input: &TemplateIn) -> Call<TemplateOut> {
    Call::post("/templates").body(input)
}

/// Changes a template, archives it or takes it back into use. MANAGER.
pub fn edit(id: TemplateId, version: Version, patch: &TemplatePatch) -> Call<TemplateOut> {
    Call::patch(format!("/templates/{id}"))
        .at(version)
        .body(patch)
}
