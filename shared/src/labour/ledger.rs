//! What several people have to do, kept while shifts are put and taken.

use std::collections::BTreeMap;

use super::{
    Breach, Calendar, LabourOut, PersonWork, Policies, Scope, WeekTotals, Work, Workload, breaches,
    caused,
};
use crate::id::UserId;
use crate::time::{IsoWeek, Zone};

/// What several people have to do, and the rules that it is held to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    first_week: IsoWeek,
    calendar: Calendar,
    policies: Policies,
    loads: BTreeMap<UserId, Workload>,
}

impl Ledger {
    /// What was read around these weeks, with the shifts inside the window.
    #[must_use]
    pub fn new(
        read: &LabourOut,
        weeks: (IsoWeek, IsoWeek),
        zone: Zone,
        shifts: impl Iterator<Item = PersonWork>,
    ) -> Self {
        Self {
            first_week: IsoWeek::of(read.first_week),
            calendar: Calendar::of(weeks, zone),
            policies: Policies::new(read.policies.clone()),
            loads: read.loads(shifts),
        }
    }

    /// The people who have something to do.
    pub fn people(&self) -> impl Iterator<Item = UserId> + '_ {
        self.loads.keys().copied()
    }

    fn nothing(&self) -> Workload {
        Workload::new(Vec::new(), WeekTotals::new(self.first_week, Vec::new()))
    }

    /// Counts a shift.
    pub fn put(&mut self, person: UserId, work: Work) {
        let nothing = self.nothing();
        let load = self.loads.entry(person).or_insert(nothing);
        load.put(work, &self.calendar);
    }

    /// Counts a shift no more.
    pub fn take(&mut self, person: UserId, work: &Work) {
        if let Some(load) = self.loads.get_mut(&person) {
            load.take(work, &self.calendar);
        }
    }

    /// What a person's week breaks.
    #[must_use]
    pub fn breaches(&self, person: UserId, week: IsoWeek) -> Vec<Breach> {
        let load = self.loads.get(&person);
        load.map_or_else(Vec::new, |load| self.judge(person, load, week))
    }

    fn judge(&self, person: UserId, load: &Workload, week: IsoWeek) -> Vec<Breach> {
        let scope = Scope {
            week,
            calendar: &self.calendar,
            policies: &self.policies,
        };
        breaches(person, load, &scope)
    }

    /// The week that a shift is judged in: the one that it begins in.
    #[must_use]
    pub fn week(&self, work: &Work) -> IsoWeek {
        self.calendar.week(work.start)
    }

    /// What a person's week would break with a shift in place of another.
    #[must_use]
    pub fn breaches_with(
        &self,
        person: UserId,
        week: IsoWeek,
        (before, after): (Option<&Work>, Option<Work>),
    ) -> Vec<Breach> {
        let changed = match self.loads.get(&person) {
            Some(load) => load.with(before, after, &self.calendar),
            None => self.nothing().with(None, after, &self.calendar),
        };
        self.judge(person, &changed, week)
    }

    /// What a person's new shift would break, or break further, in its week.
    #[must_use]
    pub fn caused(&self, person: UserId, work: Work) -> Vec<Breach> {
        let week = self.week(&work);
        let after = self.breaches_with(person, week, (None, Some(work)));
        caused(&self.breaches(person, week), after)
    }
}
