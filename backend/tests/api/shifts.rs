//! Shifts: planning, overlaps, what technicians see.

use futures_util::future::join_all;
use shared::availability::{AvailabilityIn, AvailabilityKind, Span};
use shared::id::{MissionId, ShiftId, UserId};
use shared::patch::Patch;
use shared::problem::ProblemCode;
use shared::shifts::{
    self, AllowOverlap, CheckIn, Proposal, ShiftIn, ShiftKind, ShiftOut, ShiftPatch, ShiftQuery,
    ShiftStatus,
};
use shared::time::Instant;

use crate::missions::song;
use crate::support::{Company, Persona};

/// A draft for nobody yet.
pub fn shift(mission_id: MissionId, start: &str, end: &str) -> ShiftIn {
    ShiftIn {
        mission_id,
        team_id: None,
        person_id: None,
        role: "Regie son".parse().unwrap(),
        kind: ShiftKind::Montage,
        start: at(start),
        end: at(end),
        break_minutes: Default::default(),
        notes: None,
        status: None,
        allow_overlap: None,
        override_rules: None,
    }
}

pub fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

pub fn week() -> ShiftQuery {
    ShiftQuery {
        from: at("2026-11-23T00:00:00+01:00"),
        to: at("2026-11-30T00:00:00+01:00"),
        team_id: None,
        person_id: None,
        mission_id: None,
        status: None,
        limit: None,
        cursor: None,
    }
}

/// The shift after its role was changed.
pub async fn renamed(manager: &Persona, shift: &ShiftOut, role: &str) -> ShiftOut {
    let patch = ShiftPatch {
        role: Patch::Set(role.parse().unwrap()),
        ..Default::default()
    };
    let edit = shifts::edit(shift.id, shift.version, &patch);
    manager.send(edit).await.ok().shift
}

fn of(person: UserId, shift: ShiftIn) -> ShiftIn {
    ShiftIn {
        person_id: Some(person),
        ..shift
    }
}

/// The second shift of a person at one time is refused and names the first, unless the manager
/// says why; back-to-back is no overlap.
#[actix_web::test]
async fn an_overlap_is_refused_unless_it_is_meant() {
    let company = Company::new().await;
    let (mission, tech) = (song(&company.manager).await, company.tech.id().await);
    let morning = of(
        tech,
        shift(mission.id, "2026-11-24T08:00:00Z", "2026-11-24T12:00:00Z"),
    );
    let first = company
        .manager
        .send(shifts::create(&morning))
        .await
        .ok()
        .shift;

    let noon = of(
        tech,
        shift(mission.id, "2026-11-24T12:00:00Z", "2026-11-24T14:00:00Z"),
    );
    company.manager.send(shifts::create(&noon)).await.ok();

    let late = of(
        tech,
        shift(mission.id, "2026-11-24T11:00:00Z", "2026-11-24T12:00:00Z"),
    );
    let problem = company
        .manager
        .send(shifts::create(&late))
        .await
        .refused(ProblemCode::Overlap);
    assert_eq!(
        problem
            .overlaps
            .iter()
            .map(|overlap| overlap.shift_id)
            .collect::<Vec<_>>(),
        [first.id]
    );

    let reason: shared::text::Reason = "Doublage convenu".parse().unwrap();
    let meant = ShiftIn {
        allow_overlap: Some(AllowOverlap {
            reason: reason.clone(),
        }),
        ..late
    };
    let saved = company
        .manager
        .send(shifts::create(&meant))
        .await
        .ok()
        .shift;
    assert_eq!(saved.overlap_reason, Some(reason));

    // A change of something else is not refused for the overlap that was allowed.
    let patch = ShiftPatch {
        status: Patch::Set(ShiftStatus::Published),
        ..ShiftPatch::default()
    };
    let published = company
        .manager
        .send(shifts::edit(saved.id, saved.version, &patch))
        .await
        .ok()
        .shift;
    assert!(published.overlap_reason.is_some());
    // Moved to where nothing is in the way, there is nothing left to excuse.
    let patch = ShiftPatch {
        start: Patch::Set(at("2026-11-25T11:00:00Z")),
        end: Patch::Set(at("2026-11-25T12:00:00Z")),
        ..ShiftPatch::default()
    };
    let moved = company
        .manager
        .send(shifts::edit(saved.id, published.version, &patch))
        .await
        .ok()
        .shift;
    assert_eq!(moved.overlap_reason, None);
}

/// Many managers on two instances plan one person at one moment: exactly one of them does.
/// Case I1.
#[actix_web::test]
async fn of_two_planners_at_one_moment_one_wins() {
    let company = Company::new().await;
    let second = company.stage.second().await;
    let (mission, tech) = (song(&company.manager).await, company.tech.id().await);
    let elsewhere = company.manager.at(&second.base);
    let wanted = of(
        tech,
        shift(mission.id, "2026-11-24T08:00:00Z", "2026-11-24T12:00:00Z"),
    );
    let planners = (0..50).map(|n| {
        if n % 2 == 0 {
            &company.manager
        } else {
            &elsewhere
        }
    });
    let sent = join_all(planners.map(|planner| planner.send(shifts::create(&wanted)))).await;
    assert_eq!(sent.iter().filter(|sent| sent.status == 201).count(), 1);
    for lost in sent.iter().filter(|sent| sent.status != 201) {
        lost.refused(ProblemCode::Overlap);
    }
    let stored = company.manager.send(shifts::list(&week())).await.ok().items;
    assert_eq!(stored.len(), 1);
}

/// A technician sees what was published, and changes nothing.
#[actix_web::test]
async fn a_technician_reads_the_published_planning() {
    let company = Company::new().await;
    let mission = song(&company.manager).await;
    let draft = shift(mission.id, "2026-11-24T08:00:00Z", "2026-11-24T12:00:00Z");
    let hidden = company
        .manager
        .send(shifts::create(&draft))
        .await
        .ok()
        .shift;
    let published = ShiftIn {
        status: Some(ShiftStatus::Published),
        ..draft.clone()
    };
    let shown = company
        .manager
        .send(shifts::create(&published))
        .await
        .ok()
        .shift;

    let seen = company.tech.send(shifts::list(&week())).await.ok().items;
    assert_eq!(
        seen.iter().map(|shift| shift.id).collect::<Vec<_>>(),
        [shown.id]
    );
    company
        .tech
        .send(shifts::get(hidden.id))
        .await
        .refused(ProblemCode::NotFound);
    company
        .tech
        .send(shifts::create(&draft))
        .await
        .refused(ProblemCode::Forbidden);
    let patch = ShiftPatch::default();
    company
        .tech
        .send(shifts::edit(shown.id, shown.version, &patch))
        .await
        .refused(ProblemCode::Forbidden);
    company
        .tech
        .send(shifts::delete(shown.id, shown.version))
        .await
        .refused(ProblemCode::Forbidden);
}

/// A shift is found by any part of it inside the window: a night, and one over the clock change.
#[actix_web::test]
async fn shifts_are_found_by_overlap() {
    let company = Company::new().await;
    let mission = song(&company.manager).await;
    let night = shift(mission.id, "2026-11-22T21:00:00Z", "2026-11-23T05:00:00Z");
    let night = company
        .manager
        .send(shifts::create(&night))
        .await
        .ok()
        .shift;
    let before = shift(mission.id, "2026-11-22T19:00:00Z", "2026-11-22T23:00:00Z");
    company.manager.send(shifts::create(&before)).await.ok();
    let found = company.manager.send(shifts::list(&week())).await.ok().items;
    assert_eq!(
        found.iter().map(|shift| shift.id).collect::<Vec<_>>(),
        [night.id]
    );

    let too_long = ShiftQuery {
        to: at("2027-02-23T00:00:00Z"),
        ..week()
    };
    company
        .manager
        .send(shifts::list(&too_long))
        .await
        .invalid("/to", "window_too_long");
}

/// Planning onto an unavailability warns and saves.
#[actix_web::test]
async fn an_unavailability_warns() {
    let company = Company::new().await;
    let (mission, tech) = (song(&company.manager).await, company.tech.id().await);
    let day = "2026-11-24".parse().unwrap();
    let away = AvailabilityIn {
        person_id: None,
        kind: AvailabilityKind::Unavailable,
        span: Span::Days {
            first: day,
            last: day,
        },
        note: "Mariage".parse().ok(),
    };
    let away = company
        .tech
        .send(shared::availability::create(&away))
        .await
        .ok();
    let planned = of(
        tech,
        shift(mission.id, "2026-11-24T08:00:00Z", "2026-11-24T12:00:00Z"),
    );
    let saved = company.manager.send(shifts::create(&planned)).await.ok();
    assert_eq!(
        saved
            .warnings
            .iter()
            .map(|clash| clash.availability_id)
            .collect::<Vec<_>>(),
        [away.id]
    );
}

/// The check answers what saving would, for several shifts and between them, and saves nothing.
#[actix_web::test]
async fn a_check_answers_what_saving_would() {
    let company = Company::new().await;
    let (mission, tech) = (song(&company.manager).await, company.tech.id().await);
    let stored = of(
        tech,
        shift(mission.id, "2026-11-24T08:00:00Z", "2026-11-24T12:00:00Z"),
    );
    let stored = company
        .manager
        .send(shifts::create(&stored))
        .await
        .ok()
        .shift;
    let proposal = |id: Option<ShiftId>, start: &str, end: &str| Proposal {
        shift_id: id,
        person_id: Some(tech),
        mission_id: None,
        kind: None,
        break_minutes: None,
        start: at(start),
        end: at(end),
    };
    let input = CheckIn {
        shifts: vec![
            proposal(None, "2026-11-24T11:00:00Z", "2026-11-24T13:00:00Z"),
            proposal(None, "2026-11-24T12:30:00Z", "2026-11-24T14:00:00Z"),
            proposal(None, "2026-11-25T08:00:00Z", "2026-11-25T12:00:00Z"),
        ],
    };
    let verdicts = company
        .manager
        .send(shifts::check(&input))
        .await
        .ok()
        .verdicts;
    assert_eq!(
        verdicts[0]
            .overlaps
            .iter()
            .map(|o| o.shift_id)
            .collect::<Vec<_>>(),
        [stored.id]
    );
    assert_eq!(
        (
            verdicts[0].overlapping_proposals.clone(),
            verdicts[1].overlapping_proposals.clone()
        ),
        (vec![1], vec![0])
    );
    assert_eq!(verdicts[2], Default::default());
    // Moving the shift itself is not in its own way.
    let moved = CheckIn {
        shifts: vec![proposal(
            Some(stored.id),
            "2026-11-24T09:00:00Z",
            "2026-11-24T13:00:00Z",
        )],
    };
    assert_eq!(
        company
            .manager
            .send(shifts::check(&moved))
            .await
            .ok()
            .verdicts,
        [Default::default()]
    );
    assert_eq!(
        company
            .manager
            .send(shifts::list(&week()))
            .await
            .ok()
            .items
            .len(),
        1
    );
}

/// Another organisation's mission, team or person is no reference here. Cases A3, A9.
#[actix_web::test]
async fn foreign_references_are_refused_where_they_stand() {
    let company = Company::new().await;
    let (mission, foreign) = (song(&company.manager).await, company.outsider.id().await);
    let theirs = company
        .outsider
        .send(shared::missions::create(&crate::missions::mission(
            "Ailleurs",
        )))
        .await
        .ok();
    let on_theirs = shift(theirs.id, "2026-11-24T08:00:00Z", "2026-11-24T12:00:00Z");
    company
        .manager
        .send(shifts::create(&on_theirs))
        .await
        .invalid("/mission_id", "unknown_reference");
    let of_theirs = of(
        foreign,
        shift(mission.id, "2026-11-24T08:00:00Z", "2026-11-24T12:00:00Z"),
    );
    company
        .manager
        .send(shifts::create(&of_theirs))
        .await
        .invalid("/person_id", "unknown_reference");
    assert!(
        company
            .manager
            .send(shifts::list(&week()))
            .await
            .ok()
            .items
            .is_empty()
    );
}

/// A creation that is repeated with its key is done once, and answered twice alike. Cases A15, I2.
#[actix_web::test]
async fn a_creation_can_be_repeated_safely() {
    let company = Company::new().await;
    let mission = song(&company.manager).await;
    let input = shift(mission.id, "2026-11-24T08:00:00Z", "2026-11-24T12:00:00Z");
    let call = || shifts::create(&input).once("a-key-of-mine");
    let sent = join_all((0..5).map(|_| company.manager.send(call()))).await;
    assert!(
        sent.iter()
            .all(|answer| answer.status == 201 && answer.body == sent[0].body)
    );
    assert_eq!(
        company
            .manager
            .send(shifts::list(&week()))
            .await
            .ok()
            .items
            .len(),
        1
    );
    // Another body under the same key is a mistake; somebody else's same key is their own.
    let other = ShiftIn {
        kind: ShiftKind::Autre,
        ..input.clone()
    };
    let again = company
        .manager
        .send(shifts::create(&other).once("a-key-of-mine"))
        .await;
    again.refused(ProblemCode::IdempotencyMismatch);
    company.admin.send(call()).await.ok();
    assert_eq!(
        company
            .manager
            .send(shifts::list(&week()))
            .await
            .ok()
            .items
            .len(),
        2
    );
}

/// What makes no shift is told where. Case C12.
#[actix_web::test]
async fn impossible_times_are_refused() {
    let company = Company::new().await;
    let mission = song(&company.manager).await;
    let reversed = shift(mission.id, "2026-11-24T08:00:00Z", "2026-11-24T08:00:00Z");
    company
        .manager
        .send(shifts::create(&reversed))
        .await
        .invalid("/end", "end_not_after_start");
    let endless = shift(mission.id, "2026-11-24T08:00:00Z", "2027-12-29T08:00:00Z");
    company
        .manager
        .send(shifts::create(&endless))
        .await
        .invalid("/end", "too_long");
    for (pointer, start, end) in [
        ("/start", "2026-02-30T08:00:00Z", "2026-11-24T12:00:00Z"),
        ("/end", "2026-11-24T08:00:00Z", "2026-11-24T12:00:00"),
    ] {
        let body = serde_json::json!({
            "mission_id": mission.id, "role": "Son", "kind": "MONTAGE", "start": start, "end": end,
        });
        let request = company.manager.request("POST", "/shifts").json(&body);
        crate::support::Sent::<()>::of(request)
            .await
            .invalid(pointer, "invalid_time");
    }
}

/// A team that is deleted leaves its shifts where they are, and each says that it changed.
#[actix_web::test]
async fn a_deleted_team_leaves_its_shifts() {
    let company = Company::new().await;
    let mission = song(&company.manager).await;
    let team = shared::teams::TeamIn {
        name: "Son".parse().unwrap(),
        member_ids: Vec::new(),
    };
    let team = company.admin.send(shared::teams::create(&team)).await.ok();
    let input = ShiftIn {
        team_id: Some(team.id),
        ..shift(mission.id, "2026-11-24T08:00:00Z", "2026-11-24T12:00:00Z")
    };
    let created = company
        .manager
        .send(shifts::create(&input))
        .await
        .ok()
        .shift;

    company
        .admin
        .send(shared::teams::delete(team.id, team.version))
        .await
        .done();
    let left = company.manager.send(shifts::get(created.id)).await.ok();
    assert_eq!((left.team_id, left.version), (None, created.version.next()));
    let events = company
        .manager
        .send(shared::activity::list(&Default::default()))
        .await
        .ok()
        .items;
    let change = events
        .iter()
        .find(|event| event.object_id == created.id.uuid())
        .unwrap();
    assert_eq!(
        (change.kind.as_str(), change.object_version),
        ("shift.updated", Some(left.version))
    );
}
