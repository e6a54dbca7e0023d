use shared::id::{OrgId, TemplateId, Version};
use shared::problem::{FieldError, Problem, ProblemCode};
use shared::templates::{TemplateIn, TemplateOut, TemplatePatch, TemplateState, check_break};
use shared::time::Instant;

use super::store::Template;
use crate::platform::problem::{Failure, ensure_none};
use crate::platform::scope::OrgDb;

/// A template as it begins.
pub(super) fn new(input: TemplateIn, org_id: OrgId, now: Instant) -> Result<Template, FieldError> {
    let TemplateIn {
        label,
        role,
        kind,
        start,
        duration_minutes,
        break_minutes,
        mission_id,
        team_id,
        hue,
    } = input;
    check_break(duration_minutes, break_minutes)?;
    Ok(Template {
        id: TemplateId::new(),
        org_id,
        label,
        role,
        kind,
        start,
        duration_minutes,
        break_minutes,
        mission_id,
        team_id,
        hue,
        state: TemplateState::Active,
        version: Version::FIRST,
        created_at: now,
        updated_at: now,
    })
}

/// A template after a change.
pub(super) fn change(present: Template, patch: TemplatePatch) -> Result<Template, FieldError> {
    let TemplatePatch {
        label,
        role,
        kind,
        start,
        duration_minutes,
        break_minutes,
        mission_id,
        team_id,
        hue,
        state,
    } = patch;
    let changed = Template {
        id: present.id,
        org_id: present.org_id,
        label: label.over(present.label),
        role: role.over(present.role),
        kind: kind.over(present.kind),
        start: start.over(present.start),
        duration_minutes: duration_minutes.over(present.duration_minutes),
        break_minutes: break_minutes.over(present.break_minutes),
        mission_id: mission_id.over(present.mission_id),
        team_id: team_id.over(present.team_id),
        hue: hue.over(present.hue),
        state: state.over(present.state),
        version: present.version,
        created_at: present.created_at,
        updated_at: present.updated_at,
    };
    check_break(changed.duration_minutes, changed.break_minutes)?;
    Ok(changed)
}

/// Refuses a template of another organisation's mission or team.
pub(super) async fn ensure_known(org: &OrgDb, template: &Template) -> Result<(), Failure> {
    let mut problem = Problem::new(ProblemCode::Invalid);
    let mut unknown = |pointer: &str| {
        let error = FieldError::new(pointer, "unknown_reference");
        problem.errors.push(error);
    };
    if let Some(mission) = template.mission_id
        && !crate::missions::known(org, mission).await?
    {
        unknown("/mission_id");
    }
    if let Some(team) = template.team_id
        && crate::teams::known(org, &[team]).await?.is_empty()
    {
        unknown("/team_id");
    }
    ensure_none(problem)
}

impl From<Template> for TemplateOut {
    fn from(row: Template) -> Self {
        let Template {
            id,
            org_id: _,
            label,
            role,
            kind,
            start,
            duration_minutes,
            break_minutes,
            mission_id,
            team_id,
            hue,
            state,
            version,
            created_at: _,
            updated_at: _,
        } = row;
        Self {
            id,
            label,
            role,
            kind,
            start,
            duration_minutes,
            break_minutes,
            mission_id,
            team_id,
            hue,
            state,
            version,
        }
    }
}
