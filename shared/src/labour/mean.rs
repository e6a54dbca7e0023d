//! The mean work of a week over any twelve in a row (L3121-22).

use super::judge::Found;
use super::week;
use super::{Rule, Workload};

/// How many weeks the mean is taken over.
const WEEKS: i64 = 12;

/// How many weeks either side of the judged one are looked at.
pub const WEEKS_AROUND: i64 = WEEKS - 1;

/// Judges every twelve weeks that hold a week of the judged one's shifts, as far as the weeks
/// around the judged one are known; tells the worst.
pub(super) fn judge(load: &Workload, found: &mut Found<'_>) {
    let judged = found.scope.week;
    for week in week::weeks(load, found) {
        let limit = found.scope.policies.on(week.monday()).0.mean_work;
        let later = week.monday().days_since(judged.monday()) / 7;
        let firsts = later - WEEKS_AROUND..=0;
        let sums = firsts.map(|first| -> i64 {
            let weeks = (0..WEEKS).map(|n| load.weeks().get(judged.plus_weeks(first + n)));
            weeks.sum()
        });
        let worst = sums.max().unwrap_or_default();
        if worst > i64::from(limit) * WEEKS {
            // Rounded up, so that what is over the limit never reads as the limit.
            let mean = (worst + WEEKS - 1) / WEEKS;
            week::add(Rule::MeanWork, week, (mean, limit), load, found);
        }
    }
}
