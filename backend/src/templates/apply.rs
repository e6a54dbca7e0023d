//! A template applied: what is read for it, and what is written.

use shared::id::{MissionId, OperationId};
use shared::operations::{OperationKind, OperationReport};
use shared::planning::judge::{self, Candidate};
use shared::planning::planned::{self, PlannedRow};
use shared::problem::{FieldError, Problem, ProblemCode};
use shared::templates::{self, Applied, ApplyIn, MOST_SHIFTS, TemplateOut, TemplateState};
use shared::time::{IsoWeek, Zone};

use super::store::Template;
use crate::planning::MOST_PEOPLE;
use crate::platform::problem::{Failure, ensure_none};
use crate::platform::scope::{OrgDb, OrgTx};
use crate::shifts::Creation;

/// Refuses lists that are too long, nobody at all, too many shifts, and weeks past the calendar.
pub(super) fn ensure_bounded(input: &ApplyIn) -> Result<(), Failure> {
    let mut problem = Problem::new(ProblemCode::Invalid);
    let mut refuse = |pointer: &str, code: &str| {
        let error = FieldError::new(pointer, code);
        problem.errors.push(error);
    };
    if input.person_ids.len() > MOST_PEOPLE {
        refuse("/person_ids", "too_many_items");
    }
    if input.choices.len() > MOST_SHIFTS {
        refuse("/choices", "too_many_items");
    }
    if input.person_ids.is_empty() && input.needs.number() == 0 {
        refuse("/person_ids", "required");
    }
    if templates::count(input) > MOST_SHIFTS {
        refuse("/weeks", "too_many_items");
    }
    let last = IsoWeek::of(input.from).plus_weeks(input.weeks.number());
    if !last.monday().is_written() {
        refuse("/from", "out_of_range");
    }
    ensure_none(problem)
}

/// An application as it was judged.
pub(super) struct Judged {
    candidates: Vec<Candidate>,
    pub(super) rows: Vec<PlannedRow>,
}

/// What would become of each shift of a template.
pub(super) async fn judged(
    org: &OrgDb,
    zone: Zone,
    template: Template,
    input: &ApplyIn,
) -> Result<Judged, Failure> {
    if template.state == TemplateState::Archived {
        return Err(ProblemCode::TemplateArchived.into());
    }
    let mission = mission(org, &template, input).await?;
    ensure_members(org, input).await?;
    let meant = input.override_rules.as_ref();
    let planned = templates::planned(&TemplateOut::from(template), mission, input, zone);
    let (days, candidates): (Vec<_>, Vec<_>) = planned.into_iter().unzip();
    let rows = crate::planning::judged(org, zone, candidates.clone(), meant).await?;
    let rows = planned::rows(&days, rows);
    Ok(Judged { candidates, rows })
}

/// What the shifts are worked for: what is asked for, else what the template says.
async fn mission(org: &OrgDb, template: &Template, input: &ApplyIn) -> Result<MissionId, Failure> {
    let refuse = |code| Err(Problem::field("/mission_id", code).into());
    match (input.mission_id, template.mission_id) {
        (Some(mission), _) if crate::missions::known(org, mission).await? => Ok(mission),
        (Some(_), _) => refuse("unknown_reference"),
        (None, Some(mission)) => Ok(mission),
        (None, None) => refuse("required"),
    }
}

/// Refuses people who are not in the organisation, or no longer.
async fn ensure_members(org: &OrgDb, input: &ApplyIn) -> Result<(), Failure> {
    let unknown = crate::users::unknown(org, &input.person_ids).await?;
    crate::teams::check_places("/person_ids", &input.person_ids, |id| !unknown.contains(id))
}

/// What a dry run answers.
pub(super) fn told(rows: Vec<PlannedRow>) -> Applied {
    Applied {
        operation_id: None,
        created: judge::created(rows.iter().map(|row| &row.judged)),
        rows,
    }
}

/// Writes the shifts, as one operation. An act that did nothing is none.
pub(super) async fn save(tx: &OrgTx, judged: Judged) -> Result<Applied, Failure> {
    let Judged {
        candidates,
        mut rows,
    } = judged;
    let operation = OperationId::new();
    let planned = crate::shifts::shifts(candidates).zip(rows.iter_mut().map(|row| &mut row.judged));
    let creation = Creation::of(tx, operation, planned);
    if creation.count() == 0 {
        return Ok(told(rows));
    }
    let report = OperationReport {
        planned: rows.clone(),
        ..OperationReport::default()
    };
    let (kind, count) = (OperationKind::TemplateApply, creation.count());
    crate::operations::begin(tx, operation, kind, count, &report).await?;
    creation.save(tx).await?;
    Ok(Applied {
        operation_id: Some(operation),
        ..told(rows)
    })
}
