//! Work and rest of a civil week: Monday 00:00 to Sunday 24:00 (FIELD.md A5).

use super::judge::{Found, Measure};
use super::{Rule, Work, Workload};
use crate::time::{Instant, IsoWeek};

/// As much of a weekly rest as must lie inside the week, in minutes: its day, without the
/// daily rest that may reach over the edge.
const INSIDE: i64 = 24 * 60;

/// Judges the hours of the weeks that the week's shifts have a part in, and its own rest.
pub(super) fn judge(load: &Workload, found: &mut Found<'_>) {
    for week in weeks(load, found) {
        let limit = found.scope.policies.on(week.monday()).0.weekly_work;
        let measured = load.weeks().get(week);
        if measured > i64::from(limit) {
            add(Rule::WeeklyWork, week, (measured, limit), load, found);
        }
    }
    let week = found.scope.week;
    let limit = found.scope.policies.on(week.monday()).0.weekly_rest;
    let measured = longest_rest(load, week, found);
    if measured < i64::from(limit) {
        add(Rule::WeeklyRest, week, (measured, limit), load, found);
    }
}

/// The week, and the next one when a shift of the week goes on into it.
pub(super) fn weeks(load: &Workload, found: &Found<'_>) -> impl Iterator<Item = IsoWeek> + use<> {
    let scope = found.scope;
    let next = scope.week.plus_weeks(1);
    let monday = scope.calendar.midnight(next.monday());
    let goes_on = |work: &Work| work.start < monday && monday < work.end;
    let last = load.works().iter().any(goes_on).then_some(next);
    std::iter::once(scope.week).chain(last)
}

/// Notes a breach of a week's rule, with the shifts that have a part in the week.
pub(super) fn add(
    rule: Rule,
    week: IsoWeek,
    (measured, limit): (i64, u32),
    load: &Workload,
    found: &mut Found<'_>,
) {
    let (from, to) = edges(week, found);
    let measure = Measure {
        rule,
        day: week.monday(),
        measured,
        limit,
        nth: None,
    };
    let inside = |work: &&Work| work.start < to && from < work.end;
    found.add(measure, load.works().iter().filter(inside));
}

fn edges(week: IsoWeek, found: &Found<'_>) -> (Instant, Instant) {
    let midnight = |week: IsoWeek| found.scope.calendar.midnight(week.monday());
    (midnight(week), midnight(week.plus_weeks(1)))
}

/// The longest rest that is the week's, in minutes. One that reaches over an edge is measured
/// whole where a day of it lies inside, so that a free Sunday counts with the night after it.
fn longest_rest(load: &Workload, week: IsoWeek, found: &Found<'_>) -> i64 {
    let (from, to) = edges(week, found);
    let far = i64::from(u16::MAX);
    let mut longest = 0;
    let mut since = from.plus_minutes(-far);
    let ends = load.works().iter().map(|work| (work.start, work.end));
    let end = to.plus_minutes(far);
    for (start, next) in ends.chain([(end, end)]) {
        let inside = start.min(to).minutes_since(since.max(from));
        let whole = start.minutes_since(since);
        longest = longest.max(if inside >= INSIDE { whole } else { inside });
        since = since.max(next);
    }
    longest
}
