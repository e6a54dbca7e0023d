//! Series: shifts that recur, made, changed and deleted together.

mod scopes;

use shared::id::{MissionId, UserId};
use shared::operations;
use shared::planning::judge::{RowChoice, RowVerdict};
use shared::planning::planned::ChosenPlace;
use shared::problem::ProblemCode;
use shared::series::{
    self, RepeatIn, Rule, SeriesDetail, SeriesEditIn, SeriesIn, SeriesMade, SeriesScope,
};
use shared::shifts::{self, ShiftIn, ShiftOut, ShiftPatch, ShiftStatus};

use crate::missions::song;
use crate::operations::{planned, week};
use crate::shifts::shift;
use crate::support::{Company, Persona};

pub fn rule(weekdays: &str, count: i64) -> Rule {
    let text = format!("FREQ=WEEKLY;INTERVAL=1;BYDAY={weekdays};COUNT={count}");
    text.parse().unwrap()
}

pub fn weekly(weekdays: &str, count: i64) -> RepeatIn {
    RepeatIn {
        rule: rule(weekdays, count),
        choices: Vec::new(),
        override_rules: None,
        dry_run: false,
    }
}

/// Mondays from the stage's on, 9 to 13.
pub fn mondays(mission: MissionId, count: i64) -> SeriesIn {
    SeriesIn {
        shift: shift(
            mission,
            "2026-11-23T09:00:00+01:00",
            "2026-11-23T13:00:00+01:00",
        ),
        rule: rule("MO", count),
        choices: Vec::new(),
        override_rules: None,
        dry_run: false,
    }
}

pub fn change(scope: SeriesScope, patch: ShiftPatch) -> SeriesEditIn {
    SeriesEditIn {
        scope,
        patch,
        choices: Vec::new(),
        override_rules: None,
        dry_run: false,
    }
}

pub async fn made(manager: &Persona, input: &SeriesIn) -> SeriesMade {
    manager.send(series::create(input)).await.ok()
}

/// The shifts of a series, by day.
pub async fn shifts_of(manager: &Persona, one: &ShiftOut) -> (SeriesDetail, Vec<ShiftOut>) {
    let detail = manager.send(series::of_shift(one.id)).await.ok();
    let mut found = Vec::new();
    for occurrence in &detail.occurrences {
        found.push(manager.send(shifts::get(occurrence.shift_id)).await.ok());
    }
    (detail, found)
}

fn starts(out: &SeriesMade) -> Vec<String> {
    out.rows
        .iter()
        .map(|row| row.judged.start.to_string())
        .collect()
}

fn for_person(person: UserId, input: SeriesIn) -> SeriesIn {
    SeriesIn {
        shift: ShiftIn {
            person_id: Some(person),
            ..input.shift
        },
        ..input
    }
}

/// A recurrence of n makes n drafts, at one wall time through the winter and into summer time; the
/// dry run tells the same and writes nothing.
#[actix_web::test]
async fn a_shift_recurs_at_its_wall_time() {
    let company = Company::new().await;
    let (manager, song) = (&company.manager, song(&company.manager).await.id);
    let input = mondays(song, 20);
    let dry = SeriesIn {
        dry_run: true,
        ..input.clone()
    };
    let told = manager.send(series::create(&dry)).await;
    assert_eq!((told.status, told.ok().created), (200, 20));
    assert!(week(manager).await.is_empty());
    let done = manager.send(series::create(&input)).await;
    assert_eq!(done.status, 201);
    let done = done.ok();
    let starts = starts(&done);
    assert_eq!(
        (starts.len(), starts[0].as_str(), starts[19].as_str()),
        (20, "2026-11-23T08:00:00Z", "2027-04-05T07:00:00Z")
    );
    let first = week(manager).await.remove(0);
    assert_eq!(
        (first.status, first.series.map(|at| at.id)),
        (ShiftStatus::Draft, done.series_id)
    );
    let (detail, all) = shifts_of(manager, &first).await;
    assert_eq!((detail.series.rule, all.len()), (input.rule, 20));
    company
        .tech
        .send(series::of_shift(first.id))
        .await
        .refused(ProblemCode::Forbidden);
    company
        .outsider
        .send(series::of_shift(first.id))
        .await
        .refused(ProblemCode::NotFound);
}

/// In both weeks of a clock change a time of the night is kept or moved on, and that is said; the
/// 53rd week of a year is one like the others.
#[actix_web::test]
async fn a_time_that_is_skipped_or_shown_twice_is_said() {
    let company = Company::new().await;
    let (manager, song) = (&company.manager, song(&company.manager).await.id);
    let sundays = |start: &str, end: &str| SeriesIn {
        shift: shift(song, start, end),
        rule: rule("SU", 3),
        dry_run: true,
        choices: Vec::new(),
        override_rules: None,
    };
    let spring = sundays("2027-03-21T02:30:00+01:00", "2027-03-21T05:00:00+01:00");
    let spring = made(manager, &spring).await;
    assert_eq!(
        starts(&spring),
        [
            "2027-03-21T01:30:00Z",
            "2027-03-28T01:30:00Z",
            "2027-04-04T00:30:00Z"
        ]
    );
    let notes: Vec<_> = spring
        .rows
        .iter()
        .map(|row| row.judged.note.map(|note| note.as_str()))
        .collect();
    assert_eq!(notes, [None, Some("GAP"), None]);
    let autumn = sundays("2026-10-18T02:30:00+02:00", "2026-10-18T05:00:00+02:00");
    let autumn = made(manager, &autumn).await;
    assert_eq!(
        starts(&autumn),
        [
            "2026-10-18T00:30:00Z",
            "2026-10-25T00:30:00Z",
            "2026-11-01T01:30:00Z"
        ]
    );
    let notes: Vec<_> = autumn
        .rows
        .iter()
        .map(|row| row.judged.note.map(|note| note.as_str()))
        .collect();
    assert_eq!(notes, [None, Some("FOLD"), None]);
    let year = sundays("2026-12-27T14:00:00+01:00", "2026-12-27T17:00:00+01:00");
    let days: Vec<_> = made(manager, &year)
        .await
        .rows
        .iter()
        .map(|row| row.day.to_string())
        .collect();
    assert_eq!(days, ["2026-12-27", "2027-01-03", "2027-01-10"]);
}

/// Every occurrence is judged, the last like the first, and a choice is for one of them.
#[actix_web::test]
async fn every_occurrence_is_judged() {
    let company = Company::new().await;
    let (manager, song) = (&company.manager, song(&company.manager).await.id);
    let tech = company.tech.id().await;
    for times in [
        ("2026-12-07T11:00:00+01:00", "2026-12-07T13:00:00+01:00"),
        ("2026-12-14T08:00:00+01:00", "2026-12-14T10:00:00+01:00"),
    ] {
        planned(manager, song, Some(tech), times).await;
    }
    let mut input = for_person(tech, mondays(song, 5));
    input.choices = vec![ChosenPlace {
        place: 3,
        choice: RowChoice::Unassign,
    }];
    let done = made(manager, &input).await;
    let verdicts: Vec<_> = done.rows.iter().map(|row| row.judged.verdict).collect();
    use RowVerdict::{Create, Overlap};
    assert_eq!(verdicts, [Create, Create, Overlap, Overlap, Create]);
    assert_eq!(done.created, 4);
    let first = week(manager).await.remove(0);
    let (_, all) = shifts_of(manager, &first).await;
    let people: Vec<_> = all.iter().map(|shift| shift.person_id).collect();
    assert_eq!(people, [Some(tech), Some(tech), None, Some(tech)]);
}

/// A shift that is there becomes the first of a series, once; undoing leaves it as it was.
#[actix_web::test]
async fn a_shift_that_is_there_is_repeated() {
    let company = Company::new().await;
    let (manager, song) = (&company.manager, song(&company.manager).await.id);
    let one = planned(
        manager,
        song,
        None,
        ("2026-11-23T09:00:00+01:00", "2026-11-23T12:00:00+01:00"),
    )
    .await;
    let input = weekly("MO,TH", 5);
    let dry = RepeatIn {
        dry_run: true,
        ..input.clone()
    };
    assert_eq!(
        manager
            .send(series::repeat(one.id, one.version, &dry))
            .await
            .ok()
            .created,
        4
    );
    let done = manager
        .send(series::repeat(one.id, one.version, &input))
        .await
        .ok();
    assert_eq!((done.created, done.rows.len()), (4, 4));
    let (_, all) = shifts_of(manager, &one).await;
    let kinds: Vec<_> = all.iter().map(|shift| shift.status).collect();
    use ShiftStatus::{Draft, Published};
    assert_eq!(kinds, [Published, Draft, Draft, Draft, Draft]);
    let now = all.first().unwrap();
    manager
        .send(series::repeat(one.id, one.version, &input))
        .await
        .refused(ProblemCode::Stale);
    manager
        .send(series::repeat(one.id, now.version, &input))
        .await
        .refused(ProblemCode::InSeries);

    let undone = manager
        .send(operations::undo(done.operation_id.unwrap()))
        .await
        .ok();
    assert_eq!((undone.undone, undone.kept.len()), (5, 0));
    let left = manager.send(shifts::get(one.id)).await.ok();
    assert_eq!((left.series, left.start), (None, one.start));
    assert_eq!(week(manager).await.len(), 1);
    manager
        .send(operations::undo(undone.operation_id))
        .await
        .ok();
    assert_eq!(shifts_of(manager, &one).await.1.len(), 5);
}

/// What cannot recur is told where it stands, and nothing is written.
#[actix_web::test]
async fn what_cannot_recur_is_refused() {
    let company = Company::new().await;
    let (manager, song) = (&company.manager, song(&company.manager).await.id);
    let input = mondays(song, 4);
    let other_day = SeriesIn {
        rule: rule("TU", 4),
        ..input.clone()
    };
    manager
        .send(series::create(&other_day))
        .await
        .invalid("/rule/weekdays", "without_first_day");
    let published = SeriesIn {
        shift: ShiftIn {
            status: Some(ShiftStatus::Published),
            ..input.shift.clone()
        },
        ..input.clone()
    };
    manager
        .send(series::create(&published))
        .await
        .invalid("/shift/status", "not_for_series");
    let stranger = for_person(company.outsider.id().await, input.clone());
    manager
        .send(series::create(&stranger))
        .await
        .invalid("/shift/person_id", "unknown_reference");
    let choices = vec![
        ChosenPlace {
            place: 0,
            choice: RowChoice::LeaveOut
        };
        53
    ];
    let many = SeriesIn {
        choices,
        ..input.clone()
    };
    manager
        .send(series::create(&many))
        .await
        .invalid("/choices", "too_many_items");
    for (field, value) in [("count", 53), ("count", 0), ("interval", 13)] {
        let mut body = serde_json::to_value(&input).unwrap();
        body["rule"][field] = value.into();
        let request = manager.request("POST", "/series").json(&body);
        let sent = crate::support::Sent::<()>::of(request).await;
        sent.invalid(&format!("/rule/{field}"), "out_of_range");
    }
    assert!(week(manager).await.is_empty());
}
