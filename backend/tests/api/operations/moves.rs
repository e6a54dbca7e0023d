//! Several shifts moved, or copied to other days, in one act.

use futures_util::future::join_all;
use shared::operations;
use shared::patch::Patch;
use shared::planning::deletion::Picked;
use shared::planning::judge::RowVerdict;
use shared::planning::moves::{MoveIn, move_all};
use shared::planning::paste::{PasteIn, PasteUnit, paste};
use shared::problem::ProblemCode;
use shared::shifts::{ShiftOut, ShiftStatus};

use super::{last_week, planned, song, week};
use crate::support::Company;

/// From Tuesday to Wednesday.
pub fn by_a_day(shifts: &[ShiftOut]) -> MoveIn {
    MoveIn {
        shifts: shifts.iter().map(Picked::of).collect(),
        from: "2026-11-24".parse().unwrap(),
        to: "2026-11-25".parse().unwrap(),
        person_id: Patch::Keep,
        choices: Vec::new(),
        override_rules: None,
        dry_run: false,
    }
}

/// The same as copies.
fn copied(shifts: &[ShiftOut]) -> PasteIn {
    PasteIn {
        unit: PasteUnit::Days,
        from: "2026-11-24".parse().unwrap(),
        to: "2026-11-25".parse().unwrap(),
        shift_ids: shifts.iter().map(|shift| shift.id).collect(),
        ..last_week()
    }
}

const TUESDAY: (&str, &str) = ("2026-11-24T09:00:00+01:00", "2026-11-24T13:00:00+01:00");
const WEDNESDAY: (&str, &str) = ("2026-11-25T09:00:00+01:00", "2026-11-25T13:00:00+01:00");

/// A technician's Tuesday and Wednesday, and a need.
async fn three(company: &Company) -> Vec<ShiftOut> {
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let tech = company.tech.id().await;
    planned(manager, mission, Some(tech), TUESDAY).await;
    planned(manager, mission, Some(tech), WEDNESDAY).await;
    planned(manager, mission, None, WEDNESDAY).await;
    week(manager).await
}

fn starts(shifts: &[ShiftOut]) -> Vec<String> {
    shifts.iter().map(|shift| shift.start.to_string()).collect()
}

/// They go together: what moves away is in nobody's way. Undone, all is as it was.
#[actix_web::test]
async fn several_are_moved_and_come_back() {
    let company = Company::new().await;
    let (manager, before) = (&company.manager, three(&company).await);
    let dry = MoveIn {
        dry_run: true,
        ..by_a_day(&before)
    };
    let told = manager.send(move_all(&dry)).await;
    assert_eq!((told.status, told.ok().moved), (200, 3));
    assert_eq!(week(manager).await, before);

    let done = manager.send(move_all(&by_a_day(&before))).await;
    assert_eq!((done.status, done.ok().moved), (201, 3));
    let after = week(manager).await;
    assert_eq!(
        starts(&after),
        [
            "2026-11-25T08:00:00Z",
            "2026-11-26T08:00:00Z",
            "2026-11-26T08:00:00Z"
        ]
    );
    let published = |shift: &ShiftOut| shift.status == ShiftStatus::Published;
    assert!(after.iter().all(published), "a move changes no status");

    let operation = done.ok().operation_id.unwrap();
    let undone = manager.send(operations::undo(operation)).await.ok();
    assert_eq!(undone.undone, 3);
    assert_eq!(starts(&week(manager).await), starts(&before));
}

/// To somebody who has a shift then: that one stays, and is told.
#[actix_web::test]
async fn what_is_in_the_way_stays() {
    let company = Company::new().await;
    let (manager, before) = (&company.manager, three(&company).await);
    let own = manager.id().await;
    let busy = planned(manager, before[0].mission_id, Some(own), WEDNESDAY).await;
    let to_me = MoveIn {
        to: "2026-11-24".parse().unwrap(),
        person_id: Patch::Set(Some(own)),
        ..by_a_day(&before[..2])
    };
    let done = manager.send(move_all(&to_me)).await.ok();
    let verdicts: Vec<_> = done.rows.iter().map(|row| row.judged.verdict).collect();
    assert_eq!(verdicts[0], RowVerdict::Create);
    assert_ne!(verdicts[1], RowVerdict::Create);
    assert_eq!(done.moved, 1);
    let mine = week(manager).await.into_iter();
    let mine: Vec<_> = mine.filter(|shift| shift.person_id == Some(own)).collect();
    assert_eq!(mine.len(), 2);
    assert!(mine.iter().any(|shift| shift.id == busy.id));

    // What was seen in an older version is left.
    let stale = manager.send(move_all(&by_a_day(&before[..1]))).await.ok();
    assert_eq!((stale.moved, stale.kept.len()), (0, 1));
    let nowhere = MoveIn {
        to: "2026-11-24".parse().unwrap(),
        ..by_a_day(&before)
    };
    manager
        .send(move_all(&nowhere))
        .await
        .invalid("/to", "same_day");
    let input = by_a_day(&before);
    company
        .tech
        .send(move_all(&input))
        .await
        .refused(ProblemCode::Forbidden);
    let foreign = company.outsider.send(move_all(&input)).await.ok();
    assert_eq!((foreign.moved, foreign.gone), (0, 3));
}

/// Copies of several to other days are drafts; one person's go to another person.
#[actix_web::test]
async fn several_are_copied_to_other_days() {
    let company = Company::new().await;
    let (manager, before) = (&company.manager, three(&company).await);
    let done = manager.send(paste(&copied(&before))).await.ok();
    // Wednesday is taken by Wednesday's own, which is copied to Thursday.
    let verdicts: Vec<_> = done.rows.iter().map(|row| row.judged.verdict).collect();
    assert_eq!(
        verdicts,
        [
            RowVerdict::Identical,
            RowVerdict::Create,
            RowVerdict::Create
        ]
    );
    let drafts: Vec<_> = week(manager)
        .await
        .into_iter()
        .filter(|shift| shift.status == ShiftStatus::Draft)
        .collect();
    assert_eq!(starts(&drafts), ["2026-11-26T08:00:00Z"; 2]);

    let own = manager.id().await;
    let to_me = PasteIn {
        to: "2026-11-24".parse().unwrap(),
        person_id: Patch::Set(Some(own)),
        ..copied(&before[..2])
    };
    assert_eq!(manager.send(paste(&to_me)).await.ok().created, 2);
    let mine = week(manager).await.into_iter();
    assert_eq!(mine.filter(|it| it.person_id == Some(own)).count(), 2);
    let nothing = PasteIn {
        shift_ids: Vec::new(),
        ..copied(&before)
    };
    manager
        .send(paste(&nothing))
        .await
        .invalid("/shift_ids", "required");
    let stranger = PasteIn {
        person_id: Patch::Set(Some(company.outsider.id().await)),
        ..copied(&before[..1])
    };
    let told = manager.send(paste(&stranger)).await.ok();
    assert_eq!(told.rows[0].judged.verdict, RowVerdict::NotAMember);
}

/// Two move the same shifts at one moment, on two instances: one does, the other is told.
#[actix_web::test]
async fn of_two_moves_at_one_moment_one_wins() {
    let company = Company::new().await;
    let second = company.stage.second().await;
    let (manager, before) = (&company.manager, three(&company).await);
    let elsewhere = manager.at(&second.base);
    let input = by_a_day(&before);
    let sent = [manager, &elsewhere].map(|who| who.send(move_all(&input)));
    let sent: Vec<_> = join_all(sent).await.iter().map(|sent| sent.ok()).collect();
    let moved: u32 = sent.iter().map(|out| out.moved).sum();
    let kept: usize = sent.iter().map(|out| out.kept.len()).sum();
    assert_eq!((moved, kept), (3, 3));
}

/// What leaves the calendar, or is too far for the hours of the weeks between to be counted, is
/// refused whole, also when it is only asked about; nothing is written.
#[actix_web::test]
async fn nothing_leaves_the_calendar() {
    let company = Company::new().await;
    let (manager, shifts) = (&company.manager, three(&company).await);
    let far = |from: &str, to: &str, dry_run| MoveIn {
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
        dry_run,
        ..by_a_day(&shifts)
    };
    for dry_run in [true, false] {
        let beyond = far("1970-01-01", "2199-12-31", dry_run);
        let moved = manager.send(move_all(&beyond)).await;
        moved.invalid("/to", "out_of_range");
        let years = far("2026-11-24", "2198-12-31", dry_run);
        let moved = manager.send(move_all(&years)).await;
        moved.invalid("/to", "window_too_long");
        let copies = PasteIn {
            from: beyond.from,
            to: beyond.to,
            dry_run,
            ..copied(&shifts)
        };
        let copies = manager.send(paste(&copies)).await;
        copies.invalid("/to", "out_of_range");
    }
    assert_eq!(week(manager).await, shifts);
}

/// Moving a shift to where it is, and to who works it, is nothing done.
#[actix_web::test]
async fn what_stays_is_not_counted_as_moved() {
    let company = Company::new().await;
    let (manager, shifts) = (&company.manager, three(&company).await);
    let input = by_a_day(&shifts[..1]);
    let stays = MoveIn {
        to: input.from,
        person_id: Patch::Set(shifts[0].person_id),
        ..input
    };
    let moved = manager.send(move_all(&stays)).await.ok();
    assert_eq!((moved.operation_id, moved.moved), (None, 0));
}
