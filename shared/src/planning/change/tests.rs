use super::*;
use crate::planning::board::sample::{Stage, at};
use crate::planning::differences::{Field, differences};
use crate::text::Label;

/// Ana's morning, the same given to Bob, and a board that shows the first.
fn morning() -> (Stage, ShiftOut, ShiftOut, Board) {
    let stage = Stage::new();
    let anas = stage.anas("2026-11-24T08:00", "2026-11-24T12:00");
    let bobs = ShiftOut {
        person_id: Some(stage.bob),
        ..anas.clone()
    };
    let board = stage.board(vec![anas.clone()]);
    (stage, anas, bobs, board)
}

fn saved(shift: &ShiftOut) -> ShiftOut {
    ShiftOut {
        version: shift.version.next(),
        ..shift.clone()
    }
}

#[test]
fn a_move_asks_for_what_it_changes_alone() {
    let (stage, anas, bobs, _) = morning();
    let Request::Edit(id, version, patch) = Change::edit(&anas, bobs).request(Meant::default())
    else {
        panic!("not an edit");
    };
    assert_eq!((id, version), (anas.id, anas.version));
    let expected = ShiftPatch {
        person_id: Patch::Set(Some(stage.bob)),
        ..ShiftPatch::default()
    };
    assert_eq!(patch, expected);
}

#[test]
fn a_refused_change_leaves_the_board_as_it_was() {
    let (_, anas, bobs, mut board) = morning();
    let before = board.clone();
    let mut queue = Queue::default();
    let fresh = ShiftOut {
        id: ShiftId::new(),
        ..bobs.clone()
    };
    let changes = [
        Change::edit(&anas, bobs),
        Change::Create(Box::new(fresh)),
        Change::Delete(Box::new(anas)),
    ];
    for change in changes {
        assert_eq!(queue.begin(&change, &mut board), Begun::Send);
        assert_ne!(board, before);
        assert_eq!(
            queue.refuse(change.shift(), &mut board),
            Some(change.clone())
        );
        assert_eq!(board, before);
        assert!(!queue.has(change.shift()));
    }
}

#[test]
fn a_created_shift_takes_the_id_that_the_server_gave_it() {
    let (stage, _, _, mut board) = morning();
    let mut queue = Queue::default();
    let made = stage.anas("2026-11-25T08:00", "2026-11-25T12:00");
    queue.begin(&Change::Create(Box::new(made.clone())), &mut board);
    let named = ShiftOut {
        id: ShiftId::new(),
        ..made.clone()
    };
    assert_eq!(
        queue.confirm(made.id, Some(named.clone()), &mut board),
        None
    );
    assert_eq!(board.shift(made.id), None);
    assert_eq!(board.shift(named.id), Some(&named));
}

#[test]
fn a_second_move_waits_for_the_first_and_goes_out_on_top_of_it() {
    let (stage, anas, bobs, mut board) = morning();
    let mut queue = Queue::default();
    queue.begin(&Change::edit(&anas, bobs.clone()), &mut board);
    let later = ShiftOut {
        start: at("2026-11-25T08:00"),
        end: at("2026-11-25T12:00"),
        ..bobs.clone()
    };
    assert_eq!(
        queue.begin(&Change::edit(&bobs, later.clone()), &mut board),
        Begun::Wait
    );
    let delete = Change::Delete(Box::new(bobs.clone()));
    assert_eq!(queue.begin(&delete, &mut board), Begun::Busy);
    let first = saved(&bobs);
    let next = queue.confirm(anas.id, Some(first.clone()), &mut board);
    let expected = ShiftOut {
        version: first.version,
        ..later
    };
    assert_eq!(next, Some(Change::edit(&first, expected.clone())));
    assert_eq!(
        board.shift(anas.id).map(|shift| shift.start),
        Some(expected.start)
    );
    let second = saved(&expected);
    assert_eq!(
        queue.confirm(anas.id, Some(second.clone()), &mut board),
        None
    );
    assert_eq!(board.shift(anas.id), Some(&second));
    assert_eq!(second.person_id, Some(stage.bob));
}

#[test]
fn a_refusal_takes_back_what_waited_too() {
    let (_, anas, bobs, mut board) = morning();
    let before = board.clone();
    let mut queue = Queue::default();
    queue.begin(&Change::edit(&anas, bobs.clone()), &mut board);
    let nobodys = ShiftOut {
        person_id: None,
        ..bobs.clone()
    };
    queue.begin(&Change::edit(&bobs, nobodys.clone()), &mut board);
    assert_eq!(
        queue.refuse(anas.id, &mut board),
        Some(Change::edit(&anas, nobodys))
    );
    assert_eq!(board, before);
}

#[test]
fn a_board_read_meanwhile_shows_what_is_under_way() {
    let (stage, anas, bobs, mut board) = morning();
    let mut queue = Queue::default();
    queue.begin(&Change::edit(&anas, bobs.clone()), &mut board);
    let mut read = stage.board(vec![anas.clone()]);
    queue.reapply(&mut read);
    assert_eq!(read.shift(anas.id), Some(&bobs));
}

#[test]
fn saving_again_onto_somebodys_change_keeps_what_was_not_touched() {
    let (_, anas, bobs, _) = morning();
    let role = Label::parse("Plateau").unwrap();
    let theirs = saved(&ShiftOut {
        role: role.clone(),
        ..anas.clone()
    });
    let Change::Edit { before, after } = Change::edit(&anas, bobs.clone()).onto(theirs.clone())
    else {
        panic!("not an edit");
    };
    assert_eq!(*before, theirs);
    assert_eq!((after.person_id, &after.role), (bobs.person_id, &role));
    assert_eq!(differences(&theirs, &after), [Field::Person]);
    assert_eq!(differences(&anas, &theirs), [Field::Role]);
}
