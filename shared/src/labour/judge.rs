//! All the rules, for one person and one week.

use super::{Breach, Calendar, Policies, Rule, Work, Workload};
use super::{day, mean, pause, rest, week};
use crate::id::UserId;
use crate::time::{Day, IsoWeek};

/// What is judged: the days and the shifts that begin in a week, by the rules in force.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The week.
    pub week: IsoWeek,
    /// Its days.
    pub calendar: &'a Calendar,
    /// The organisation's rules.
    pub policies: &'a Policies,
}

impl Scope<'_> {
    /// Whether a shift, or a run of them, begins in the week.
    pub(super) fn begins(&self, work: &Work) -> bool {
        self.calendar.week(work.start) == self.week
    }
}

/// Which rules a person's week breaks, in the order of the rules and the days.
///
/// What is judged of the week: the days and the weeks that its shifts have a part on, the
/// working days and calls that begin in it, and the rests before and after them.
#[must_use]
pub fn breaches(person: UserId, load: &Workload, scope: &Scope<'_>) -> Vec<Breach> {
    let mut found = Found {
        person,
        scope,
        breaches: Vec::new(),
    };
    if load.works().iter().any(|work| scope.begins(work)) {
        day::judge(load, &mut found);
        rest::judge(load, &mut found);
        week::judge(load, &mut found);
        mean::judge(load, &mut found);
        pause::judge(load, &mut found);
    }
    found
        .breaches
        .sort_by_key(|breach| (breach.rule, breach.day));
    found.breaches
}

/// What was found so far.
pub(super) struct Found<'a> {
    person: UserId,
    pub(super) scope: &'a Scope<'a>,
    breaches: Vec<Breach>,
}

/// What a rule measured, and what it allows, in minutes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    pub(super) rule: Rule,
    pub(super) day: Day,
    pub(super) measured: i64,
    pub(super) limit: u32,
    pub(super) nth: Option<u32>,
}

impl Found<'_> {
    /// Notes a breach, unless the rule is off.
    pub(super) fn add<'w>(&mut self, measure: Measure, works: impl Iterator<Item = &'w Work>) {
        let Measure {
            rule,
            day,
            measured,
            limit,
            nth,
        } = measure;
        let level = self.scope.policies.on(day).1.of(rule);
        if level.is_off() {
            return;
        }
        self.breaches.push(Breach {
            rule,
            level,
            person_id: self.person,
            day,
            measured,
            limit: i64::from(limit),
            nth,
            shift_ids: works.map(|work| work.shift_id).collect(),
        });
    }
}
