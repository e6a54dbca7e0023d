//! Work of a civil day, cut at midnight (FIELD.md A5, B2).

use super::judge::{Found, Measure};
use super::{Rule, Terms, Work, Workload};
use crate::time::Day;

/// The days that shifts of a week have a part on: its own, and the next Monday.
const DAYS: usize = 8;

/// Judges the work of each day. One load-in, strike or tour stop makes the day a longer one.
pub(super) fn judge(load: &Workload, found: &mut Found<'_>) {
    let scope = found.scope;
    let monday = scope.week.monday();
    let mut days = [(0, Terms::Ordinary, false); DAYS];
    for work in load.works() {
        let of_the_week = scope.begins(work);
        for (day, minutes) in work.parts(scope.calendar).days() {
            let place = usize::try_from(day.days_since(monday)).ok();
            if let Some(total) = place.and_then(|n| days.get_mut(n)) {
                total.0 += minutes;
                total.1 = total.1.or(work.terms);
                total.2 |= of_the_week;
            }
        }
    }
    for (n, (measured, terms, of_the_week)) in (0..).zip(days) {
        let day = monday.plus_days(n);
        let limits = scope.policies.on(day).0;
        let limit = match terms {
            Terms::Ordinary => limits.daily_work,
            Terms::Extended => limits.daily_work_extended,
        };
        if of_the_week && measured > i64::from(limit) {
            let measure = Measure {
                rule: Rule::DailyWork,
                day,
                measured,
                limit,
                nth: None,
            };
            let on_day = |work: &&Work| works_on(work, day, found.scope.calendar);
            found.add(measure, load.works().iter().filter(on_day));
        }
    }
}

fn works_on(work: &Work, day: Day, calendar: &super::Calendar) -> bool {
    work.parts(calendar).days().any(|(on, _)| on == day)
}
