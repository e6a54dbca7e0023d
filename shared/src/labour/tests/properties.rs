//! What holds for any week.

use proptest::prelude::*;

use super::*;

/// A shift that begins in the judged week or just beside it.
fn any_work() -> impl Strategy<Value = Work> {
    let times = (-8_i64..9, 0_i64..288, 6_i64..190);
    (times, 0_i64..4, any::<bool>()).prop_map(|((day, start, length), rest, extended)| {
        let week: IsoWeek = WEEK.parse().unwrap();
        let midnight = Zone::PARIS.midnight(week.monday().plus_days(day));
        let start = midnight.plus_minutes(start * 5);
        Work {
            shift_id: ShiftId::new(),
            start,
            end: start.plus_minutes(length * 5),
            break_minutes: BreakMinutes::try_from(rest * 5).unwrap(),
            terms: if extended {
                Terms::Extended
            } else {
                Terms::Ordinary
            },
        }
    })
}

fn any_week() -> impl Strategy<Value = Vec<Work>> {
    prop::collection::vec(any_work(), 0..14)
}

fn nobody(breaches: Vec<Breach>) -> Vec<Breach> {
    let person_id = UserId::from_uuid(uuid::Uuid::nil());
    let nobodys = |breach| Breach {
        person_id,
        ..breach
    };
    breaches.into_iter().map(nobodys).collect()
}

fn week() -> IsoWeek {
    WEEK.parse().unwrap()
}

proptest! {
    #[test]
    fn the_order_of_shifts_does_not_matter(mut works in any_week()) {
        let found = nobody(judged(week(), &works, &Policies::default()));
        works.reverse();
        prop_assert_eq!(found, nobody(judged(week(), &works, &Policies::default())));
    }

    #[test]
    fn less_work_is_never_too_much(works in any_week(), place in any::<prop::sample::Index>()) {
        prop_assume!(!works.is_empty());
        // On one set of terms: without its load-in a day has shorter limits.
        let ordinary = |work: &Work| Work { terms: Terms::Ordinary, ..*work };
        let works: Vec<_> = works.iter().map(ordinary).collect();
        let mut fewer = works.clone();
        fewer.remove(place.index(works.len()));
        let of_work = [Rule::DailyWork, Rule::WeeklyWork, Rule::MeanWork, Rule::WeeklyRest];
        let before = nobody(judged(week(), &works, &Policies::default()));
        let after = nobody(judged(week(), &fewer, &Policies::default()));
        let worse = caused(&before, after).into_iter().filter(|it| of_work.contains(&it.rule));
        prop_assert_eq!(worse.count(), 0);
    }

    #[test]
    fn another_week_with_the_same_offsets_is_judged_alike(works in any_week()) {
        let found = judged(week(), &works, &Policies::default());
        let minutes = 2 * 7 * 24 * 60;
        let moved = |work: &Work| Work {
            start: work.start.plus_minutes(minutes),
            end: work.end.plus_minutes(minutes),
            ..*work
        };
        let later: Vec<_> = works.iter().map(moved).collect();
        let later = judged(week().plus_weeks(2), &later, &Policies::default());
        let back = |breach: Breach| Breach { day: breach.day.plus_days(-14), ..breach };
        let later = later.into_iter().map(back).collect();
        prop_assert_eq!(nobody(found), nobody(later));
    }

    #[test]
    fn what_is_put_and_taken_was_never_there(works in any_week(), more in any_work()) {
        let calendar = Calendar::around(week(), Zone::PARIS);
        let weeks = WeekTotals::new(week().plus_weeks(-WEEKS_AROUND), vec![0; 23]);
        let mut load = Workload::new(Vec::new(), weeks);
        for work in &works {
            load.put(*work, &calendar);
        }
        let with = load.with(None, Some(more), &calendar);
        prop_assert_eq!(with.with(Some(&more), None, &calendar), load);
    }

    #[test]
    fn every_breach_is_beyond_its_limit(works in any_week()) {
        for breach in judged(week(), &works, &Policies::default()) {
            let beyond = if breach.rule.has_most() {
                breach.measured > breach.limit
            } else {
                breach.measured < breach.limit
            };
            prop_assert!(beyond && !breach.shift_ids.is_empty(), "{:?}", breach);
        }
    }
}
