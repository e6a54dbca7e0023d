//! Weeks published in one act.

use shared::operations;
use shared::planning::publish::{self, PublishIn};
use shared::problem::ProblemCode;
use shared::shifts::{self, ShiftIn, ShiftOut, ShiftStatus};

use super::{MONDAY, TUESDAY, song};
use crate::shifts::{at, shift};
use crate::support::{Company, Persona};

/// The week before the stage's.
pub fn week_before() -> PublishIn {
    PublishIn {
        from: "2026-11-16".parse().unwrap(),
        to: "2026-11-20".parse().unwrap(),
        team_id: None,
        person_ids: Vec::new(),
        dry_run: false,
    }
}

/// The shifts of that week, as somebody sees them.
async fn seen(persona: &Persona) -> Vec<ShiftOut> {
    let query = shared::planning::PlanningQuery {
        from: at("2026-11-16T00:00:00+01:00"),
        to: at("2026-11-23T00:00:00+01:00"),
    };
    persona
        .send(shared::planning::read(&query))
        .await
        .ok()
        .shifts
}

/// A dry run tells for whom something changes; publishing shows it to technicians; undoing hides
/// it again.
#[actix_web::test]
async fn a_week_is_published_and_taken_back() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company).await);
    let tech = company.tech.id().await;
    for (person_id, times) in [(Some(tech), MONDAY), (Some(tech), TUESDAY), (None, TUESDAY)] {
        let input = ShiftIn {
            person_id,
            ..shift(mission, times.0, times.1)
        };
        manager.send(shifts::create(&input)).await.ok();
    }
    let dry = PublishIn {
        dry_run: true,
        ..week_before()
    };
    let told = manager.send(publish::publish(&dry)).await;
    assert_eq!((told.status, told.ok().published), (200, 3));
    let people: Vec<_> = told
        .ok()
        .people
        .iter()
        .map(|one| (one.person_id, one.shifts.len()))
        .collect();
    assert_eq!(people, [(None, 1), (Some(tech), 2)]);
    assert!(seen(&company.tech).await.is_empty());

    // Only the technician's own: the need is still the planners'.
    let own = PublishIn {
        person_ids: vec![tech],
        ..week_before()
    };
    let done = manager.send(publish::publish(&own)).await;
    assert_eq!((done.status, done.ok().published), (201, 2));
    let shown = seen(&company.tech).await;
    assert!(shown.len() == 2 && shown.iter().all(|one| one.status == ShiftStatus::Published));
    assert!(shown.iter().all(|one| one.version.number() == 2));
    let events = manager
        .send(shared::activity::list(&Default::default()))
        .await
        .ok()
        .items;
    assert_eq!(
        events
            .iter()
            .filter(|event| event.kind == "shift.published")
            .count(),
        2
    );

    // What is published is not published again.
    let again = manager.send(publish::publish(&own)).await.ok();
    assert_eq!((again.operation_id, again.published), (None, 0));
    let undone = manager
        .send(operations::undo(done.ok().operation_id.unwrap()))
        .await
        .ok();
    assert_eq!(undone.undone, 2);
    assert!(seen(&company.tech).await.is_empty());
}

/// Technicians publish nothing; weeks go forwards, and not for ever.
#[actix_web::test]
async fn a_publication_has_its_bounds() {
    let company = Company::new().await;
    company
        .tech
        .send(publish::publish(&week_before()))
        .await
        .refused(ProblemCode::Forbidden);
    for to in ["2026-11-15", "2027-01-11"] {
        let input = PublishIn {
            to: to.parse().unwrap(),
            ..week_before()
        };
        let sent = company.manager.send(publish::publish(&input)).await;
        sent.invalid("/to", "out_of_range");
    }
}
