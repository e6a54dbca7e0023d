//! A publication taken back, and what came of the schema's step.

use backend::platform::db::Schema;
use shared::id::OperationId;
use shared::operations::{self, KeptReason};
use shared::patch::Patch;
use shared::publications;
use shared::shifts::{self, ShiftPatch, ShiftStatus};

use super::{FRIDAY, TUESDAY, board, changed, drafted, later, published, sides};
use crate::missions::song;
use crate::support::{Company, Persona};

async fn undone(manager: &Persona, operation: Option<OperationId>) -> OperationId {
    let call = operations::undo(operation.unwrap());
    manager.send(call).await.ok().operation_id
}

async fn statuses(manager: &Persona) -> Vec<ShiftStatus> {
    let shifts = board(manager).await.shifts;
    shifts.iter().map(|shift| shift.status).collect()
}

/// Undoing a first publication makes drafts of its shifts again, as a publication that their
/// people are told of; undoing that announces them again.
#[actix_web::test]
async fn a_publication_is_taken_back_by_another() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let tech = company.tech.id().await;
    drafted(manager, mission, Some(tech), TUESDAY).await;
    let shift = drafted(manager, mission, Some(tech), FRIDAY).await;
    let done = published(manager).await;
    let undo = undone(manager, done.operation_id).await;
    assert!(board(&company.tech).await.shifts.is_empty());
    assert_eq!(statuses(manager).await, [ShiftStatus::Draft; 2]);
    let told = company.tech.send(publications::own()).await.ok();
    let told: Vec<_> = told
        .publications
        .iter()
        .map(|it| (it.publication.number, sides(&it.changes)))
        .collect();
    let expected = [(1, vec![(false, true); 2]), (2, vec![(true, false); 2])];
    assert_eq!(told, expected);
    let listed = manager.send(publications::list(&Default::default())).await;
    let taken: Vec<_> = listed.ok().items.iter().map(|it| it.takes_back).collect();
    assert_eq!(taken, [Some(1), None]);

    let again = undone(manager, Some(undo)).await;
    assert_eq!(statuses(manager).await, [ShiftStatus::Published; 2]);
    assert_eq!(board(&company.tech).await.shifts.len(), 2);
    // The planners' state is theirs: undoing announces what was announced, whatever it is now.
    changed(
        manager,
        &shift,
        ShiftPatch {
            notes: Patch::Set(Some("Camion".parse().unwrap())),
            ..ShiftPatch::default()
        },
    )
    .await;
    undone(manager, Some(again)).await;
    let notes: Vec<_> = board(manager)
        .await
        .shifts
        .into_iter()
        .map(|it| it.notes)
        .collect();
    assert!(notes[1].is_some(), "{notes:?}");
    assert!(board(&company.tech).await.shifts.is_empty());
}

/// Undoing a later publication announces again what the one before did. A shift that was
/// published once more since is left and told.
#[actix_web::test]
async fn what_was_published_since_is_left() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let tech = company.tech.id().await;
    let one = drafted(manager, mission, Some(tech), TUESDAY).await;
    let other = drafted(manager, mission, Some(tech), FRIDAY).await;
    let notes = |text: &str| ShiftPatch {
        notes: Patch::Set(Some(text.parse().unwrap())),
        ..ShiftPatch::default()
    };
    let first = published(manager).await;
    changed(manager, &one, later()).await;
    changed(manager, &other, notes("Camion")).await;
    let second = published(manager).await;
    changed(manager, &other, notes("Train")).await;
    published(manager).await;

    let call = operations::undo(second.operation_id.unwrap());
    let undone = manager.send(call).await.ok();
    assert_eq!(undone.undone, 1);
    let kept: Vec<_> = undone
        .kept
        .iter()
        .map(|it| (it.shift_id, it.reason))
        .collect();
    assert_eq!(kept, [(other.id, KeptReason::Changed)]);
    let seen = board(&company.tech).await.shifts;
    assert_eq!(seen[0].end, one.end, "as it was announced first");
    assert!(seen[1].notes.is_some());
    // What is planned goes on being so: it is an unpublished change now.
    let planned = board(manager).await;
    assert!(planned.shifts[0].end > one.end);
    assert_eq!(planned.announced[0].shift_id, one.id);
    let call = operations::undo(first.operation_id.unwrap());
    let kept = manager.send(call).await.ok().kept;
    assert_eq!(kept.len(), 2, "both were published since");
}

/// What was withdrawn while its shift was deleted can be announced again.
#[actix_web::test]
async fn a_deletion_that_was_published_is_taken_back() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let shift = drafted(manager, mission, Some(company.tech.id().await), TUESDAY).await;
    published(manager).await;
    let present = manager.send(shifts::get(shift.id)).await.ok();
    manager
        .send(shifts::delete(shift.id, present.version))
        .await
        .done();
    let gone = published(manager).await;
    undone(manager, gone.operation_id).await;
    assert_eq!(board(&company.tech).await.shifts[0].id, shift.id);
    // The shift itself is still deleted, so its announcement is what differs.
    assert_eq!(board(manager).await.announced[0].shift_id, shift.id);
}

/// The schema's step finds published shifts, and announces them as they are; taken back and taken
/// again it does so once more.
#[actix_web::test]
async fn published_shifts_come_through_the_step() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let tech = company.tech.id().await;
    let shift = drafted(manager, mission, Some(tech), TUESDAY).await;
    published(manager).await;
    drafted(manager, mission, Some(tech), FRIDAY).await;
    changed(manager, &shift, later()).await;
    let db = company.stage.database.connect().await;
    let steps = db.migrations().await.unwrap();
    let name = "m2026_11_24_000009_publications";
    let place = steps.iter().position(|step| step.contains(name)).unwrap();
    for _ in place..steps.len() {
        db.migrate_down().await.unwrap();
    }
    assert_eq!(
        db.schema().await.unwrap(),
        Schema::Behind(steps.len() - place)
    );
    db.migrate_up().await.unwrap();
    let seen = board(&company.tech).await.shifts;
    assert_eq!(seen.len(), 1, "the draft is none of it");
    assert_eq!((seen[0].id, seen[0].version.number()), (shift.id, 3));
    assert!(board(manager).await.announced.is_empty());
    assert_eq!(published(manager).await.publication.unwrap().number, 1);
}
