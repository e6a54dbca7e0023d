//! A bulk act that is undone leaves the planning as it was, whatever the week.

use proptest::prelude::*;
use shared::id::{MissionId, OperationId, UserId, Version};
use shared::operations;
use shared::planning::deletion::{DeleteIn, Picked, delete};
use shared::planning::moves::move_all;
use shared::planning::paste::{PasteIn, PasteUnit, paste};
use shared::planning::{self, PlanningOut, PlanningQuery};
use shared::shifts::{self, AllowOverlap, ShiftIn, ShiftKind, ShiftOut, ShiftStatus};
use shared::time::Zone;

use super::moves::by_a_day;
use super::{MONDAY, last_week, planned, present, song};
use crate::shifts::{at, shift};
use crate::support::{Company, Persona, drawn};

/// A shift: on which day of two weeks, from which quarter of an hour, how many of them long,
/// whose (or nobody's), of which kind and how final.
type Random = ((i64, i64, i64), usize, usize, usize);

fn any_shift() -> impl Strategy<Value = Random> {
    let times = (0_i64..14, 0_i64..96, 4_i64..48);
    (times, 0_usize..3, 0_usize..5, 0_usize..3)
}

fn input(random: Random, people: &[UserId], mission: MissionId) -> ShiftIn {
    let ((day, start, length), person, kind, status) = random;
    let monday = "2026-11-16".parse::<shared::time::Day>().unwrap();
    let start = Zone::PARIS
        .midnight(monday.plus_days(day))
        .plus_minutes(start * 15);
    ShiftIn {
        person_id: people.get(person).copied(),
        kind: *ShiftKind::ALL.get(kind).unwrap(),
        status: ShiftStatus::ALL.get(status).copied(),
        start,
        end: start.plus_minutes(length * 15),
        // Some of a random week overlap, and are meant.
        allow_overlap: Some(AllowOverlap {
            reason: "Essai".parse().unwrap(),
        }),
        ..shift(mission, MONDAY.0, MONDAY.1)
    }
}

/// Both weeks, as a planner reads them. A version tells how often a row was written, and each
/// publication has a number of its own: those go on.
async fn read(manager: &Persona) -> PlanningOut {
    let query = PlanningQuery {
        from: at("2026-11-16T00:00:00+01:00"),
        to: at("2026-12-02T00:00:00+01:00"),
    };
    let mut out = manager.send(planning::read(&query)).await.ok();
    for shift in &mut out.shifts {
        shift.version = Version::FIRST;
    }
    out.shifts.sort_by_key(|shift| shift.id);
    out
}

/// Undoes an act, and holds the planning to what it was before; that the act did something is
/// seen first.
async fn undone(manager: &Persona, before: &PlanningOut, operation: OperationId, act: &str) {
    let done = read(manager).await;
    assert_ne!(done.shifts, before.shifts, "{act} does something");
    let undone = manager.send(operations::undo(operation)).await.ok();
    assert_eq!(undone.kept.len(), 0, "{act}: all of it is undone");
    assert_eq!(&read(manager).await, before, "{act}");
}

/// The shifts that begin in the second week.
fn second_week(planning: &PlanningOut) -> Vec<ShiftOut> {
    let monday = at("2026-11-23T00:00:00+01:00");
    let shifts = planning.shifts.iter().filter(|one| one.start >= monday);
    shifts.cloned().collect()
}

async fn act_and_undo(seed: u64) {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let people = [company.tech.id().await, manager.id().await];
    let fortnight = prop::collection::vec(any_shift(), 12..24);
    for random in drawn(seed, &fortnight) {
        let input = input(random, &people, mission);
        manager.send(shifts::create(&input)).await.ok();
    }
    let before = read(manager).await;
    let week = second_week(&before);

    let pasted = manager.send(paste(&last_week())).await.ok();
    undone(manager, &before, pasted.operation_id.unwrap(), "a paste").await;

    let moved = by_a_day(&present(manager, &week).await);
    let moved = manager.send(move_all(&moved)).await.ok();
    undone(manager, &before, moved.operation_id.unwrap(), "a move").await;

    let picked = DeleteIn {
        shifts: present(manager, &week)
            .await
            .iter()
            .map(Picked::of)
            .collect(),
        dry_run: false,
    };
    let gone = manager.send(delete(&picked)).await.ok();
    undone(manager, &before, gone.operation_id.unwrap(), "a deletion").await;
}

/// Random weeks of two people, with needs, drafts, cancelled shifts and overlaps.
#[actix_web::test]
async fn what_is_undone_leaves_the_planning_as_it_was() {
    for seed in 0..6 {
        act_and_undo(seed * 977 + 5).await;
    }
}

/// Somebody of another organisation knows the ids of a shift, and copies nothing with them.
#[actix_web::test]
async fn what_is_anothers_is_not_copied() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let first = planned(manager, mission, None, MONDAY).await;
    let before = read(manager).await;
    let days = PasteIn {
        unit: PasteUnit::Days,
        shift_ids: vec![first.id],
        ..last_week()
    };
    let copied = company.outsider.send(paste(&days)).await.ok();
    assert_eq!((copied.operation_id, copied.rows.len()), (None, 0));
    assert_eq!(read(&company.outsider).await.shifts, []);
    assert_eq!(read(manager).await, before);
    let own = manager.send(paste(&days)).await.ok();
    assert_eq!(own.rows.len(), 1, "its own organisation can");
}
