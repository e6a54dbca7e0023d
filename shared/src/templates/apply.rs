//! The shifts that a template plans: for people, on days, in weeks.

use serde::{Deserialize, Serialize};

use super::TemplateOut;
use crate::bounded::bounded;
use crate::call::Call;
use crate::id::{MissionId, OperationId, ShiftId, TemplateId, UserId, Version};
use crate::planning::judge::Candidate;
use crate::planning::planned::{ChosenPlace, PlannedRow, choose};
use crate::planning::relocate::{Times, civil_times};
use crate::shifts::{OverrideRules, ShiftOut, ShiftStatus};
use crate::time::{Day, IsoWeek, Weekdays, Zone};

/// The most shifts that one application plans.
pub const MOST_SHIFTS: usize = 2_000;

bounded! {
    /// How many weeks one after the other: 1 to 26.
    Weeks = 1..=26,
    /// How many shifts of a day are for nobody yet: 0 to 50.
    Needs = 0..=50,
}

/// Whom a template is applied to, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ApplyIn {
    /// Who works its shifts, each of them one a day. At most 200.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "server", schema(max_items = 200))]
    pub person_ids: Vec<UserId>,
    /// So many shifts a day besides, for somebody to be found.
    #[serde(default)]
    pub needs: Needs,
    /// On which days of the weeks.
    pub weekdays: Weekdays,
    /// A day of the first week. Weeks begin on Monday.
    #[cfg_attr(feature = "server", schema(example = "2026-11-23"))]
    pub from: Day,
    /// How many weeks.
    pub weeks: Weeks,
    /// What the shifts are worked for, where the template does not say or something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mission_id: Option<MissionId>,
    /// What to do otherwise than the verdicts say. At most 2000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "server", schema(max_items = 2000))]
    pub choices: Vec<ChosenPlace>,
    /// That labour rules are meant to be broken, by those that `choices` plans anyway.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_rules: Option<OverrideRules>,
    /// Whether only to tell what would happen.
    pub dry_run: bool,
}

/// What applying a template did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Applied {
    /// The operation, by which it can be undone; absent where nothing was created.
    pub operation_id: Option<OperationId>,
    /// How many shifts are created.
    pub created: u32,
    /// One row a shift: by day, each day by person as they were given, then the needs.
    pub rows: Vec<PlannedRow>,
}

/// How many shifts these days and people make.
#[must_use]
pub fn count(input: &ApplyIn) -> usize {
    let needs = usize::try_from(input.needs.number()).unwrap_or_default();
    days(input).count() * (input.person_ids.len() + needs)
}

/// The days that shifts are planned for, in their order.
fn days(input: &ApplyIn) -> impl Iterator<Item = Day> + '_ {
    let weeks = (0..input.weeks.number()).map(|n| IsoWeek::of(input.from).plus_weeks(n));
    weeks.flat_map(|week| input.weekdays.days(week))
}

/// The shifts that a template plans, for a mission: drafts at its wall times.
#[must_use]
pub fn planned(
    template: &TemplateOut,
    mission: MissionId,
    input: &ApplyIn,
    zone: Zone,
) -> Vec<(Day, Candidate)> {
    let needs = usize::try_from(input.needs.number()).unwrap_or_default();
    let people = || {
        let named = input.person_ids.iter().copied().map(Some);
        named.chain(std::iter::repeat_n(None, needs))
    };
    let mut planned = Vec::new();
    for day in days(input) {
        let Times { start, end, note } = times(template, day, zone);
        let of = |person_id| ShiftOut {
            id: ShiftId::new(),
            mission_id: mission,
            team_id: template.team_id,
            person_id,
            role: template.role.clone(),
            kind: template.kind,
            start,
            end,
            break_minutes: template.break_minutes,
            notes: None,
            status: ShiftStatus::Draft,
            overlap_reason: None,
            rules_reason: None,
            series: None,
            version: Version::FIRST,
        };
        planned.extend(people().map(|person| (day, Candidate::new(of(person), note))));
    }
    choose(&mut planned, &input.choices);
    planned
}

/// When a shift of the template is worked on a day.
fn times(template: &TemplateOut, day: Day, zone: Zone) -> Times {
    let starts = template.start.on(day);
    let lasts = chrono::Duration::minutes(template.duration_minutes.number());
    civil_times(starts, starts + lasts, zone)
}

/// Applies a template, or tells what that would do. MANAGER.
pub fn apply(id: TemplateId, input: &ApplyIn) -> Call<Applied> {
    Call::post(format!("/templates/{id}/apply")).body(input)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::TimeNote;
    use crate::missions::Hue;
    use crate::planning::judge::{Around, RowOutcome, RowVerdict, judge};
    use crate::shifts::ShiftKind;
    use crate::templates::TemplateState;
    use crate::time::{Slot, Weekday};

    fn template(start: &str, minutes: i64) -> TemplateOut {
        TemplateOut {
            id: TemplateId::new(),
            label: "Service".parse().unwrap(),
            role: "Regie son".parse().unwrap(),
            kind: ShiftKind::Spectacle,
            start: start.parse().unwrap(),
            duration_minutes: minutes.try_into().unwrap(),
            break_minutes: 0.try_into().unwrap(),
            mission_id: None,
            team_id: None,
            hue: Hue::Teal,
            state: TemplateState::Active,
            version: Version::FIRST,
        }
    }

    fn weeks(from: &str, weeks: i64, weekdays: &[Weekday]) -> ApplyIn {
        ApplyIn {
            person_ids: Vec::new(),
            needs: 1.try_into().unwrap(),
            weekdays: weekdays.to_vec().try_into().unwrap(),
            from: from.parse().unwrap(),
            weeks: weeks.try_into().unwrap(),
            mission_id: None,
            choices: Vec::new(),
            override_rules: None,
            dry_run: true,
        }
    }

    fn shown(template: &TemplateOut, input: &ApplyIn) -> Vec<(String, i64, Option<TimeNote>)> {
        let planned = planned(template, MissionId::new(), input, Zone::PARIS);
        let shifts = planned.into_iter().map(|(_, one)| {
            let slot = Slot::new(one.shift.start, one.shift.end).unwrap();
            let times = crate::planning::part::times(slot, Zone::PARIS);
            (times, slot.minutes(), one.note)
        });
        shifts.collect()
    }

    #[test]
    fn a_night_keeps_its_hours_on_the_wall_over_a_clock_change() {
        let input = weeks("2026-10-19", 2, &[Weekday::Saturday]);
        let written = "22:00\u{2013}06:00 (+1)".to_owned();
        assert_eq!(
            shown(&template("22:00", 480), &input),
            [(written.clone(), 540, None), (written, 480, None)]
        );
    }

    #[test]
    fn a_time_that_spring_skips_is_moved_on_and_said() {
        let input = weeks("2026-03-23", 2, &[Weekday::Sunday]);
        assert_eq!(
            shown(&template("02:30", 60), &input),
            [
                ("03:30\u{2013}04:30".to_owned(), 60, Some(TimeNote::Gap)),
                ("02:30\u{2013}03:30".to_owned(), 60, None)
            ]
        );
    }

    /// Each person once a day, then the needs; one person's second shift at a time is in the way.
    #[test]
    fn everybody_works_every_day() {
        let (ana, bob) = (UserId::new(), UserId::new());
        let input = ApplyIn {
            person_ids: vec![ana, bob, ana],
            ..weeks("2026-12-28", 2, &[Weekday::Monday, Weekday::Friday])
        };
        assert_eq!(count(&input), 16);
        let planned = planned(
            &template("09:00", 240),
            MissionId::new(),
            &input,
            Zone::PARIS,
        );
        let days: Vec<_> = days(&input).map(|day| day.to_string()).collect();
        assert_eq!(
            days,
            ["2026-12-28", "2027-01-01", "2027-01-04", "2027-01-08"]
        );
        let rows = judge(
            planned.into_iter().map(|(_, one)| one).collect(),
            &Around::default(),
        );
        let first: Vec<_> = rows
            .iter()
            .take(4)
            .map(|row| (row.person_id, row.verdict))
            .collect();
        assert_eq!(
            first,
            [
                (Some(ana), RowVerdict::Create),
                (Some(bob), RowVerdict::Create),
                (Some(ana), RowVerdict::Overlap),
                (None, RowVerdict::Create)
            ]
        );
    }

    proptest! {
        /// Of so many shifts, each is created or its row says why not; and a second application
        /// finds all of the first's.
        #[test]
        fn every_shift_is_created_or_said_why_not(
            week in 0..400i64, weeks in 1..27i64, people in 0..4usize, needs in 0..3i64,
            start in 0..1440i64, minutes in 1..3000i64,
            weekdays in prop::collection::vec(prop::sample::select(Weekday::ALL), 1..4),
        ) {
            let start = format!("{:02}:{:02}", start / 60, start % 60);
            let input = ApplyIn {
                person_ids: std::iter::repeat_with(UserId::new).take(people).collect(),
                needs: needs.try_into().unwrap(),
                from: "2020-01-01".parse::<Day>().unwrap().plus_days(week * 7),
                ..self::weeks("2026-11-23", weeks, &weekdays)
            };
            let (template, mission) = (template(&start, minutes), MissionId::new());
            let planned = planned(&template, mission, &input, Zone::PARIS);
            prop_assert_eq!(planned.len(), count(&input));
            for (day, one) in &planned {
                prop_assert!(input.weekdays.has(Weekday::of(*day)));
                let wall = Zone::PARIS.clock(one.shift.start);
                prop_assert!(wall == start || one.note == Some(TimeNote::Gap));
            }
            let candidates: Vec<_> = planned.into_iter().map(|(_, one)| one).collect();
            let rows = judge(candidates.clone(), &Around::default());
            let made: Vec<_> = candidates.iter().zip(&rows)
                .filter(|(_, row)| row.outcome == RowOutcome::Created)
                .map(|(one, _)| one.shift.clone())
                .collect();
            for row in &rows {
                let told = row.verdict == RowVerdict::Overlap && !row.overlaps.is_empty();
                prop_assert!(row.outcome == RowOutcome::Created || told);
            }
            let (count, around) = (made.len(), Around { shifts: made, ..Around::default() });
            let again = judge(candidates, &around);
            let there = again.iter().filter(|row| row.verdict == RowVerdict::Identical).count();
            prop_assert_eq!(there, count);
        }
    }
}
