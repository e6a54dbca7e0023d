//! Whether what a shift refers to is this organisation's. The schema's composite foreign
//! keys would refuse the rest; here the caller is told which field it was.

use shared::problem::{FieldError, Problem, ProblemCode};
use shared::shifts::{CheckIn, ShiftOut};

use super::store::{self, Shift};
use crate::platform::problem::{Failure, ensure_none};
use crate::platform::scope::{OrgDb, OrgTx};

/// Refuses a shift of another organisation's mission, team or person. What it referred to
/// before may stay: a past shift keeps a person who has left.
pub(super) async fn ensure_known(
    tx: &OrgTx,
    shift: &Shift,
    before: Option<&Shift>,
) -> Result<(), Failure> {
    let (shift, before) = (ShiftOut::from(shift.clone()), before.cloned());
    ensure_known_at(tx, "", &shift, before.map(ShiftOut::from).as_ref()).await
}

/// The same for a shift that stands in the input at this pointer.
pub async fn ensure_known_at(
    org: &OrgDb,
    at: &str,
    shift: &ShiftOut,
    before: Option<&ShiftOut>,
) -> Result<(), Failure> {
    let mut unknown = Vec::new();
    let kept =
        |same: fn(&ShiftOut, &ShiftOut) -> bool| before.is_some_and(|before| same(before, shift));
    if !kept(|a, b| a.mission_id == b.mission_id)
        && !crate::missions::known(org, shift.mission_id).await?
    {
        unknown.push(format!("{at}/mission_id"));
    }
    if let Some(team) = shift.team_id
        && !kept(|a, b| a.team_id == b.team_id)
        && crate::teams::known(org, &[team]).await?.is_empty()
    {
        unknown.push(format!("{at}/team_id"));
    }
    if let Some(person) = shift.person_id
        && !kept(|a, b| a.person_id == b.person_id)
        && crate::users::unknown(org, &[person])
            .await?
            .contains(&person)
    {
        unknown.push(format!("{at}/person_id"));
    }
    refuse(unknown)
}

/// Refuses proposals for another organisation's people, shifts or missions.
pub(super) async fn ensure_proposable(org: &OrgDb, input: &CheckIn) -> Result<(), Failure> {
    let proposals = &input.shifts;
    let people: Vec<_> = proposals.iter().filter_map(|one| one.person_id).collect();
    let shifts: Vec<_> = proposals.iter().filter_map(|one| one.shift_id).collect();
    let missions = proposals.iter().filter_map(|one| one.mission_id);
    let unknown_people = crate::users::unknown(org, &people).await?;
    let unknown_shifts = store::unknown_shifts(org, &shifts).await?;
    let known_missions = crate::missions::settings(org, missions).await?;
    let mut unknown = Vec::new();
    for (place, proposal) in proposals.iter().enumerate() {
        let person = proposal.person_id;
        if person.is_some_and(|person| unknown_people.contains(&person)) {
            unknown.push(format!("/shifts/{place}/person_id"));
        }
        let shift = proposal.shift_id;
        if shift.is_some_and(|id| unknown_shifts.contains(&id)) {
            unknown.push(format!("/shifts/{place}/shift_id"));
        }
        let mission = proposal.mission_id;
        if mission.is_some_and(|id| !known_missions.contains_key(&id)) {
            unknown.push(format!("/shifts/{place}/mission_id"));
        }
    }
    refuse(unknown)
}

fn refuse(unknown: Vec<String>) -> Result<(), Failure> {
    let mut problem = Problem::new(ProblemCode::Invalid);
    problem.errors = unknown
        .into_iter()
        .map(|pointer| FieldError::new(pointer, "unknown_reference"))
        .collect();
    ensure_none(problem)
}
