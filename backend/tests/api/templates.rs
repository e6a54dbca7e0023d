//! Templates: kept, changed, archived, and applied to people and weeks.

use futures_util::future::join_all;
use shared::availability::{self, AvailabilityIn, AvailabilityKind, Span};
use shared::id::{MissionId, TemplateId, UserId};
use shared::missions::Hue;
use shared::operations;
use shared::patch::Patch;
use shared::planning::judge::{RowChoice, RowOutcome, RowVerdict};
use shared::planning::planned::ChosenPlace;
use shared::problem::ProblemCode;
use shared::shifts::{ShiftKind, ShiftStatus};
use shared::templates::{
    self, Applied, ApplyIn, TemplateIn, TemplateOut, TemplatePatch, TemplateQuery, TemplateState,
};
use shared::time::Weekday;

use crate::missions::{mission, song};
use crate::operations::{planned, week};
use crate::support::{Company, Persona};

/// An evening from 18:00 to 23:00.
pub fn template(label: &str) -> TemplateIn {
    TemplateIn {
        label: label.parse().unwrap(),
        role: "Regie son".parse().unwrap(),
        kind: ShiftKind::Spectacle,
        start: "18:00".parse().unwrap(),
        duration_minutes: 300.try_into().unwrap(),
        break_minutes: 30.try_into().unwrap(),
        mission_id: None,
        team_id: None,
        hue: Hue::Teal,
    }
}

/// One need on each Tuesday and Friday of the stage's week.
pub fn one_week() -> ApplyIn {
    ApplyIn {
        person_ids: Vec::new(),
        needs: 1.try_into().unwrap(),
        weekdays: vec![Weekday::Tuesday, Weekday::Friday].try_into().unwrap(),
        from: "2026-11-24".parse().unwrap(),
        weeks: 1.try_into().unwrap(),
        mission_id: None,
        choices: Vec::new(),
        override_rules: None,
        dry_run: false,
    }
}

fn of(people: &[UserId]) -> ApplyIn {
    ApplyIn {
        person_ids: people.to_vec(),
        needs: 0.try_into().unwrap(),
        ..one_week()
    }
}

async fn evening(manager: &Persona, mission: Option<MissionId>) -> TemplateOut {
    let input = TemplateIn {
        mission_id: mission,
        ..template("Service du soir")
    };
    manager.send(templates::create(&input)).await.ok()
}

async fn applied(manager: &Persona, id: TemplateId, input: &ApplyIn) -> Applied {
    manager.send(templates::apply(id, input)).await.ok()
}

/// A planner makes a template, changes it, archives it and takes it back; the list tells them
/// apart, and nobody else sees any.
#[actix_web::test]
async fn a_template_is_kept_changed_and_archived() {
    let company = Company::new().await;
    let manager = &company.manager;
    let made = manager
        .send(templates::create(&template("Service du soir")))
        .await;
    assert_eq!((made.status, made.header("etag")), (201, Some("\"1\"")));
    let made = made.ok();
    let patch = |state| TemplatePatch {
        start: Patch::Set("19:30".parse().unwrap()),
        state: Patch::Set(state),
        ..TemplatePatch::default()
    };
    let archived = patch(TemplateState::Archived);
    let archived = manager
        .send(templates::edit(made.id, made.version, &archived))
        .await
        .ok();
    assert_eq!(
        (archived.start.to_string().as_str(), &archived.label),
        ("19:30", &made.label)
    );
    let in_state = |state| TemplateQuery {
        state: Some(state),
        ..TemplateQuery::default()
    };
    for (state, count) in [(TemplateState::Active, 0), (TemplateState::Archived, 1)] {
        let listed = manager.send(templates::list(&in_state(state))).await.ok();
        assert_eq!(listed.items.len(), count, "{state}");
    }
    let refused = ApplyIn {
        mission_id: Some(song(&company.manager).await.id),
        ..one_week()
    };
    let refused = manager.send(templates::apply(made.id, &refused)).await;
    refused.refused(ProblemCode::TemplateArchived);

    let stale = manager.send(templates::edit(
        made.id,
        made.version,
        &patch(TemplateState::Active),
    ));
    stale.await.refused(ProblemCode::Stale);
    let back = patch(TemplateState::Active);
    manager
        .send(templates::edit(made.id, archived.version, &back))
        .await
        .ok();
    assert_eq!(
        applied(
            manager,
            made.id,
            &ApplyIn {
                mission_id: Some(song(&company.manager).await.id),
                ..one_week()
            }
        )
        .await
        .created,
        2
    );
    company
        .tech
        .send(templates::get(made.id))
        .await
        .refused(ProblemCode::Forbidden);
}

/// A break is shorter than the shift; references are the organisation's own.
#[actix_web::test]
async fn a_template_is_held_to_its_rules() {
    let company = Company::new().await;
    let theirs = company
        .outsider
        .send(shared::missions::create(&mission("Ailleurs")))
        .await
        .ok();
    let manager = &company.manager;
    let long = TemplateIn {
        break_minutes: 300.try_into().unwrap(),
        ..template("Trop")
    };
    manager
        .send(templates::create(&long))
        .await
        .invalid("/break_minutes", "break_not_shorter");
    let foreign = TemplateIn {
        mission_id: Some(theirs.id),
        ..template("Ailleurs")
    };
    manager
        .send(templates::create(&foreign))
        .await
        .invalid("/mission_id", "unknown_reference");
    let made = evening(manager, None).await;
    let nobody = ApplyIn {
        needs: 0.try_into().unwrap(),
        ..one_week()
    };
    let own = song(&company.manager).await.id;
    let stranger = company.outsider.id().await;
    let cases = [
        (nobody, "/person_ids", "required"),
        (one_week(), "/mission_id", "required"),
        (
            ApplyIn {
                mission_id: Some(theirs.id),
                ..one_week()
            },
            "/mission_id",
            "unknown_reference",
        ),
        (
            ApplyIn {
                mission_id: Some(own),
                ..of(&[manager.id().await, stranger])
            },
            "/person_ids/1",
            "unknown_reference",
        ),
        (
            ApplyIn {
                needs: 50.try_into().unwrap(),
                weeks: 26.try_into().unwrap(),
                ..one_week()
            },
            "/weeks",
            "too_many_items",
        ),
        (
            ApplyIn {
                from: "2199-12-31".parse().unwrap(),
                ..one_week()
            },
            "/from",
            "out_of_range",
        ),
    ];
    for (input, pointer, code) in cases {
        let sent = manager.send(templates::apply(made.id, &input)).await;
        sent.invalid(pointer, code);
    }
    assert!(week(manager).await.is_empty());
}

/// The people of a team, two days, two weeks: a dry run tells, the act makes drafts, a second one
/// finds them there, and undoing takes back all but what somebody changed since.
#[actix_web::test]
async fn a_template_is_applied_and_undone() {
    let company = Company::new().await;
    let (manager, song) = (&company.manager, song(&company.manager).await.id);
    let made = evening(manager, Some(song)).await;
    let (tech, own) = (company.tech.id().await, manager.id().await);
    let input = ApplyIn {
        weeks: 2.try_into().unwrap(),
        ..of(&[tech, own])
    };
    let dry = ApplyIn {
        dry_run: true,
        ..input.clone()
    };
    let told = manager.send(templates::apply(made.id, &dry)).await;
    assert_eq!((told.status, told.ok().created), (200, 8));
    assert!(week(manager).await.is_empty());

    let done = manager.send(templates::apply(made.id, &input)).await;
    assert_eq!(done.status, 201);
    let done = done.ok();
    let shifts = week(manager).await;
    let starts: Vec<_> = shifts.iter().map(|shift| shift.start.to_string()).collect();
    assert_eq!(
        starts,
        [
            "2026-11-24T17:00:00Z",
            "2026-11-24T17:00:00Z",
            "2026-11-27T17:00:00Z",
            "2026-11-27T17:00:00Z"
        ]
    );
    assert!(
        shifts
            .iter()
            .all(|shift| shift.status == ShiftStatus::Draft && shift.mission_id == song)
    );
    let again = applied(manager, made.id, &input).await;
    assert_eq!((again.operation_id, again.created), (None, 0));
    assert!(
        again
            .rows
            .iter()
            .all(|row| row.judged.verdict == RowVerdict::Identical)
    );

    let operation = done.operation_id.unwrap();
    let detail = manager.send(operations::get(operation)).await.ok();
    assert_eq!(detail.report.planned, done.rows);
    let first = shifts.first().unwrap();
    let patch = shared::shifts::ShiftPatch {
        role: Patch::Set("Lumiere".parse().unwrap()),
        ..Default::default()
    };
    manager
        .send(shared::shifts::edit(first.id, first.version, &patch))
        .await
        .ok();
    let undone = manager.send(operations::undo(operation)).await.ok();
    assert_eq!((undone.undone, undone.kept.len()), (7, 1));
    let left: Vec<_> = week(manager)
        .await
        .into_iter()
        .map(|shift| shift.id)
        .collect();
    assert_eq!(left, [first.id]);
    let redone = manager
        .send(operations::undo(undone.operation_id))
        .await
        .ok();
    assert_eq!(redone.undone, 7);
}

/// Overlaps and absences are told, shift by shift, and choices change what becomes of one.
#[actix_web::test]
async fn each_shift_of_a_template_is_judged() {
    let company = Company::new().await;
    let (manager, song) = (&company.manager, song(&company.manager).await.id);
    let (tech, own) = (company.tech.id().await, manager.id().await);
    planned(
        manager,
        song,
        Some(tech),
        ("2026-11-24T20:00:00+01:00", "2026-11-24T21:00:00+01:00"),
    )
    .await;
    let day = "2026-11-27".parse().unwrap();
    let away = AvailabilityIn {
        person_id: None,
        kind: AvailabilityKind::Unavailable,
        span: Span::Days {
            first: day,
            last: day,
        },
        note: None,
    };
    manager.send(availability::create(&away)).await.ok();
    let made = evening(manager, Some(song)).await;
    let mut input = ApplyIn {
        dry_run: true,
        ..of(&[tech, own])
    };
    let told = applied(manager, made.id, &input).await;
    let verdicts: Vec<_> = told
        .rows
        .iter()
        .map(|row| (row.place, row.judged.verdict))
        .collect();
    assert_eq!(
        verdicts,
        [
            (0, RowVerdict::Overlap),
            (1, RowVerdict::Create),
            (2, RowVerdict::Create),
            (3, RowVerdict::Unavailable)
        ]
    );
    let choices = [
        (0, RowChoice::Unassign),
        (1, RowChoice::LeaveOut),
        (3, RowChoice::Anyway),
    ];
    input.choices = choices
        .map(|(place, choice)| ChosenPlace { place, choice })
        .to_vec();
    input.dry_run = false;
    let done = applied(manager, made.id, &input).await;
    let outcomes: Vec<_> = done.rows.iter().map(|row| row.judged.outcome).collect();
    assert_eq!(
        outcomes,
        [
            RowOutcome::Unassigned,
            RowOutcome::Skipped,
            RowOutcome::Created,
            RowOutcome::Created
        ]
    );
}

/// The night of the clock change keeps its hours on the wall, also in the 53rd week of a year.
#[actix_web::test]
async fn wall_time_is_kept_over_the_year() {
    let company = Company::new().await;
    let (manager, song) = (&company.manager, song(&company.manager).await.id);
    let night = TemplateIn {
        start: "22:00".parse().unwrap(),
        duration_minutes: 480.try_into().unwrap(),
        mission_id: Some(song),
        ..template("Nuit")
    };
    let night = manager.send(templates::create(&night)).await.ok();
    let saturdays = |from: &str, weeks: i64| ApplyIn {
        weekdays: Weekday::Saturday.into(),
        from: from.parse().unwrap(),
        weeks: weeks.try_into().unwrap(),
        ..one_week()
    };
    let lengths = |applied: &Applied| -> Vec<_> {
        applied
            .rows
            .iter()
            .map(|row| {
                (
                    row.judged.start.to_string(),
                    row.judged.end.minutes_since(row.judged.start),
                )
            })
            .collect()
    };
    let spring = applied(manager, night.id, &saturdays("2027-03-22", 2)).await;
    assert_eq!(
        lengths(&spring),
        [
            ("2027-03-27T21:00:00Z".to_owned(), 420),
            ("2027-04-03T20:00:00Z".to_owned(), 480)
        ]
    );
    let autumn = applied(manager, night.id, &saturdays("2026-10-19", 2)).await;
    assert_eq!(
        lengths(&autumn),
        [
            ("2026-10-24T20:00:00Z".to_owned(), 540),
            ("2026-10-31T21:00:00Z".to_owned(), 480)
        ]
    );
    let year = applied(manager, night.id, &saturdays("2026-12-21", 3)).await;
    let days: Vec<_> = year.rows.iter().map(|row| row.day.to_string()).collect();
    assert_eq!(days, ["2026-12-26", "2027-01-02", "2027-01-09"]);
}

/// Many applications at one moment, on two instances: each shift is made once, also of nobody.
#[actix_web::test]
async fn applications_at_one_moment_are_one() {
    let company = Company::new().await;
    let second = company.stage.second().await;
    let (manager, song) = (&company.manager, song(&company.manager).await.id);
    let made = evening(manager, Some(song)).await;
    let elsewhere = manager.at(&second.base);
    let input = ApplyIn {
        needs: 1.try_into().unwrap(),
        ..of(&[company.tech.id().await])
    };
    let who = (0..8).map(|n| if n % 2 == 0 { manager } else { &elsewhere });
    let sent = join_all(who.map(|who| who.send(templates::apply(made.id, &input)))).await;
    let created: u32 = sent.iter().map(|sent| sent.ok().created).sum();
    assert_eq!((created, week(manager).await.len()), (4, 4));
    let keyed = || templates::apply(made.id, &input).once("soir");
    let (one, two) = (
        manager.send(keyed()).await.ok(),
        manager.send(keyed()).await.ok(),
    );
    assert_eq!(one, two);
}

/// A team that goes leaves its templates without one; a mission that a template names stays.
#[actix_web::test]
async fn what_a_template_names_may_go() {
    let company = Company::new().await;
    let (manager, song) = (&company.manager, song(&company.manager).await.id);
    let team = shared::teams::TeamIn {
        name: "Son".parse().unwrap(),
        member_ids: Vec::new(),
    };
    let team = company.admin.send(shared::teams::create(&team)).await.ok();
    let input = TemplateIn {
        team_id: Some(team.id),
        mission_id: Some(song),
        ..template("Son")
    };
    let made = manager.send(templates::create(&input)).await.ok();
    company
        .admin
        .send(shared::teams::delete(team.id, team.version))
        .await
        .done();
    let left = manager.send(templates::get(made.id)).await.ok();
    assert_eq!((left.team_id, left.version), (None, made.version.next()));
    let mission = manager.send(shared::missions::get(song)).await.ok();
    let kept = manager
        .send(shared::missions::delete(song, mission.version))
        .await;
    kept.refused(ProblemCode::MissionInUse);
}
