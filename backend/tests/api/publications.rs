//! Publications: what is announced, to whom, and what is not yet.

mod acknowledged;
mod hidden;
mod races;
mod taken_back;

use std::collections::BTreeSet;

use shared::id::{MissionId, UserId};
use shared::page::PageQuery;
use shared::patch::Patch;
use shared::planning::publish::{self, PublishIn, PublishOut};
use shared::problem::ProblemCode;
use shared::publications::{self, ShiftChange};
use shared::shifts::{self, ShiftIn, ShiftOut, ShiftPatch, ShiftStatus};

use crate::missions::song;
use crate::operations::board;
use crate::shifts::{at, shift};
use crate::support::{Company, Persona};

pub const TUESDAY: (&str, &str) = ("2026-11-24T09:00:00+01:00", "2026-11-24T12:00:00+01:00");
pub const FRIDAY: (&str, &str) = ("2026-11-27T09:00:00+01:00", "2026-11-27T12:00:00+01:00");

/// The stage's week.
pub fn week() -> PublishIn {
    PublishIn {
        from: "2026-11-23".parse().unwrap(),
        to: "2026-11-24".parse().unwrap(),
        team_id: None,
        person_ids: Vec::new(),
        dry_run: false,
    }
}

/// A draft of somebody, or of nobody.
pub async fn drafted(
    manager: &Persona,
    mission: MissionId,
    person_id: Option<UserId>,
    times: (&str, &str),
) -> ShiftOut {
    let input = ShiftIn {
        person_id,
        ..shift(mission, times.0, times.1)
    };
    manager.send(shifts::create(&input)).await.ok().shift
}

pub async fn published(manager: &Persona) -> PublishOut {
    let sent = manager.send(publish::publish(&week())).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    sent.ok()
}

pub async fn changed(manager: &Persona, shift: &ShiftOut, patch: ShiftPatch) -> ShiftOut {
    let present = manager.send(shifts::get(shift.id)).await.ok();
    let call = shifts::edit(shift.id, present.version, &patch);
    manager.send(call).await.ok().shift
}

pub fn later() -> ShiftPatch {
    ShiftPatch {
        end: Patch::Set(at("2026-11-24T13:00:00+01:00")),
        ..ShiftPatch::default()
    }
}

/// The kinds of the latest events of the organisation, the latest first.
pub async fn kinds(manager: &Persona) -> Vec<String> {
    let events = shared::activity::list(&PageQuery::default());
    let events = manager.send(events).await.ok().items;
    events.into_iter().map(|event| event.kind).collect()
}

/// Which sides each change has.
pub fn sides(changes: &[ShiftChange]) -> Vec<(bool, bool)> {
    let sides = |change: &ShiftChange| (change.before.is_some(), change.after.is_some());
    changes.iter().map(sides).collect()
}

/// A dry run tells what changes for whom; publishing shows it to technicians, under a number,
/// with an event each; what is published is not published again.
#[actix_web::test]
async fn a_week_is_published() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let tech = company.tech.id().await;
    for (person, times) in [(Some(tech), TUESDAY), (Some(tech), FRIDAY), (None, FRIDAY)] {
        drafted(manager, mission, person, times).await;
    }
    let dry = PublishIn {
        dry_run: true,
        ..week()
    };
    let told = manager.send(publish::publish(&dry)).await;
    assert_eq!((told.status, told.ok().published), (200, 3));
    assert_eq!(told.ok().publication, None);
    let people: Vec<_> = told
        .ok()
        .people
        .iter()
        .map(|one| (one.person_id, sides(&one.changes)))
        .collect();
    let (need, own) = (vec![(false, true)], vec![(false, true); 2]);
    assert_eq!(people, [(None, need), (Some(tech), own)]);
    assert!(board(&company.tech).await.shifts.is_empty());

    // Only the technician's own: the need is still the planners'.
    let own = PublishIn {
        person_ids: vec![tech],
        ..week()
    };
    let done = manager.send(publish::publish(&own)).await;
    assert_eq!((done.status, done.ok().published), (201, 2));
    let publication = done.ok().publication.unwrap();
    assert_eq!(publication.number, 1);
    let shown = board(&company.tech).await;
    assert_eq!(shown.publication, Some(publication));
    let seen = shown.shifts;
    assert!(seen.len() == 2 && seen.iter().all(|one| one.status == ShiftStatus::Published));
    assert!(seen.iter().all(|one| one.version.number() == 2));
    assert_eq!(kinds(manager).await[..2], ["shift.published"; 2]);

    let again = manager.send(publish::publish(&own)).await.ok();
    assert_eq!((again.publication, again.published), (None, 0));
    let rest = published(manager).await;
    assert_eq!(rest.publication.map(|it| it.number), Some(2));
    let list = publications::list(&PageQuery::default());
    let listed = manager.send(list).await.ok().items;
    let facts: Vec<_> = listed
        .iter()
        .map(|it| (it.publication.number, it.shifts, it.people, it.told))
        .collect();
    assert_eq!(facts, [(2, 1, 0, 0), (1, 2, 1, 1)]);
    assert_eq!(listed[0].first.to_string(), "2026-11-23");
    assert_eq!(listed[0].last.to_string(), "2026-11-29");
}

/// A week that is narrowed to a team says so, also when the team is gone.
#[actix_web::test]
async fn a_publication_keeps_the_name_of_its_team() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let tech = company.tech.id().await;
    let team = shared::teams::TeamIn {
        name: "Son".parse().unwrap(),
        member_ids: vec![tech],
    };
    let team = company.admin.send(shared::teams::create(&team)).await.ok();
    let mut own = drafted(manager, mission, Some(tech), TUESDAY).await;
    own = changed(
        manager,
        &own,
        ShiftPatch {
            team_id: Patch::Set(Some(team.id)),
            ..ShiftPatch::default()
        },
    )
    .await;
    drafted(manager, mission, None, FRIDAY).await;
    let of_team = PublishIn {
        team_id: Some(team.id),
        ..week()
    };
    let done = manager.send(publish::publish(&of_team)).await.ok();
    assert_eq!(done.published, 1);
    company
        .admin
        .send(shared::teams::delete(team.id, team.version))
        .await
        .done();
    let seen = board(&company.tech).await.shifts;
    assert_eq!((seen[0].id, seen[0].team_id), (own.id, None));
    // That a team is gone is nothing to publish.
    assert_eq!(published(manager).await.published, 1, "the need");
    let id = done.publication.unwrap().id;
    let told = manager.send(publications::get(id)).await.ok();
    let name = told.publication.team.map(String::from);
    assert_eq!(name.as_deref(), Some("Son"));
}

/// A shift that is made or set published is a publication of its own; it is no draft again.
#[actix_web::test]
async fn one_shift_is_published_by_its_status() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let tech = company.tech.id().await;
    let status = |status| ShiftPatch {
        status: Patch::Set(status),
        ..ShiftPatch::default()
    };
    let made = ShiftIn {
        person_id: Some(tech),
        status: Some(ShiftStatus::Published),
        ..shift(mission, TUESDAY.0, TUESDAY.1)
    };
    let made = manager.send(shifts::create(&made)).await.ok().shift;
    assert_eq!(
        (made.status, made.version.number()),
        (ShiftStatus::Published, 1)
    );
    let draft = drafted(manager, mission, Some(tech), FRIDAY).await;
    let set = changed(manager, &draft, status(ShiftStatus::Published)).await;
    assert_eq!(
        (set.status, set.version.number()),
        (ShiftStatus::Published, 2)
    );
    let seen: BTreeSet<_> = board(&company.tech)
        .await
        .shifts
        .iter()
        .map(|it| it.id)
        .collect();
    assert_eq!(seen, BTreeSet::from([made.id, draft.id]));
    assert_eq!(
        board(manager).await.publication.map(|it| it.number),
        Some(2)
    );

    let call = shifts::edit(set.id, set.version, &status(ShiftStatus::Draft));
    manager
        .send(call)
        .await
        .invalid("/status", "already_published");
    // Called off and taken up again before that was published, it is as it was announced.
    changed(manager, &set, status(ShiftStatus::Cancelled)).await;
    assert_eq!(board(manager).await.announced.len(), 1);
    let again = changed(manager, &set, status(ShiftStatus::Draft)).await;
    assert_eq!(again.status, ShiftStatus::Published);
    assert!(board(manager).await.announced.is_empty());
    // Published once more as it is: nothing to announce, so no number.
    changed(manager, &set, status(ShiftStatus::Published)).await;
    assert_eq!(
        board(manager).await.publication.map(|it| it.number),
        Some(2)
    );
}

/// Technicians publish nothing; weeks go forwards, and not for ever.
#[actix_web::test]
async fn a_publication_has_its_bounds() {
    let company = Company::new().await;
    company
        .tech
        .send(publish::publish(&week()))
        .await
        .refused(ProblemCode::Forbidden);
    for to in ["2026-11-22", "2027-01-18"] {
        let input = PublishIn {
            to: to.parse().unwrap(),
            ..week()
        };
        let sent = company.manager.send(publish::publish(&input)).await;
        sent.invalid("/to", "out_of_range");
    }
}
