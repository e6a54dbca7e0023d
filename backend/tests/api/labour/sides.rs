//! The same random weeks are judged on both sides: by the server, which is asked what saving
//! would answer, and by the board of the web app, from what it has read. There is no
//! difference.

use proptest::prelude::*;
use shared::id::{MissionId, UserId};
use shared::labour::{self, Breach, Level, Levels, PolicyIn};
use shared::missions::{MissionIn, Setting};
use shared::planning::Board;
use shared::shifts::{self, CheckIn, OverrideRules, Proposal, ShiftIn, ShiftKind, ShiftOut};
use shared::time::{IsoWeek, Zone};

use super::{board, usual};
use crate::missions::{mission, song};
use crate::shifts::shift;
use crate::support::{Company, drawn};

/// A shift of somebody: the day from the Monday of the week, when it starts and how long it is
/// in five minutes, its break in tens of minutes, its kind, whose, for which mission.
type Random = ((i64, i64, i64), i64, usize, usize, usize);

fn any_shift() -> impl Strategy<Value = Random> {
    let times = (-9_i64..10, 0_i64..288, 12_i64..170);
    (times, 0_i64..4, 0_usize..5, 0_usize..2, 0_usize..2)
}

fn week() -> IsoWeek {
    "2026-W48".parse().unwrap()
}

fn planned(random: Random, people: &[UserId], missions: &[MissionId]) -> ShiftIn {
    let ((day, start, length), rest, kind, person, of) = random;
    let midnight = Zone::PARIS.midnight(week().monday().plus_days(day));
    let start = midnight.plus_minutes(start * 5);
    ShiftIn {
        person_id: people.get(person).copied(),
        kind: *ShiftKind::ALL.get(kind).unwrap(),
        start,
        end: start.plus_minutes(length * 5),
        break_minutes: (rest * 10).try_into().unwrap(),
        // Whatever a random week breaks is meant.
        allow_overlap: Some(shifts::AllowOverlap {
            reason: "Essai".parse().unwrap(),
        }),
        override_rules: Some(OverrideRules {
            reason: "Essai".parse().unwrap(),
        }),
        ..shift(
            *missions.get(of).unwrap(),
            "2026-11-24T08:00:00Z",
            "2026-11-24T12:00:00Z",
        )
    }
}

/// The shift in another cell, with the board's other shifts around it.
fn moved(shift: &ShiftOut, day: i64, person: UserId) -> ShiftOut {
    let by = week().monday().plus_days(day);
    let days = by.days_since(Zone::PARIS.day(shift.start));
    ShiftOut {
        person_id: Some(person),
        start: shift.start.plus_minutes(days * 24 * 60),
        end: shift.end.plus_minutes(days * 24 * 60),
        ..shift.clone()
    }
}

fn proposal(shift: &ShiftOut) -> Proposal {
    Proposal {
        shift_id: Some(shift.id),
        person_id: shift.person_id,
        mission_id: None,
        kind: None,
        break_minutes: None,
        start: shift.start,
        end: shift.end,
    }
}

/// A board says the breaches that a shift as it might be takes part in; the server the same.
fn of_board(board: &Board, after: &ShiftOut) -> Vec<Breach> {
    let labour = board.labour().unwrap();
    let mut found = labour.caused(board.shift(after.id), after);
    found.retain(|breach| breach.shift_ids.contains(&after.id));
    found
}

/// A dozen shifts of two people, then every one of the board's moved over the whole week.
async fn compare(seed: u64, levels: Levels) {
    let company = Company::new().await;
    let people = [company.tech.id().await, company.manager.id().await];
    let tour = MissionIn {
        setting: Some(Setting::Tour),
        ..mission("Dom Juan")
    };
    let tour = company
        .manager
        .send(shared::missions::create(&tour))
        .await
        .ok();
    let missions = [song(&company.manager).await.id, tour.id];
    let rules = PolicyIn {
        levels,
        ..usual("2026-11-26")
    };
    company.admin.send(labour::create(&rules)).await.ok();
    let random = prop::collection::vec(any_shift(), 24..32);
    for one in drawn(seed, &random) {
        let input = planned(one, &people, &missions);
        company.manager.send(shifts::create(&input)).await.ok();
    }
    let board = Board::new(week(), board(&company.manager).await);
    let begins = |shift: &&ShiftOut| Zone::PARIS.week(shift.start) == week();
    let mut candidates = Vec::new();
    for shift in board.shifts().filter(begins).take(8) {
        for person in people {
            candidates.extend((0..7).map(|day| moved(shift, day, person)));
        }
    }
    assert!(candidates.len() >= 14, "a week with something in it");
    let mut breaches = 0;
    for candidate in &candidates {
        let input = CheckIn {
            shifts: vec![proposal(candidate)],
        };
        let checked = company.manager.send(shifts::check(&input)).await.ok();
        let server = &checked.verdicts.first().unwrap().breaches;
        let app = of_board(&board, candidate);
        assert_eq!(server, &app, "{candidate:?}");
        breaches += app.len();
    }
    assert!(breaches > 0, "weeks that break nothing prove nothing");
}

#[actix_web::test]
async fn both_sides_judge_random_weeks_alike() {
    for seed in 0..6 {
        let level = if seed % 2 == 0 {
            Level::Warn
        } else {
            Level::Block
        };
        compare(seed * 977, Levels::all(level)).await;
    }
}
