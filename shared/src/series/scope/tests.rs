use proptest::prelude::*;

use super::*;
use crate::id::{SeriesId, ShiftId};
use crate::planning::board::sample::{at, shift};
use crate::series::{Rule, occurrences, placed};
use crate::text::Label;
use crate::time::Instant;

const ZONE: Zone = Zone::PARIS;

fn label(text: &str) -> Label {
    text.parse().unwrap()
}

fn first_day() -> Day {
    "2026-03-09".parse().unwrap()
}

/// So many Mondays of March and after, with their pattern: the clock changes on the way.
fn mondays(count: i64) -> (Vec<(Day, ShiftOut)>, Pattern) {
    let first = shift("2026-03-09T08:00", "2026-03-09T12:00");
    let rule = format!("FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;COUNT={count}");
    let days = rule.parse::<Rule>().unwrap().days(first_day());
    let id = SeriesId::new();
    let made = occurrences(&first, first_day(), &days, ZONE).into_iter();
    let made = made.map(|(day, one)| (day, placed(one.shift, id, day)));
    (made.collect(), Pattern::of(&first, first_day()))
}

fn change(patch: ShiftPatch) -> SeriesEditIn {
    SeriesEditIn {
        scope: SeriesScope::Series,
        patch,
        choices: Vec::new(),
        override_rules: None,
        dry_run: false,
    }
}

fn named(role: &str) -> ShiftPatch {
    ShiftPatch {
        role: Patch::Set(label(role)),
        ..ShiftPatch::default()
    }
}

fn moved(start: Instant, end: Instant) -> ShiftPatch {
    ShiftPatch {
        start: Patch::Set(start),
        end: Patch::Set(end),
        ..ShiftPatch::default()
    }
}

fn revised_from(place: usize, patch: ShiftPatch, of: &[(Day, ShiftOut)], by: &Pattern) -> Revision {
    let (day, from) = &of[place];
    revise((from, *day), &change(patch), of, by, ZONE).unwrap()
}

fn starts(revision: &Revision) -> Vec<String> {
    let starts = revision.revised.iter().map(|one| one.candidate.shift.start);
    starts.map(|start| start.to_string()).collect()
}

fn reasons(revision: &Revision) -> Vec<(ShiftId, SeriesKeptReason)> {
    let kept = revision.kept.iter();
    kept.map(|kept| (kept.shift_id, kept.reason)).collect()
}

#[test]
fn a_change_of_time_is_by_the_clock_on_the_wall() {
    let (all, pattern) = mondays(4);
    let patch = moved(at("2026-03-16T10:00"), at("2026-03-16T14:00"));
    let revision = revised_from(1, patch, &all, &pattern);
    assert_eq!(
        starts(&revision),
        [
            "2026-03-09T09:00:00Z",
            "2026-03-16T09:00:00Z",
            "2026-03-23T09:00:00Z",
            "2026-03-30T08:00:00Z"
        ]
    );
    assert!(
        revision
            .revised
            .iter()
            .all(|one| one.candidate.standing == Standing::Moved)
    );
}

#[test]
fn what_one_has_of_its_own_it_keeps_value_by_value() {
    let (mut all, pattern) = mondays(4);
    all[1].1.role = label("Poursuite");
    all[2].1.start = at("2026-03-23T09:00");
    all[3].1.status = ShiftStatus::Cancelled;
    let ids: Vec<_> = all.iter().map(|(_, shift)| shift.id).collect();

    let revision = revised_from(0, named("Lumiere"), &all, &pattern);
    let changed: Vec<_> = revision.revised.iter().map(|one| one.before.id).collect();
    assert_eq!(changed, [ids[0], ids[2]], "its time is no reason");
    assert_eq!(
        reasons(&revision),
        [
            (ids[1], SeriesKeptReason::Own),
            (ids[3], SeriesKeptReason::Cancelled)
        ]
    );
    assert_eq!(revision.pattern.shift.role, label("Lumiere"));

    let patch = moved(at("2026-03-09T10:00"), at("2026-03-09T14:00"));
    let revision = revised_from(0, patch, &all, &pattern);
    let changed: Vec<_> = revision.revised.iter().map(|one| one.before.id).collect();
    assert_eq!(changed, [ids[0], ids[1]], "its role is no reason");
}

/// The one that is open on the screen changes, whatever it had of its own.
#[test]
fn the_one_it_starts_from_changes_in_any_case() {
    let (mut all, pattern) = mondays(2);
    all[1].1.role = label("Poursuite");
    let revision = revised_from(1, named("Lumiere"), &all, &pattern);
    assert_eq!((revision.revised.len(), revision.kept.len()), (2, 0));
}

#[test]
fn what_is_each_ones_own_is_refused() {
    let (all, pattern) = mondays(2);
    let (day, from) = &all[0];
    let cancelled = ShiftPatch {
        status: Patch::Set(ShiftStatus::Cancelled),
        ..ShiftPatch::default()
    };
    let backwards = moved(at("2026-03-09T12:00"), at("2026-03-09T08:00"));
    for (patch, pointer) in [(cancelled, "/patch/status"), (backwards, "/patch/end")] {
        let refused = revise((from, *day), &change(patch), &all, &pattern, ZONE);
        assert_eq!(refused.unwrap_err().pointer, pointer);
    }
}

#[test]
fn following_holds_the_day_itself() {
    let (before, day) = (first_day(), first_day().plus_days(7));
    assert!(SeriesScope::Following.holds(day, day));
    assert!(!SeriesScope::Following.holds(day, before));
    assert!(SeriesScope::Series.holds(day, before));
}

/// What one occurrence has of its own: nothing, a role, an hour, or that it is called off.
fn own(shift: &mut ShiftOut, what: u8) {
    match what {
        1 => shift.role = label("Poursuite"),
        2 => shift.start = shift.start.plus_minutes(30),
        3 => shift.status = ShiftStatus::Cancelled,
        _ => {}
    }
}

proptest! {
    /// After any change, each occurrence has of its own what it had, and nothing else: those
    /// that went by the pattern go by the new one, on its own day, and the cancelled did not move.
    #[test]
    fn a_change_leaves_each_what_it_has_of_its_own(
        owns in prop::collection::vec(0..4u8, 2..9),
        hours in -5..6i64,
        renamed in any::<bool>(),
    ) {
        let (mut all, pattern) = mondays(owns.len().try_into().unwrap());
        let places = all.iter_mut().zip(&owns).skip(1);
        places.for_each(|((_, shift), what)| own(shift, *what));
        let from = all[0].1.clone();
        let by = |at: Instant| at.plus_minutes(hours * 60);
        let mut patch = moved(by(from.start), by(from.end));
        if renamed {
            patch.role = Patch::Set(label("Lumiere"));
        }
        let revision = revised_from(0, patch, &all, &pattern);
        let mut after = all.clone();
        for one in &revision.revised {
            let id = one.candidate.shift.id;
            let place = after.iter_mut().find(|(_, shift)| shift.id == id);
            place.unwrap().1 = one.candidate.shift.clone();
        }
        for (place, (day, shift)) in after.iter().enumerate() {
            let before = &all[place].1;
            let expected = revision.pattern.on(*day, ZONE);
            let what = if place == 0 { 0 } else { owns[place] };
            if what == 3 {
                prop_assert_eq!(shift, before);
                continue;
            }
            let role = if what == 1 { &before.role } else { &expected.role };
            let times = if what == 2 {
                (before.start, before.end)
            } else {
                (expected.start, expected.end)
            };
            prop_assert_eq!(&shift.role, role);
            prop_assert_eq!((shift.start, shift.end), times);
        }
        prop_assert_eq!(revision.pattern.on(first_day(), ZONE).start, by(from.start));
    }
}
