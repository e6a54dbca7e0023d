//! Undoing, redoing, and what is left alone.

use shared::operations::{self, KeptReason};
use shared::patch::Patch;
use shared::planning;
use shared::problem::ProblemCode;
use shared::shifts::{self, ShiftPatch};
use shared::text::Label;

use super::{MONDAY, TUESDAY, last_week, planned, song, week};
use crate::shifts::at;
use crate::support::{Company, PASSWORD};

/// A paste that is undone leaves the week as it was; undoing that does it again.
#[actix_web::test]
async fn a_paste_is_undone_and_done_again() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    planned(manager, mission, Some(company.tech.id().await), MONDAY).await;
    planned(manager, mission, None, TUESDAY).await;
    let before = week(manager).await;
    let pasted = manager
        .send(planning::paste::paste(&last_week()))
        .await
        .ok();
    let operation = pasted.operation_id.unwrap();
    let copies = week(manager).await;

    let undone = manager.send(operations::undo(operation)).await.ok();
    assert_eq!((undone.undone, undone.kept.len()), (2, 0));
    assert_eq!(week(manager).await, before);
    let listed = manager.send(operations::get(operation)).await.ok();
    assert_eq!(listed.operation.undone_by, Some(undone.operation_id));
    manager
        .send(operations::undo(operation))
        .await
        .refused(ProblemCode::AlreadyUndone);

    let redone = manager
        .send(operations::undo(undone.operation_id))
        .await
        .ok();
    assert_eq!(redone.undone, 2);
    let ids = |shifts: &[shifts::ShiftOut]| shifts.iter().map(|shift| shift.id).collect::<Vec<_>>();
    assert_eq!(ids(&week(manager).await), ids(&copies));
    // The first act stays undone; the last one is what can be undone now.
    manager
        .send(operations::undo(operation))
        .await
        .refused(ProblemCode::AlreadyUndone);
    manager
        .send(operations::undo(redone.operation_id))
        .await
        .ok();
    assert_eq!(week(manager).await, before);
}

/// What somebody changed or deleted since is left and told; the rest is undone.
#[actix_web::test]
async fn what_was_changed_since_is_left() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    for times in [
        MONDAY,
        TUESDAY,
        ("2026-11-18T09:00:00+01:00", "2026-11-18T12:00:00+01:00"),
    ] {
        planned(manager, mission, None, times).await;
    }
    let pasted = manager
        .send(planning::paste::paste(&last_week()))
        .await
        .ok();
    let copies = week(manager).await;
    let patch = ShiftPatch {
        role: Patch::Set(Label::parse("Poursuite").unwrap()),
        ..ShiftPatch::default()
    };
    manager
        .send(shifts::edit(copies[0].id, copies[0].version, &patch))
        .await
        .ok();
    manager
        .send(shifts::delete(copies[1].id, copies[1].version))
        .await
        .done();

    let undone = manager
        .send(operations::undo(pasted.operation_id.unwrap()))
        .await
        .ok();
    let kept: Vec<_> = undone
        .kept
        .iter()
        .map(|kept| (kept.shift_id, kept.reason))
        .collect();
    assert_eq!(
        (undone.undone, kept),
        (1, vec![(copies[0].id, KeptReason::Changed)])
    );
    let left: Vec<_> = week(manager)
        .await
        .into_iter()
        .map(|shift| shift.id)
        .collect();
    assert_eq!(left, [copies[0].id]);
}

/// What an undoing removed is not done again over what was planned in its place meanwhile.
#[actix_web::test]
async fn nothing_is_brought_back_over_another_shift() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let tech = company.tech.id().await;
    planned(manager, mission, Some(tech), MONDAY).await;
    let pasted = manager
        .send(planning::paste::paste(&last_week()))
        .await
        .ok();
    let undone = manager
        .send(operations::undo(pasted.operation_id.unwrap()))
        .await
        .ok();
    let there = planned(
        manager,
        mission,
        Some(tech),
        ("2026-11-23T11:00:00+01:00", "2026-11-23T13:00:00+01:00"),
    )
    .await;

    let redone = manager
        .send(operations::undo(undone.operation_id))
        .await
        .ok();
    let kept: Vec<_> = redone.kept.iter().map(|kept| kept.reason).collect();
    assert_eq!((redone.undone, kept), (0, vec![KeptReason::Overlap]));
    assert_eq!(week(manager).await, [there]);
}

/// An operation can be undone for thirty days, and by nobody of another organisation.
#[actix_web::test]
async fn undoing_has_its_time_and_its_people() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    planned(manager, mission, None, MONDAY).await;
    let pasted = manager
        .send(planning::paste::paste(&last_week()))
        .await
        .ok();
    let operation = pasted.operation_id.unwrap();
    company
        .outsider
        .send(operations::undo(operation))
        .await
        .refused(ProblemCode::NotFound);
    company
        .tech
        .send(operations::undo(operation))
        .await
        .refused(ProblemCode::Forbidden);

    company.stage.state.clock.advance(30 * 24 * 3600 + 60);
    let later = company
        .stage
        .anonymous()
        .sign_in("manon.manager@example.org", PASSWORD)
        .await;
    let later = later.in_org(company.org.id);
    later
        .send(operations::undo(operation))
        .await
        .refused(ProblemCode::UndoExpired);
    let shown = later.send(operations::get(operation)).await.ok().operation;
    assert!(!shown.is_undoable(at("2026-12-25T09:00:00Z")));
}
