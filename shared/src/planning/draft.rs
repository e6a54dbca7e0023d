//! The form of a shift: what is typed, and the shift it makes.

use crate::form::Reading;
use crate::id::{MissionId, ShiftId, TeamId, UserId, Version};
use crate::problem::FieldError;
use crate::shifts::{BreakMinutes, ShiftKind, ShiftOut, ShiftStatus, check_times};
use crate::text::{Label, Notes};
use crate::time::{BadTime, Day, Instant, Pass, Resolved, Zone};

use super::Cell;
use super::relocate::pass_of;

/// What kind of work a new shift is, until another is chosen.
pub const KIND: ShiftKind = ShiftKind::Spectacle;

/// How final a new shift is, until another status is chosen.
pub const STATUS: ShiftStatus = ShiftStatus::Draft;

/// A date and a time as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moment {
    /// The date, `2026-11-24`.
    pub day: String,
    /// The time, `09:00`.
    pub time: String,
    /// Which pass is meant where autumn shows the time twice.
    pub pass: Pass,
}

impl Moment {
    /// What an instant is typed as.
    #[must_use]
    pub fn of(at: Instant, zone: Zone) -> Self {
        let wall = zone.wall(at);
        Self {
            day: Day::new(wall.date()).to_string(),
            time: zone.clock(at),
            pass: pass_of(at, zone),
        }
    }

    /// The instant it stands for; none while it is not whole.
    #[must_use]
    pub fn resolve(&self, zone: Zone) -> Option<Resolved> {
        let day: Day = self.day.parse().ok()?;
        let wall = day.at_clock(self.time.get(..5)?)?;
        Some(zone.resolve(wall, self.pass))
    }
}

/// The form of a shift. Choices are ids in text, empty for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The mission's id.
    pub mission: String,
    /// The team's id.
    pub team: String,
    /// The person's id.
    pub person: String,
    /// What they do.
    pub role: String,
    /// What kind of work it is.
    pub kind: ShiftKind,
    /// How final it is.
    pub status: ShiftStatus,
    /// When it starts.
    pub start: Moment,
    /// When it ends.
    pub end: Moment,
    /// Unpaid minutes.
    pub rest: String,
    /// Notes.
    pub notes: String,
}

impl Draft {
    /// The form of a new shift in a cell.
    #[must_use]
    pub fn blank(cell: Cell, team: Option<TeamId>, mission: Option<MissionId>) -> Self {
        let moment = |time: &str| Moment {
            day: cell.day.to_string(),
            time: time.to_owned(),
            pass: Pass::First,
        };
        Self {
            mission: written(mission),
            team: written(team),
            person: written(cell.person),
            role: String::new(),
            kind: KIND,
            status: STATUS,
            start: moment("09:00"),
            end: moment("13:00"),
            rest: "0".to_owned(),
            notes: String::new(),
        }
    }

    /// The form of a shift that is there.
    #[must_use]
    pub fn of(shift: &ShiftOut, zone: Zone) -> Self {
        Self {
            mission: shift.mission_id.to_string(),
            team: written(shift.team_id),
            person: written(shift.person_id),
            role: shift.role.to_string(),
            kind: shift.kind,
            status: shift.status,
            start: Moment::of(shift.start, zone),
            end: Moment::of(shift.end, zone),
            rest: shift.break_minutes.minutes().to_string(),
            notes: shift
                .notes
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
        }
    }

    /// Another first day: the last one follows.
    pub fn set_start_day(&mut self, day: String) {
        let days = |text: &str| text.parse::<Day>().ok();
        if let (Some(old), Some(new), Some(end)) =
            (days(&self.start.day), days(&day), days(&self.end.day))
        {
            self.end.day = end.plus_days(new.days_since(old)).to_string();
        }
        self.start.day = day;
    }

    /// Another start time: the end stays, on the next day where it would not be later.
    pub fn set_start_time(&mut self, time: String) {
        self.start.time = time;
        self.settle_end_day();
    }

    /// Another end time: a time that is not later than the start is the next day's.
    pub fn set_end_time(&mut self, time: String) {
        self.end.time = time;
        self.settle_end_day();
    }

    /// Where the shift is one day or night long, the last day follows from the times.
    fn settle_end_day(&mut self) {
        let (Ok(first), Ok(last)) = (self.start.day.parse::<Day>(), self.end.day.parse::<Day>())
        else {
            return;
        };
        let whole = self.start.time.len() >= 5 && self.end.time.len() >= 5;
        if whole && (0..=1).contains(&last.days_since(first)) {
            let next = i64::from(self.end.time <= self.start.time);
            self.end.day = first.plus_days(next).to_string();
        }
    }

    /// The shift that the form makes of a present one, or of none, or the fields that are
    /// not right.
    pub fn shift(&self, of: Option<&ShiftOut>, zone: Zone) -> Result<ShiftOut, Vec<FieldError>> {
        let mut reading = Reading::default();
        let mission = reading.take("/mission_id", mission(&self.mission));
        let team_id = reading.optional("/team_id", &self.team, known::<TeamId>);
        let person_id = reading.optional("/person_id", &self.person, known::<UserId>);
        let role = reading.take("/role", Label::parse(&self.role));
        let start = reading.take("/start", instant(&self.start, of.map(|it| it.start), zone));
        let end = reading.take("/end", instant(&self.end, of.map(|it| it.end), zone));
        let break_minutes = reading.take("/break_minutes", BreakMinutes::typed(&self.rest));
        let notes = reading.optional("/notes", &self.notes, Notes::parse);
        if let (Some(start), Some(end), Some(rest)) = (start, end, break_minutes)
            && let Err(error) = check_times(start, end, rest)
        {
            reading.refuse(&error.pointer, &error.code);
        }
        let read = mission.zip(role).zip(start.zip(end)).zip(break_minutes);
        let shift = read.map(
            |(((mission_id, role), (start, end)), break_minutes)| ShiftOut {
                id: of.map_or_else(ShiftId::new, |it| it.id),
                mission_id,
                team_id,
                person_id,
                role,
                kind: self.kind,
                start,
                end,
                break_minutes,
                notes,
                status: self.status,
                overlap_reason: of.and_then(|it| it.overlap_reason.clone()),
                rules_reason: of.and_then(|it| it.rules_reason.clone()),
                series: of.and_then(|it| it.series),
                version: of.map_or(Version::FIRST, |it| it.version),
            },
        );
        reading.done(shift)
    }
}

/// The instant of a moment. One that was not touched keeps its seconds.
fn instant(moment: &Moment, present: Option<Instant>, zone: Zone) -> Result<Instant, BadTime> {
    match present {
        Some(at) if Moment::of(at, zone) == *moment => Ok(at),
        _ => moment.resolve(zone).map(Resolved::instant).ok_or(BadTime),
    }
}

fn written(id: Option<impl Into<String>>) -> String {
    id.map(Into::into).unwrap_or_default()
}

fn known<T: std::str::FromStr>(text: &str) -> Result<T, &'static str> {
    text.parse().map_err(|_| "unknown_reference")
}

fn mission(text: &str) -> Result<MissionId, &'static str> {
    if text.is_empty() {
        return Err("required");
    }
    known(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::board::sample::{Stage, at};

    fn blank() -> Draft {
        let day = "2026-11-24".parse().unwrap();
        Draft::blank(Cell { person: None, day }, None, Some(MissionId::new()))
    }

    fn codes(draft: &Draft) -> Vec<(String, String)> {
        let errors = draft.shift(None, Zone::PARIS).unwrap_err();
        errors
            .into_iter()
            .map(|error| (error.pointer, error.code))
            .collect()
    }

    fn pair(pointer: &str, code: &str) -> (String, String) {
        (pointer.to_owned(), code.to_owned())
    }

    #[test]
    fn an_untouched_form_changes_nothing_not_even_seconds() {
        let stage = Stage::new();
        let mut shift = stage.anas("2026-10-24T22:00", "2026-10-25T02:30");
        shift.start = shift.start.plus_seconds(17);
        shift.end = shift.end.plus_minutes(60);
        let draft = Draft::of(&shift, Zone::PARIS);
        assert_eq!(draft.end.pass, Pass::Second);
        assert_eq!(draft.shift(Some(&shift), Zone::PARIS), Ok(shift));
    }

    #[test]
    fn every_field_that_is_not_right_is_named_at_once() {
        let mut draft = blank();
        draft.mission = String::new();
        draft.rest = "x".to_owned();
        draft.end.time = "25:00".to_owned();
        let expected = [
            pair("/role", "required"),
            pair("/end", "invalid_time"),
            pair("/break_minutes", "out_of_range"),
            pair("/mission_id", "required"),
        ];
        let mut found = codes(&draft);
        found.sort();
        let mut expected = expected.to_vec();
        expected.sort();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_shift_ends_after_it_starts_and_is_longer_than_its_break() {
        let mut draft = blank();
        draft.role = "Son".to_owned();
        draft.end.time = "09:00".to_owned();
        assert_eq!(codes(&draft), [pair("/end", "end_not_after_start")]);
        draft.end.time = "10:00".to_owned();
        draft.rest = "60".to_owned();
        assert_eq!(codes(&draft), [pair("/break_minutes", "break_not_shorter")]);
        draft.rest = " ".to_owned();
        let shift = draft.shift(None, Zone::PARIS).unwrap();
        assert_eq!(
            (shift.start, shift.end),
            (at("2026-11-24T09:00"), at("2026-11-24T10:00"))
        );
    }

    #[test]
    fn the_last_day_follows_the_times_of_a_day_or_a_night() {
        let mut draft = blank();
        draft.set_start_time("22:00".to_owned());
        assert_eq!(draft.end.day, "2026-11-25", "until 13:00 is the next day's");
        draft.set_end_time("23:30".to_owned());
        assert_eq!(draft.end.day, "2026-11-24");
        draft.set_end_time("06:00".to_owned());
        draft.set_start_day("2026-11-28".to_owned());
        assert_eq!(draft.end.day, "2026-11-29");
        draft.end.day = "2026-12-02".to_owned();
        draft.set_end_time("05:00".to_owned());
        assert_eq!(draft.end.day, "2026-12-02", "a tour keeps its end");
    }
}
