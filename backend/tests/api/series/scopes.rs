//! What is changed and deleted in one occurrence, in those after it too, or in all.

use futures_util::future::join_all;
use shared::operations;
use shared::patch::Patch;
use shared::planning::judge::RowVerdict;
use shared::problem::ProblemCode;
use shared::series::{self, SeriesDeleted, SeriesEdited, SeriesKeptReason, SeriesScope};
use shared::shifts::{self, ShiftOut, ShiftPatch, ShiftStatus};

use super::{change, for_person, made, mondays, shifts_of};
use crate::missions::song;
use crate::operations::{planned, present, week};
use crate::shifts::at;
use crate::support::{Company, Persona};

/// Six Mondays from the stage's on.
async fn six(company: &Company) -> Vec<ShiftOut> {
    let (manager, song) = (&company.manager, song(&company.manager).await.id);
    made(manager, &mondays(song, 6)).await;
    let first = week(manager).await.remove(0);
    shifts_of(manager, &first).await.1
}

fn role(text: &str) -> ShiftPatch {
    ShiftPatch {
        role: Patch::Set(text.parse().unwrap()),
        ..ShiftPatch::default()
    }
}

async fn alone(manager: &Persona, shift: &ShiftOut, patch: ShiftPatch) {
    manager
        .send(shifts::edit(shift.id, shift.version, &patch))
        .await
        .ok();
}

async fn edited(
    manager: &Persona,
    shift: &ShiftOut,
    scope: SeriesScope,
    patch: ShiftPatch,
) -> SeriesEdited {
    let now = manager.send(shifts::get(shift.id)).await.ok();
    let input = change(scope, patch);
    manager
        .send(series::edit(now.id, now.version, &input))
        .await
        .ok()
}

async fn deleted(manager: &Persona, shift: &ShiftOut, scope: SeriesScope) -> SeriesDeleted {
    let now = manager.send(shifts::get(shift.id)).await.ok();
    manager
        .send(series::delete(now.id, now.version, scope))
        .await
        .ok()
}

fn roles(shifts: &[ShiftOut]) -> Vec<String> {
    shifts.iter().map(|shift| shift.role.to_string()).collect()
}

fn cancel() -> ShiftPatch {
    ShiftPatch {
        status: Patch::Set(ShiftStatus::Cancelled),
        ..ShiftPatch::default()
    }
}

/// Of all: each by its wall time, but the one that has a time of its own, which takes the rest,
/// and the cancelled one, which stays as it is. Undoing gives all of it back.
#[actix_web::test]
async fn the_whole_series_changes() {
    let company = Company::new().await;
    let (manager, all) = (&company.manager, six(&company).await);
    let own = ShiftPatch {
        start: Patch::Set(at("2026-12-08T10:00:00+01:00")),
        end: Patch::Set(at("2026-12-08T12:00:00+01:00")),
        ..ShiftPatch::default()
    };
    alone(manager, &all[2], own).await;
    alone(manager, &all[4], cancel()).await;
    let before = present(manager, &all).await;
    let patch = ShiftPatch {
        start: Patch::Set(at("2026-11-30T14:00:00+01:00")),
        end: Patch::Set(at("2026-11-30T18:00:00+01:00")),
        ..role("Lumiere")
    };
    let done = edited(manager, &all[1], SeriesScope::Series, patch).await;
    assert_eq!(done.changed, 5);
    let kept: Vec<_> = done
        .kept
        .iter()
        .map(|kept| (kept.shift_id, kept.reason))
        .collect();
    assert_eq!(kept, [(all[4].id, SeriesKeptReason::Cancelled)]);
    let after = present(manager, &all).await;
    let starts: Vec<_> = after.iter().map(|shift| shift.start.to_string()).collect();
    assert_eq!(
        starts,
        [
            "2026-11-23T13:00:00Z",
            "2026-11-30T13:00:00Z",
            "2026-12-08T09:00:00Z",
            "2026-12-14T13:00:00Z",
            "2026-12-21T08:00:00Z",
            "2026-12-28T13:00:00Z",
        ]
    );
    assert_eq!(
        roles(&after),
        [
            "Lumiere",
            "Lumiere",
            "Lumiere",
            "Lumiere",
            "Regie son",
            "Lumiere"
        ]
    );
    assert_eq!(after[4], before[4]);

    let undone = manager
        .send(operations::undo(done.operation_id.unwrap()))
        .await
        .ok();
    assert_eq!((undone.undone, undone.kept.len()), (5, 0));
    for (now, before) in present(manager, &all).await.iter().zip(&before) {
        let version = now.version;
        assert_eq!(
            *now,
            ShiftOut {
                version,
                ..before.clone()
            }
        );
    }
    // The pattern is what it was too: the next change reaches the same ones.
    let again = edited(manager, &all[0], SeriesScope::Series, role("Video")).await;
    assert_eq!(again.changed, 5);
}

/// From one on: those before stay, those after are a series of their own from then on.
#[actix_web::test]
async fn this_one_and_those_after_it_change() {
    let company = Company::new().await;
    let (manager, all) = (&company.manager, six(&company).await);
    let done = edited(manager, &all[3], SeriesScope::Following, role("Lumiere")).await;
    assert_eq!(done.changed, 3);
    let (before, first) = shifts_of(manager, &all[0]).await;
    let (after, last) = shifts_of(manager, &all[3]).await;
    assert_eq!((first.len(), last.len()), (3, 3));
    assert_eq!(
        (
            before.series.rule.count.number(),
            after.series.rule.count.number()
        ),
        (3, 3)
    );
    assert_eq!(after.series.first_day.to_string(), "2026-12-14");
    // Each goes its own way.
    let rest = edited(manager, &all[5], SeriesScope::Series, role("Video")).await;
    assert_eq!(rest.changed, 3);
    assert_eq!(
        roles(&present(manager, &all).await),
        [
            "Regie son",
            "Regie son",
            "Regie son",
            "Video",
            "Video",
            "Video"
        ]
    );

    // Undone in their order, they are one again.
    for done in [rest, done] {
        let undone = manager
            .send(operations::undo(done.operation_id.unwrap()))
            .await
            .ok();
        assert_eq!(undone.kept.len(), 0);
    }
    let (whole, all) = shifts_of(manager, &all[0]).await;
    assert_eq!((whole.series.rule.count.number(), all.len()), (6, 6));
}

/// Each occurrence is checked, and one that cannot change is left and listed.
#[actix_web::test]
async fn each_occurrence_of_a_change_is_judged() {
    let company = Company::new().await;
    let (manager, all) = (&company.manager, six(&company).await);
    let (tech, song) = (company.tech.id().await, all[0].mission_id);
    planned(
        manager,
        song,
        Some(tech),
        ("2026-12-07T10:00:00+01:00", "2026-12-07T11:00:00+01:00"),
    )
    .await;
    let patch = ShiftPatch {
        person_id: Patch::Set(Some(tech)),
        ..ShiftPatch::default()
    };
    let mut input = change(SeriesScope::Series, patch.clone());
    input.dry_run = true;
    let told = manager
        .send(series::edit(all[0].id, all[0].version, &input))
        .await
        .ok();
    assert_eq!((told.changed, told.operation_id), (5, None));
    let done = edited(manager, &all[0], SeriesScope::Series, patch).await;
    let refused: Vec<_> = done
        .rows
        .iter()
        .filter(|row| row.judged.verdict == RowVerdict::Overlap)
        .map(|row| row.shift_id)
        .collect();
    assert_eq!(refused, [all[2].id]);
    let people: Vec<_> = present(manager, &all)
        .await
        .iter()
        .map(|shift| shift.person_id.is_some())
        .collect();
    assert_eq!(people, [true, true, false, true, true, true]);

    let refused = [
        (cancel(), "/patch/status", "not_for_series"),
        (
            ShiftPatch {
                person_id: Patch::Set(Some(company.outsider.id().await)),
                ..Default::default()
            },
            "/patch/person_id",
            "unknown_reference",
        ),
        (
            ShiftPatch {
                end: Patch::Set(at("2026-11-23T08:00:00+01:00")),
                ..Default::default()
            },
            "/patch/end",
            "end_not_after_start",
        ),
    ];
    let first = manager.send(shifts::get(all[0].id)).await.ok();
    for (patch, pointer, code) in refused {
        let input = change(SeriesScope::Series, patch);
        manager
            .send(series::edit(first.id, first.version, &input))
            .await
            .invalid(pointer, code);
    }
    manager
        .send(series::edit(first.id, all[0].version, &input))
        .await
        .refused(ProblemCode::Stale);
    let lone = planned(
        manager,
        song,
        None,
        ("2026-12-08T10:00:00+01:00", "2026-12-08T11:00:00+01:00"),
    )
    .await;
    manager
        .send(series::edit(lone.id, lone.version, &input))
        .await
        .refused(ProblemCode::NotFound);
}

/// Deleting takes those of its scope but the cancelled ones, and undoing brings them back.
#[actix_web::test]
async fn occurrences_are_deleted_and_come_back() {
    let company = Company::new().await;
    let (manager, all) = (&company.manager, six(&company).await);
    alone(manager, &all[4], cancel()).await;
    let done = deleted(manager, &all[3], SeriesScope::Following).await;
    assert_eq!((done.deleted, done.kept.len()), (2, 1));
    let (detail, left) = shifts_of(manager, &all[0]).await;
    assert_eq!((detail.series.rule.count.number(), left.len()), (3, 4));
    let rest = deleted(manager, &all[0], SeriesScope::Series).await;
    assert_eq!(rest.deleted, 3);
    let cancelled = manager.send(shifts::get(all[4].id)).await.ok();
    assert_eq!(cancelled.status, ShiftStatus::Cancelled);
    for (done, count) in [(rest, 3), (done, 2)] {
        let undone = manager
            .send(operations::undo(done.operation_id.unwrap()))
            .await
            .ok();
        assert_eq!((undone.undone, undone.kept.len()), (count, 0));
    }
    let (detail, back) = shifts_of(manager, &all[0]).await;
    assert_eq!((detail.series.rule.count.number(), back.len()), (6, 6));
    let states: Vec<_> = back
        .iter()
        .map(|shift| shift.status == ShiftStatus::Cancelled)
        .collect();
    assert_eq!(states, [false, false, false, false, true, false]);
}

/// Copying a week copies no membership of a series.
#[actix_web::test]
async fn a_copied_week_is_of_no_series() {
    let company = Company::new().await;
    let (manager, all) = (&company.manager, six(&company).await);
    let far = shared::planning::paste::PasteIn {
        from: "2026-11-23".parse().unwrap(),
        to: "2027-06-07".parse().unwrap(),
        ..crate::operations::last_week()
    };
    let pasted = manager
        .send(shared::planning::paste::paste(&far))
        .await
        .ok();
    let copy = pasted.rows[0].judged.created_id.unwrap();
    assert_eq!(manager.send(shifts::get(copy)).await.ok().series, None);
    assert!(all[0].series.is_some());
}

/// Changes of one series from many planners at one moment, on two instances: one after the other,
/// and whoever looked at what is no longer there is told so.
#[actix_web::test]
async fn of_many_who_change_a_series_one_wins() {
    let company = Company::new().await;
    let second = company.stage.second().await;
    let (manager, song) = (&company.manager, song(&company.manager).await.id);
    made(
        manager,
        &for_person(company.tech.id().await, mondays(song, 6)),
    )
    .await;
    let first = week(manager).await.remove(0);
    let all = shifts_of(manager, &first).await.1;
    let elsewhere = manager.at(&second.base);
    let input = change(SeriesScope::Following, role("Lumiere"));
    let asked = all.iter().enumerate().map(|(n, shift)| {
        let who = if n % 2 == 0 { manager } else { &elsewhere };
        who.send(series::edit(shift.id, shift.version, &input))
    });
    let answers = join_all(asked).await;
    let won = answers.iter().filter(|sent| sent.status == 200).count();
    let stale = answers.iter().filter(|sent| sent.status == 412).count();
    // From the last one on, and then from one before it, can both be; each reaches the end.
    assert!(won >= 1 && won + stale == 6, "{won} {stale}");
    let after = present(manager, &all).await;
    assert_eq!(after.last().unwrap().role.to_string(), "Lumiere");
    assert!(after.iter().all(|shift| shift.series.is_some()));
}
