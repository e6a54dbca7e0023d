//! Bulk acts send as many statements for a thousand shifts as for ten.

use std::sync::atomic::Ordering;

use shared::id::OperationId;
use shared::operations;
use shared::planning::deletion::{self, DeleteIn, Picked};
use shared::planning::moves::move_all;
use shared::planning::paste;
use shared::planning::publish::{self, PublishIn};

use super::moves::by_a_day;
use super::{dry, last_week, song, week};
use crate::calendar::into;
use crate::support::Company;

/// A calendar of so many events in the week before the stage's, nine minutes each.
fn calendar(events: usize) -> String {
    let event = |number: usize| {
        let (day, minute) = (16 + number % 7, number / 7 * 9);
        let (hour, minute) = (minute / 60, minute % 60);
        format!(
            "BEGIN:VEVENT\r\nUID:{number}\r\nDTSTART:202611{day}T{hour:02}{minute:02}00Z\r\n\
             DURATION:PT9M\r\nEND:VEVENT\r\n"
        )
    };
    let events: String = (0..events).map(event).collect();
    format!("BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n")
}

/// How many statements each act sends, for so many shifts.
async fn counted(shifts: usize) -> Vec<(&'static str, usize)> {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    into(manager, mission, None, &calendar(shifts)).await.ok();
    let mut counts = Vec::new();
    let count = || company.stage.statements.swap(0, Ordering::Relaxed);
    let mut counts_of = |act| counts.push((act, count()));

    let undo = async |operation: Option<OperationId>| {
        let undone = manager.send(operations::undo(operation.unwrap())).await;
        let undone = undone.ok();
        assert_eq!(usize::try_from(undone.undone), Ok(shifts));
    };
    count();
    let told = manager.send(paste::paste(&dry(last_week()))).await.ok();
    assert_eq!(told.rows.len(), shifts);
    counts_of("a dry run of a paste");
    let pasted = manager.send(paste::paste(&last_week())).await.ok();
    assert_eq!(usize::try_from(pasted.created), Ok(shifts));
    counts_of("a paste");
    let input = PublishIn {
        from: last_week().to,
        to: last_week().to,
        team_id: None,
        person_ids: Vec::new(),
        dry_run: false,
    };
    let published = manager.send(publish::publish(&input)).await.ok();
    counts_of("a publication");
    undo(published.operation_id).await;
    counts_of("what was changed, undone");
    let input = by_a_day(&week(manager).await);
    count();
    let moved = manager.send(move_all(&input)).await.ok();
    counts_of("a move");
    undo(moved.operation_id).await;
    counts_of("a move, undone");
    let there = week(manager).await;
    let input = DeleteIn {
        shifts: there.iter().map(Picked::of).collect(),
        dry_run: false,
    };
    count();
    let deleted = manager.send(deletion::delete(&input)).await.ok();
    counts_of("a deletion");
    undo(deleted.operation_id).await;
    counts_of("what was deleted, undone");
    counts
}

#[actix_web::test]
async fn the_number_of_queries_does_not_grow_with_the_number_of_shifts() {
    let (few, many) = (counted(10).await, counted(1_000).await);
    assert_eq!(few, many);
}
