//! Series: what a master, its dates and its exceptions come to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Duration, NaiveDate, NaiveTime};
use shared::time::{Instant, Wall};

use super::component::{Component, Range};
use super::dates::Dates;
use super::limits::{MOST_WALKED, Work};
use super::reading::{Details, NoteKind, Occurrence, Refusal, Repeats, Scope};
use super::rule::{Rule, Until, Walked};
use super::times::{Length, Written};
use super::zones::Zones;

/// The last year that a series reaches into.
const LAST_YEAR: i32 = 2299;

/// A series with all that belongs to it.
#[derive(Debug)]
pub(super) struct Series<'a> {
    /// The component that says when it is.
    pub(super) master: &'a Component<'a>,
    /// Those that change single times of it, in the order of the file.
    pub(super) exceptions: &'a [Component<'a>],
    /// The zones of its calendar.
    pub(super) zones: &'a Zones,
    /// What is wanted of it.
    pub(super) scope: &'a Scope,
}

/// What a series comes to.
#[derive(Debug)]
pub(super) struct Expanded {
    /// How often it happens.
    pub(super) repeats: Repeats,
    /// Its times, by start.
    pub(super) occurrences: Vec<Occurrence>,
    /// What is to be known of it.
    pub(super) notes: Vec<NoteKind>,
}

/// The starts that a series has by itself, each with its length.
type Starts = BTreeMap<Instant, (Written, Length)>;

impl Series<'_> {
    /// Works out the occurrences.
    pub(super) fn expand(&self, work: &mut Work) -> Result<Expanded, Refusal> {
        work.ensure_left()?;
        let (start, length) = self.master.times.as_ref().ok_or(Refusal::InvalidTime)?;
        let dates = Dates::of(self.master.draft, start, self.zones)?;
        let mut expanded = Expanded {
            repeats: Repeats::Daily,
            occurrences: Vec::new(),
            notes: Vec::new(),
        };
        if dates.unread > 0 {
            expanded.notes.push(NoteKind::BadDate);
        }
        let mut starts = Starts::new();
        let first = start.instant().ok_or(Refusal::InvalidTime)?;
        starts.insert(first, (start.clone(), *length));
        for property in self.master.draft.all("RRULE") {
            let rule = Rule::parse(property.plain())?;
            if rule.repeats() == Repeats::InDays {
                expanded.repeats = Repeats::InDays;
            }
            let (walls, cut) = self.ruled(&rule, work)?;
            if cut {
                expanded.notes.push(NoteKind::Cut);
            }
            // A series that ended before it began has not even its first start.
            if walls.is_empty() {
                starts.remove(&first);
            }
            starts.extend(walls.into_iter().map(|(at, wall)| (at, (wall, *length))));
        }
        for (date, own) in dates.added {
            if let Some(at) = date.instant() {
                // A period says more than a start that the series has anyway.
                if own.is_some() || !starts.contains_key(&at) {
                    starts.insert(at, (date, own.unwrap_or(*length)));
                }
            }
        }
        self.leave_out(&mut starts, work)?;
        let mut left_out = BTreeSet::new();
        starts.retain(|at, (start, _)| {
            let stays = !dates.left_out.holds(start, *at);
            if !stays {
                left_out.insert(*at);
            }
            stays
        });
        let exceptions = Exceptions::of(self, start, &starts, &left_out);
        if exceptions.stray && !expanded.notes.contains(&NoteKind::Cut) {
            expanded.notes.push(NoteKind::StrayException);
        }
        expanded.occurrences = exceptions.applied(self.master, starts);
        self.narrow(&mut expanded, work);
        Ok(expanded)
    }

    /// Takes out what the rules of the old standard exclude (EXRULE, RFC 2445).
    fn leave_out(&self, starts: &mut Starts, work: &mut Work) -> Result<(), Refusal> {
        for property in self.master.draft.all("EXRULE") {
            let rule = Rule::parse(property.plain())?;
            for (at, _) in self.ruled(&rule, work)?.0 {
                starts.remove(&at);
            }
        }
        Ok(())
    }

    /// The starts by a rule, the first one among them, as it counts too; none where the rule
    /// ended before it. And whether there would be more.
    fn ruled(
        &self,
        rule: &Rule,
        work: &mut Work,
    ) -> Result<(Vec<(Instant, Written)>, bool), Refusal> {
        let (start, _) = self.master.times.as_ref().ok_or(Refusal::InvalidTime)?;
        let end = self.end(rule, start).ok_or(Refusal::InvalidTime)?;
        let most = if self.scope.window.is_some() {
            MOST_WALKED
        } else {
            self.scope.most.min(MOST_WALKED)
        };
        let last = |at: Instant, wall: Wall| match rule.until {
            None => true,
            Some(Until::Day(day)) => wall.date() <= day,
            Some(Until::Wall(until)) => wall <= until,
            Some(Until::Utc(until)) if start.is_day() && until.time() == NaiveTime::MIN => {
                wall.date() <= until.date()
            }
            Some(Until::Utc(until)) => at <= Instant::new(until.and_utc()),
        };
        let first = start.instant().ok_or(Refusal::InvalidTime)?;
        if !last(first, start.wall) {
            return Ok((Vec::new(), false));
        }
        let mut walked = if end < start.wall {
            Walked::default()
        } else {
            rule.walk(start.wall, end, most, work)?
        };
        // The first start counts as the first time, also when the rule does not hold for it; with
        // several rules it cannot be said which counts it.
        let only = self.master.draft.all("RRULE").count() == 1;
        if only && walked.walls.first() != Some(&start.wall) {
            walked.walls.insert(0, start.wall);
        }
        walked.walls.truncate(rule.count().unwrap_or(usize::MAX));
        let day = |wall: Wall| {
            if start.is_day() {
                wall.date().and_time(NaiveTime::MIN)
            } else {
                wall
            }
        };
        let starts = walked.walls.into_iter().filter_map(|wall| {
            let start = start.at(day(wall));
            Some((start.instant()?, start))
        });
        Ok((
            starts.filter(|(at, start)| last(*at, start.wall)).collect(),
            walked.cut,
        ))
    }

    /// How far a rule is walked: a day beyond its end, since it is compared more exactly, or
    /// beyond the window.
    fn end(&self, rule: &Rule, start: &Written) -> Option<Wall> {
        let beyond = NaiveDate::from_ymd_opt(LAST_YEAR, 12, 30)?.and_time(NaiveTime::MIN);
        let until = match rule.until {
            None => beyond,
            Some(Until::Day(day)) => day.and_time(NaiveTime::MIN),
            Some(Until::Wall(wall) | Until::Utc(wall)) => wall,
        };
        let window = self
            .scope
            .window
            .map(|window| start.zone.wall(window.until));
        let end = until.min(window.unwrap_or(beyond)).min(beyond);
        end.checked_add_signed(Duration::hours(36))
    }

    /// Keeps what is wanted: in the window, and not too many.
    fn narrow(&self, expanded: &mut Expanded, work: &mut Work) {
        if let Some(window) = self.scope.window {
            let inside = |one: &Occurrence| {
                one.times.end > window.from && one.times.start < window.until
                    || one.times.start == window.from
            };
            expanded.occurrences.retain(inside);
        }
        expanded.occurrences.sort_by_key(|one| one.times.start);
        if expanded.occurrences.len() > self.scope.most {
            expanded.occurrences.truncate(self.scope.most);
            expanded.notes.push(NoteKind::Cut);
        }
        work.keep(expanded.occurrences.len());
    }
}

/// The exceptions of a series, each where it belongs.
#[derive(Debug)]
struct Exceptions<'a> {
    /// By the start that the series gives them.
    single: BTreeMap<Instant, &'a Component<'a>>,
    /// From when on, the latest last.
    onwards: BTreeMap<Instant, &'a Component<'a>>,
    /// Whether there is one for a time that the series does not have.
    stray: bool,
}

impl<'a> Exceptions<'a> {
    fn of(
        series: &'a Series<'_>,
        start: &Written,
        starts: &Starts,
        left_out: &BTreeSet<Instant>,
    ) -> Self {
        let mut exceptions = Self {
            single: BTreeMap::new(),
            onwards: BTreeMap::new(),
            stray: false,
        };
        let days: BTreeMap<NaiveDate, Instant> = starts
            .iter()
            .map(|(at, (start, _))| (start.wall.date(), *at))
            .collect();
        let mut components: Vec<&Component<'_>> = series.exceptions.iter().collect();
        // Of two for the same time, the one of the higher SEQUENCE, or else the later, holds.
        components.sort_by_key(|component| component.sequence);
        for component in components {
            let Some(exception) = &component.exception else {
                continue;
            };
            let Some(mut at) = exception.of.instant() else {
                continue;
            };
            if exception.of.is_day() || start.is_day() {
                let wall = if exception.of.is_day() {
                    exception.of.wall
                } else {
                    start.zone.wall(at)
                };
                at = days.get(&wall.date()).copied().unwrap_or(at);
            }
            // The series says of itself that it does not have this time, or a newer version of it
            // has none any more.
            let had = starts.contains_key(&at);
            if left_out.contains(&at) || !had && component.sequence < series.master.sequence {
                continue;
            }
            exceptions.stray |= !had;
            match exception.range {
                Range::This => exceptions.single.insert(at, component),
                Range::Onwards => exceptions.onwards.insert(at, component),
            };
        }
        exceptions
    }

    /// The occurrences of the series with its exceptions in the places of what they are for.
    fn applied(mut self, master: &Component<'_>, starts: Starts) -> Vec<Occurrence> {
        let mut occurrences = Vec::with_capacity(starts.len());
        for (at, (start, length)) in starts {
            let single = self.single.remove(&at);
            let onwards = self.onwards.range(..=at).next_back();
            occurrences.extend(match (single, onwards) {
                (Some(exception), _) => excepted(exception, master, at, (&start, length)),
                (None, Some((from, exception))) => {
                    moved(exception, *from, master, at, (&start, length))
                }
                (None, None) => occurrence(at, master, &master.details, &start, length),
            });
        }
        for (at, exception) in self.single {
            if let Some((start, length)) = &exception.times {
                occurrences.extend(occurrence(
                    at,
                    exception,
                    &exception.details,
                    start,
                    *length,
                ));
            }
        }
        occurrences
    }
}

/// The occurrence of an exception; where it says no times, those of the series.
fn excepted(
    exception: &Component<'_>,
    master: &Component<'_>,
    at: Instant,
    (start, length): (&Written, Length),
) -> Option<Occurrence> {
    match &exception.times {
        Some((start, length)) => occurrence(at, exception, &exception.details, start, *length),
        None => occurrence(at, exception, &called_off(exception, master), start, length),
    }
}

/// What a master says, with what an exception without times says of its status.
fn called_off(exception: &Component<'_>, master: &Component<'_>) -> Arc<Details> {
    Arc::new(Details {
        status: exception.details.status.clone(),
        cancelled: exception.details.cancelled,
        ..(*master.details).clone()
    })
}

/// The occurrence of a series whose times were changed from `from` on: as much earlier or
/// later, on the wall, as the first of them.
fn moved(
    exception: &Component<'_>,
    from: Instant,
    master: &Component<'_>,
    at: Instant,
    (start, length): (&Written, Length),
) -> Option<Occurrence> {
    let Some((new, length)) = &exception.times else {
        return occurrence(at, exception, &called_off(exception, master), start, length);
    };
    let shift = new.wall - new.zone.wall(from);
    let start = new.at(new.zone.wall(at).checked_add_signed(shift)?);
    occurrence(at, exception, &exception.details, &start, *length)
}

fn occurrence(
    at: Instant,
    component: &Component<'_>,
    details: &Arc<Details>,
    start: &Written,
    length: Length,
) -> Option<Occurrence> {
    Some(Occurrence {
        line: component.draft.line,
        recurrence_id: Some(at),
        times: length.times(start)?,
        details: Arc::clone(details),
    })
}
