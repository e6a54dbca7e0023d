//! Working days and the rests between them, in real elapsed time (FIELD.md A5, B2).
//!
//! A working day may go on past midnight, so it is not the civil day: it is a run of shifts
//! without a daily rest between them.

use super::judge::{Found, Measure, Scope};
use super::{Rule, Terms, Work, Workload};
use crate::time::{Day, Instant, IsoWeek};

/// A pause shorter than this, in minutes, is inside a working day even when midnight is in it:
/// nobody takes it for a night's rest, and the amplitude says if the day gets too long.
const PAUSE: i64 = 4 * 60;

/// A working day: shifts `first` to before `last` of the load.
#[derive(Debug, Clone, Copy)]
struct Journey {
    start: Instant,
    end: Instant,
    day: Day,
    terms: Terms,
    first: usize,
    last: usize,
}

impl Journey {
    fn of(work: &Work, place: usize, scope: &Scope<'_>) -> Self {
        Self {
            start: work.start,
            end: work.end,
            day: scope.calendar.day(work.start),
            terms: work.terms,
            first: place,
            last: place + 1,
        }
    }

    /// Whether a shift is still of this working day.
    fn holds(&self, next: &Work, scope: &Scope<'_>) -> bool {
        let limits = scope.policies.on(self.day).0;
        let gap = next.start.minutes_since(self.end);
        if gap >= i64::from(limits.daily_rest) {
            return false;
        }
        let span = next.end.minutes_since(self.start);
        let fits = span <= i64::from(limits.amplitude) || gap < i64::from(limits.short_rest);
        gap < PAUSE || (scope.calendar.day(next.start) == self.day && fits)
    }

    fn works<'a>(&self, load: &'a Workload) -> impl Iterator<Item = &'a Work> {
        let count = self.last - self.first;
        load.works().iter().skip(self.first).take(count)
    }
}

fn journeys(load: &Workload, scope: &Scope<'_>) -> Vec<Journey> {
    let mut journeys: Vec<Journey> = Vec::with_capacity(load.works().len());
    for (place, work) in load.works().iter().enumerate() {
        match journeys.last_mut() {
            Some(journey) if journey.holds(work, scope) => {
                journey.end = journey.end.max(work.end);
                journey.terms = journey.terms.or(work.terms);
                journey.last = place + 1;
            }
            _ => journeys.push(Journey::of(work, place, scope)),
        }
    }
    journeys
}

/// Judges the working days that begin in the week, and the rests before and after them.
pub(super) fn judge(load: &Workload, found: &mut Found<'_>) {
    let scope = found.scope;
    let journeys = journeys(load, scope);
    let begins = |journey: &Journey| IsoWeek::of(journey.day) == scope.week;
    for journey in journeys.iter().filter(|journey| begins(journey)) {
        amplitude(journey, load, found);
    }
    let mut short = Vec::new();
    for (before, after) in journeys.iter().zip(journeys.iter().skip(1)) {
        let Some(measure) = rest(before, after, scope, &mut short) else {
            continue;
        };
        if begins(before) || begins(after) {
            found.add(measure, before.works(load).chain(after.works(load)));
        }
    }
}

fn amplitude(journey: &Journey, load: &Workload, found: &mut Found<'_>) {
    let limit = found.scope.policies.on(journey.day).0.amplitude;
    let measured = journey.end.minutes_since(journey.start);
    if measured > i64::from(limit) {
        let measure = Measure {
            rule: Rule::Amplitude,
            day: journey.day,
            measured,
            limit,
            nth: None,
        };
        found.add(measure, journey.works(load));
    }
}

/// What is wrong with the rest between two working days. Short ones that are allowed are
/// counted in `short`, by the day that they begin late for.
fn rest(
    before: &Journey,
    after: &Journey,
    scope: &Scope<'_>,
    short: &mut Vec<Day>,
) -> Option<Measure> {
    let limits = scope.policies.on(after.day).0;
    let measured = after.start.minutes_since(before.end);
    if measured >= i64::from(limits.daily_rest) {
        return None;
    }
    let measure = |nth| Measure {
        rule: Rule::DailyRest,
        day: after.day,
        measured,
        limit: limits.daily_rest,
        nth,
    };
    let allowed = before.terms.or(after.terms) == Terms::Extended;
    if !allowed || measured < i64::from(limits.short_rest) {
        return Some(measure(None));
    }
    short.push(after.day);
    let count = |near: &dyn Fn(&Day) -> bool| {
        let days = short.iter().filter(|day| near(day)).count();
        u32::try_from(days).unwrap_or(u32::MAX)
    };
    let week = IsoWeek::of(after.day);
    let in_week = count(&|day| IsoWeek::of(*day) == week);
    let in_seven = count(&|day| after.day.days_since(*day) < 7);
    let over = in_week > limits.short_rests_a_week || in_seven > limits.short_rests_in_seven_days;
    over.then(|| measure(Some(in_week.max(in_seven))))
}
