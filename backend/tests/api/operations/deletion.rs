//! Several shifts deleted in one act.

use shared::id::ShiftId;
use shared::operations::{self, KeptReason, OperationKind};
use shared::planning::deletion::{DeleteIn, MOST_PICKED, Picked, delete};
use shared::problem::ProblemCode;
use shared::shifts::ShiftOut;

use super::{planned, song, week};
use crate::shifts::renamed;
use crate::support::Company;

fn picked(shifts: &[ShiftOut]) -> DeleteIn {
    DeleteIn {
        shifts: shifts.iter().map(Picked::of).collect(),
        dry_run: false,
    }
}

/// Three published shifts of the stage's week.
async fn three(company: &Company) -> Vec<ShiftOut> {
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let tech = company.tech.id().await;
    for times in [
        ("2026-11-24T09:00:00+01:00", "2026-11-24T12:00:00+01:00"),
        ("2026-11-25T09:00:00+01:00", "2026-11-25T12:00:00+01:00"),
        ("2026-11-26T09:00:00+01:00", "2026-11-26T12:00:00+01:00"),
    ] {
        planned(manager, mission, Some(tech), times).await;
    }
    week(manager).await
}

/// What was picked goes as one operation; undone, the same shifts are there again.
#[actix_web::test]
async fn several_are_deleted_and_come_back() {
    let company = Company::new().await;
    let (manager, before) = (&company.manager, three(&company).await);
    let dry = DeleteIn {
        dry_run: true,
        ..picked(&before)
    };
    let told = manager.send(delete(&dry)).await;
    assert_eq!((told.status, told.ok().deleted), (200, 3));
    assert_eq!(week(manager).await, before);

    let done = manager.send(delete(&picked(&before)).once("three")).await;
    assert_eq!((done.status, done.ok().deleted), (201, 3));
    assert_eq!(week(manager).await, []);
    let again = manager.send(delete(&picked(&before)).once("three")).await;
    assert_eq!(again.ok(), done.ok(), "a repeat is the same act");
    let anew = manager.send(delete(&picked(&before))).await.ok();
    assert_eq!((anew.operation_id, anew.deleted, anew.gone), (None, 0, 3));

    let operation = done.ok().operation_id.unwrap();
    let detail = manager.send(operations::get(operation)).await.ok();
    assert_eq!(detail.operation.kind, OperationKind::PlanningDelete);
    let undone = manager.send(operations::undo(operation)).await.ok();
    assert_eq!((undone.undone, undone.kept.len()), (3, 0));
    let back: Vec<_> = week(manager)
        .await
        .into_iter()
        .map(|shift| ShiftOut {
            version: before[0].version,
            ..shift
        })
        .collect();
    assert_eq!(back, before);
}

/// What somebody changed since it was picked is left and told.
#[actix_web::test]
async fn what_was_changed_since_stays() {
    let company = Company::new().await;
    let (manager, before) = (&company.manager, three(&company).await);
    renamed(&company.admin, &before[1], "Poursuite").await;
    let done = manager.send(delete(&picked(&before))).await.ok();
    let kept: Vec<_> = done
        .kept
        .iter()
        .map(|kept| (kept.shift_id, kept.reason))
        .collect();
    assert_eq!(
        (done.deleted, kept),
        (2, vec![(before[1].id, KeptReason::Changed)])
    );
    let left = week(manager).await;
    assert_eq!((left.len(), left[0].id), (1, before[1].id));
}

/// Only planners delete, only their own organisation's, and a bounded number.
#[actix_web::test]
async fn a_deletion_has_its_bounds() {
    let company = Company::new().await;
    let (manager, before) = (&company.manager, three(&company).await);
    let foreign = company.outsider.send(delete(&picked(&before))).await.ok();
    assert_eq!((foreign.deleted, foreign.gone), (0, 3));
    let input = picked(&before);
    company
        .tech
        .send(delete(&input))
        .await
        .refused(ProblemCode::Forbidden);
    let pick = |_| Picked {
        shift_id: ShiftId::new(),
        version: before[0].version,
    };
    let many = DeleteIn {
        shifts: (0..=MOST_PICKED).map(pick).collect(),
        dry_run: true,
    };
    manager
        .send(delete(&many))
        .await
        .invalid("/shifts", "too_many_items");
    manager
        .send(delete(&picked(&[])))
        .await
        .invalid("/shifts", "required");
    assert_eq!(week(manager).await, before);
}
