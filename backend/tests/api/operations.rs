//! Weeks copied in one act, and bulk acts undone.

mod deletion;
mod identity;
pub mod moves;
mod queries;
mod undo;

use futures_util::future::join_all;
use shared::availability::{self, AvailabilityIn, AvailabilityKind, Span};
use shared::id::{MissionId, UserId};
use shared::operations;
use shared::page::PageQuery;
use shared::patch::Patch;
use shared::planning::judge::{RowChoice, RowOutcome, RowVerdict};
use shared::planning::paste::{Chosen, PasteIn, PasteOut, PasteUnit};
use shared::planning::{self, PlanningOut, PlanningQuery};
use shared::problem::ProblemCode;
use shared::shifts::{self, ShiftIn, ShiftOut, ShiftStatus};

use crate::missions::song;
use crate::shifts::{at, shift};
use crate::support::{Company, Persona};

/// The week before the stage's onto the stage's own.
pub fn last_week() -> PasteIn {
    PasteIn {
        unit: PasteUnit::Weeks,
        from: "2026-11-18".parse().unwrap(),
        to: "2026-11-24".parse().unwrap(),
        team_id: None,
        person_ids: Vec::new(),
        shift_ids: Vec::new(),
        person_id: Patch::Keep,
        choices: Vec::new(),
        override_rules: None,
        dry_run: false,
    }
}

fn dry(input: PasteIn) -> PasteIn {
    PasteIn {
        dry_run: true,
        ..input
    }
}

/// Plans a published shift of somebody, or of nobody.
pub async fn planned(
    manager: &Persona,
    mission: MissionId,
    person: Option<UserId>,
    times: (&str, &str),
) -> ShiftOut {
    let input = ShiftIn {
        person_id: person,
        status: Some(ShiftStatus::Published),
        ..shift(mission, times.0, times.1)
    };
    manager.send(shifts::create(&input)).await.ok().shift
}

/// What the stage's week shows somebody.
pub async fn board(persona: &Persona) -> PlanningOut {
    let query = PlanningQuery {
        from: at("2026-11-23T00:00:00+01:00"),
        to: at("2026-11-30T00:00:00+01:00"),
    };
    persona.send(planning::read(&query)).await.ok()
}

/// Every shift of the stage's week.
pub async fn week(manager: &Persona) -> Vec<ShiftOut> {
    board(manager).await.shifts
}

/// What is there, with the versions that the server has.
pub async fn present(manager: &Persona, shifts: &[ShiftOut]) -> Vec<ShiftOut> {
    let mut present = Vec::new();
    for shift in shifts {
        present.push(manager.send(shifts::get(shift.id)).await.ok());
    }
    present
}

pub const MONDAY: (&str, &str) = ("2026-11-16T09:00:00+01:00", "2026-11-16T12:00:00+01:00");
pub const TUESDAY: (&str, &str) = ("2026-11-17T09:00:00+01:00", "2026-11-17T13:00:00+01:00");
const NIGHT: (&str, &str) = ("2026-11-22T22:00:00+01:00", "2026-11-23T06:00:00+01:00");

fn verdicts(out: &PasteOut) -> Vec<(RowVerdict, RowOutcome)> {
    out.rows
        .iter()
        .map(|row| (row.judged.verdict, row.judged.outcome))
        .collect()
}

/// A dry run tells and writes nothing; the paste makes drafts of the same wall times, once.
#[actix_web::test]
async fn a_week_is_copied_as_drafts() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let tech = company.tech.id().await;
    planned(manager, mission, Some(tech), MONDAY).await;
    let night = planned(manager, mission, None, NIGHT).await;

    let told = manager
        .send(planning::paste::paste(&dry(last_week())))
        .await;
    assert_eq!(told.status, 200);
    assert_eq!((told.ok().operation_id, told.ok().created), (None, 2));
    // The night before the week reaches into its Monday; nothing else is there yet.
    assert_eq!(week(manager).await, std::slice::from_ref(&night));

    let done = manager.send(planning::paste::paste(&last_week())).await;
    assert_eq!(done.status, 201);
    let copies = week(manager).await;
    let starts: Vec<_> = copies
        .iter()
        .skip(1)
        .map(|copy| copy.start.to_string())
        .collect();
    assert_eq!(starts, ["2026-11-23T08:00:00Z", "2026-11-29T21:00:00Z"]);
    assert!(
        copies
            .iter()
            .skip(1)
            .all(|copy| copy.status == ShiftStatus::Draft)
    );

    let again = manager
        .send(planning::paste::paste(&last_week()))
        .await
        .ok();
    assert_eq!(again.created, 0);
    assert!(
        again
            .rows
            .iter()
            .all(|row| row.judged.verdict == RowVerdict::Identical)
    );

    // What it told stays readable, and whoever may not plan reads none of it.
    let id = done.ok().operation_id.unwrap();
    let detail = manager.send(operations::get(id)).await.ok();
    assert_eq!(detail.report.pasted, done.ok().rows);
    company
        .tech
        .send(operations::get(id))
        .await
        .refused(ProblemCode::Forbidden);
    company
        .tech
        .send(planning::paste::paste(&last_week()))
        .await
        .refused(ProblemCode::Forbidden);
}

/// Overlaps, unavailability and people who have left are told; a choice makes a copy for nobody,
/// or one in spite of it, or none.
#[actix_web::test]
async fn what_stands_in_the_way_is_told() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let (tech, own) = (company.tech.id().await, manager.id().await);
    let busy = planned(manager, mission, Some(tech), MONDAY).await;
    let free = planned(manager, mission, Some(tech), TUESDAY).await;
    let away = planned(manager, mission, Some(own), TUESDAY).await;
    planned(
        manager,
        mission,
        Some(tech),
        ("2026-11-23T10:00:00+01:00", "2026-11-23T11:00:00+01:00"),
    )
    .await;
    let day = "2026-11-24".parse().unwrap();
    let input = AvailabilityIn {
        person_id: None,
        kind: AvailabilityKind::Unavailable,
        span: Span::Days {
            first: day,
            last: day,
        },
        note: None,
    };
    manager.send(availability::create(&input)).await.ok();

    let mut input = dry(last_week());
    let told = manager.send(planning::paste::paste(&input)).await.ok();
    let mut told = verdicts(&told);
    told.sort();
    assert_eq!(
        told,
        [
            (RowVerdict::Create, RowOutcome::Created),
            (RowVerdict::Overlap, RowOutcome::Skipped),
            (RowVerdict::Unavailable, RowOutcome::Skipped),
        ]
    );
    let choices = [
        (busy.id, RowChoice::Unassign),
        (free.id, RowChoice::LeaveOut),
        (away.id, RowChoice::Anyway),
    ];
    input.choices = choices
        .map(|(shift_id, choice)| Chosen { shift_id, choice })
        .to_vec();
    input.dry_run = false;
    let done = manager.send(planning::paste::paste(&input)).await.ok();
    assert_eq!(done.created, 2);
    let people: Vec<_> = week(manager)
        .await
        .into_iter()
        .map(|copy| copy.person_id)
        .collect();
    assert_eq!(people, [None, Some(tech), Some(own)]);
}

/// A team's people, chosen people, chosen shifts: nobody else's are copied.
#[actix_web::test]
async fn a_paste_can_be_narrowed() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let (tech, own) = (company.tech.id().await, manager.id().await);
    let first = planned(manager, mission, Some(tech), MONDAY).await;
    planned(manager, mission, Some(own), MONDAY).await;
    planned(manager, mission, None, TUESDAY).await;
    let team = shared::teams::TeamIn {
        name: "Son".parse().unwrap(),
        member_ids: vec![tech],
    };
    let team = company.admin.send(shared::teams::create(&team)).await.ok();
    let narrowed = [
        PasteIn {
            team_id: Some(team.id),
            ..dry(last_week())
        },
        PasteIn {
            person_ids: vec![tech],
            ..dry(last_week())
        },
        PasteIn {
            shift_ids: vec![first.id],
            ..dry(last_week())
        },
    ];
    for input in narrowed {
        let told = manager.send(planning::paste::paste(&input)).await.ok();
        let shifts: Vec<_> = told.rows.iter().map(|row| row.shift_id).collect();
        assert_eq!(shifts, [first.id]);
    }
    let same = PasteIn {
        to: "2026-11-16".parse().unwrap(),
        ..last_week()
    };
    manager
        .send(planning::paste::paste(&same))
        .await
        .invalid("/to", "same_week");
}

/// Many pastes of one week at one moment, on two instances: each shift is copied once.
#[actix_web::test]
async fn pastes_at_one_moment_copy_once() {
    let company = Company::new().await;
    let second = company.stage.second().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    planned(manager, mission, Some(company.tech.id().await), MONDAY).await;
    // A need as well: there is nobody to wait for in it.
    planned(manager, mission, None, TUESDAY).await;
    let elsewhere = manager.at(&second.base);
    let pastes = (0..8).map(|n| if n % 2 == 0 { manager } else { &elsewhere });
    let input = last_week();
    let sent = join_all(pastes.map(|who| who.send(planning::paste::paste(&input)))).await;
    let created: u32 = sent.iter().map(|sent| sent.ok().created).sum();
    assert_eq!((created, week(manager).await.len()), (2, 2));
    // A repeat under one key is the same act.
    let keyed = || planning::paste::paste(&input).once("week-48");
    let (one, two) = (
        manager.send(keyed()).await.ok(),
        manager.send(keyed()).await.ok(),
    );
    assert_eq!(one, two);
}

/// Operations are listed, the latest first, with who did them.
#[actix_web::test]
async fn operations_are_listed() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    planned(manager, mission, None, MONDAY).await;
    let pasted = manager
        .send(planning::paste::paste(&last_week()))
        .await
        .ok();
    let listed = company
        .admin
        .send(operations::list(&PageQuery::default()))
        .await
        .ok();
    let first = listed.items.first().unwrap();
    assert_eq!(Some(first.id), pasted.operation_id);
    assert_eq!(
        (first.rows, first.actor_name.as_deref()),
        (1, Some("Manon Manager"))
    );
    company
        .outsider
        .send(operations::get(first.id))
        .await
        .refused(ProblemCode::NotFound);
}
