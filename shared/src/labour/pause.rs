//! One call: the break that is due in it, and how short it may be (FIELD.md A5).

use super::judge::{Found, Measure};
use super::{Rule, Workload};
use crate::time::Instant;

/// Shifts with nothing between them that would be a break: one call.
#[derive(Debug, Clone, Copy)]
struct Run {
    end: Instant,
    worked: i64,
    rested: i64,
    first: usize,
    last: usize,
}

fn runs(load: &Workload, found: &Found<'_>) -> Vec<Run> {
    let scope = found.scope;
    let mut runs: Vec<Run> = Vec::with_capacity(load.works().len());
    for (place, work) in load.works().iter().enumerate() {
        let day = scope.calendar.day(work.start);
        let pause = i64::from(scope.policies.on(day).0.pause);
        let rested = work.break_minutes.minutes();
        match runs.last_mut() {
            Some(run) if work.start.minutes_since(run.end) < pause.max(1) => {
                run.end = run.end.max(work.end);
                run.worked += work.minutes();
                run.rested += rested;
                run.last = place + 1;
            }
            _ => runs.push(Run {
                end: work.end,
                worked: work.minutes(),
                rested,
                first: place,
                last: place + 1,
            }),
        }
    }
    runs
}

/// Judges the calls that begin in the week.
pub(super) fn judge(load: &Workload, found: &mut Found<'_>) {
    for run in runs(load, found) {
        let works = || load.works().iter().skip(run.first);
        let works = || works().take(run.last - run.first);
        let Some(first) = works().next().filter(|work| found.scope.begins(work)) else {
            continue;
        };
        let day = found.scope.calendar.day(first.start);
        let limits = found.scope.policies.on(day).0;
        let measure = |rule, measured, limit| Measure {
            rule,
            day,
            measured,
            limit,
            nth: None,
        };
        if run.worked >= i64::from(limits.pause_after) && run.rested < i64::from(limits.pause) {
            let measure = measure(Rule::Pause, run.rested, limits.pause);
            found.add(measure, works());
        }
        if run.worked < i64::from(limits.shortest_call) {
            let measure = measure(Rule::ShortestCall, run.worked, limits.shortest_call);
            found.add(measure, works());
        }
    }
}
