use proptest::prelude::*;

use super::*;
use crate::planning::board::sample::{Stage, at};

fn next(shift: &ShiftOut) -> ShiftOut {
    ShiftOut {
        version: shift.version.next(),
        ..shift.clone()
    }
}

fn news(shift: &ShiftOut) -> News {
    News {
        id: shift.id,
        version: shift.version,
        shift: Some(shift.clone()),
        by: None,
    }
}

fn gone(shift: &ShiftOut) -> News {
    News {
        shift: None,
        ..news(shift)
    }
}

#[test]
fn a_change_is_shown_once_and_an_echo_is_dropped() {
    let stage = Stage::new();
    let shift = stage.anas("2026-11-24T08:00", "2026-11-24T12:00");
    let (mut board, mut incoming) = (stage.board(vec![shift.clone()]), Incoming::default());
    let moved = ShiftOut {
        person_id: Some(stage.bob),
        ..next(&shift)
    };
    assert_eq!(
        incoming.arrive(news(&shift), &mut board, Busy::No),
        Taken::Old
    );
    assert_eq!(
        incoming.arrive(news(&moved), &mut board, Busy::No),
        Taken::Shown
    );
    assert_eq!(
        incoming.arrive(news(&moved), &mut board, Busy::No),
        Taken::Old
    );
    assert_eq!(board.shift(shift.id), Some(&moved));
    assert_eq!(
        incoming.arrive(gone(&moved), &mut board, Busy::No),
        Taken::Shown
    );
    assert_eq!(
        incoming.arrive(news(&moved), &mut board, Busy::No),
        Taken::Old,
        "it does not come back"
    );
    assert_eq!(board.shifts().count(), 0);
    let restored = next(&moved);
    assert_eq!(
        incoming.arrive(news(&restored), &mut board, Busy::No),
        Taken::Shown,
        "but may be restored"
    );
}

#[test]
fn what_somebody_is_at_work_on_stays_until_they_let_go() {
    let stage = Stage::new();
    let shift = stage.anas("2026-11-24T08:00", "2026-11-24T12:00");
    let (mut board, mut incoming) = (stage.board(vec![shift.clone()]), Incoming::default());
    let (second, third) = (next(&shift), next(&next(&shift)));
    assert_eq!(
        incoming.arrive(news(&third), &mut board, Busy::Yes),
        Taken::Held
    );
    assert_eq!(
        incoming.arrive(news(&second), &mut board, Busy::Yes),
        Taken::Old
    );
    assert_eq!(board.shift(shift.id), Some(&shift));
    assert!(incoming.held(shift.id).is_some());
    assert!(!incoming.release(&mut board, |_, _| Busy::Yes));
    assert!(incoming.release(&mut board, |_, _| Busy::No));
    assert_eq!(board.shift(shift.id), Some(&third));
    // What they saved meanwhile is newer than what waited.
    assert_eq!(
        incoming.arrive(news(&next(&third)), &mut board, Busy::Yes),
        Taken::Held
    );
    let saved = next(&next(&third));
    board.put(saved.clone());
    incoming.release(&mut board, |_, _| Busy::No);
    assert_eq!(board.shift(shift.id), Some(&saved));
}

/// A bulk act is told as one word, after which the week is read: what was read is newer than what
/// was held until then.
#[test]
fn what_is_read_again_counts_more_than_what_was_held() {
    let stage = Stage::new();
    let shift = stage.anas("2026-11-24T08:00", "2026-11-24T12:00");
    let (mut board, mut incoming) = (stage.board(vec![shift.clone()]), Incoming::default());
    let second = next(&shift);
    let held = incoming.arrive(news(&second), &mut board, Busy::Yes);
    assert_eq!(held, Taken::Held);
    let third = next(&second);
    let mut read = stage.board(vec![third.clone()]);
    incoming.settle(&mut read, &board, &BTreeSet::from([shift.id]));
    assert_eq!(
        read.shift(shift.id),
        Some(&shift),
        "it is in somebody's hand"
    );
    incoming.release(&mut read, |_, _| Busy::No);
    assert_eq!(read.shift(shift.id), Some(&third));
}

#[test]
fn news_of_other_weeks_is_none_of_this_one() {
    let stage = Stage::new();
    let night = stage.anas("2026-11-29T22:00", "2026-11-30T06:00");
    let later = stage.anas("2026-12-08T08:00", "2026-12-08T12:00");
    let board = stage.board(vec![night.clone()]);
    let week = |day: &str| IsoWeek::of(day.parse().unwrap());
    let (this, next_week) = (week("2026-11-23"), week("2026-11-30"));
    assert!(news(&next(&night)).concerns(&board, this));
    assert!(news(&next(&night)).concerns(&board, next_week));
    assert!(!news(&later).concerns(&board, this));
    assert!(gone(&night).concerns(&board, this));
    assert!(!gone(&later).concerns(&board, this), "it was not there");
    let away = ShiftOut {
        start: later.start,
        end: later.end,
        ..next(&night)
    };
    assert!(news(&away).concerns(&board, this), "it leaves the week");
}

#[test]
fn news_moves_a_shift_when_it_is_elsewhere_afterwards() {
    let stage = Stage::new();
    let shift = stage.anas("2026-11-24T08:00", "2026-11-24T12:00");
    let board = stage.board(vec![shift.clone()]);
    assert!(!news(&next(&shift)).moves(&board));
    assert!(gone(&shift).moves(&board));
    assert!(
        news(&ShiftOut {
            person_id: None,
            ..next(&shift)
        })
        .moves(&board)
    );
    assert!(
        news(&ShiftOut {
            end: at("2026-11-24T13:00"),
            ..next(&shift)
        })
        .moves(&board)
    );
}

#[test]
fn a_week_that_was_read_before_is_brought_up_to_date() {
    let stage = Stage::new();
    let one = stage.anas("2026-11-24T08:00", "2026-11-24T12:00");
    let two = stage.anas("2026-11-25T08:00", "2026-11-25T12:00");
    let three = stage.anas("2026-11-26T08:00", "2026-11-26T12:00");
    let (mut board, mut incoming) = (
        stage.board(vec![one.clone(), two.clone()]),
        Incoming::default(),
    );
    for news in [news(&next(&one)), gone(&two), news(&three)] {
        incoming.arrive(news, &mut board, Busy::No);
    }
    // Read before all that, and shown after it.
    let mut read = stage.board(vec![one.clone(), two.clone()]);
    incoming.settle(&mut read, &board, &BTreeSet::new());
    assert_eq!(read, board);
    // Read after something that was not told, while a hand is on it.
    let later = next(&next(&one));
    let mut read = stage.board(vec![later.clone()]);
    incoming.settle(&mut read, &board, &BTreeSet::from([one.id]));
    assert_eq!(
        read.shift(one.id),
        board.shift(one.id),
        "it does not move under the hand"
    );
    incoming.release(&mut read, |_, _| Busy::No);
    assert_eq!(read.shift(one.id), Some(&later));
}

proptest! {
    /// In whatever order and however often news of a shift come, and whoever holds it meanwhile:
    /// in the end the board has the last of it.
    #[test]
    fn the_last_wins(order in prop::collection::vec((1_usize..8, any::<bool>()), 1..40)) {
        let stage = Stage::new();
        let first = stage.anas("2026-11-24T08:00", "2026-11-24T12:00");
        let mut versions = vec![first.clone()];
        for _ in 0..8 {
            versions.extend(versions.last().map(next));
        }
        let (mut board, mut incoming) = (stage.board(vec![first]), Incoming::default());
        for (place, busy) in &order {
            incoming.arrive(news(&versions[*place]), &mut board, if *busy { Busy::Yes } else { Busy::No });
        }
        incoming.release(&mut board, |_, _| Busy::No);
        let last = order.iter().map(|(place, _)| *place).max().unwrap();
        prop_assert_eq!(board.shift(versions[last].id), Some(&versions[last]));
    }
}
