//! The form of a template: what is typed, and what it creates or changes.

use super::{TemplateIn, TemplateOut, TemplatePatch, check_break};
use crate::form::Reading;
use crate::missions::Hue;
use crate::page::OutOfRange;
use crate::patch::Patch;
use crate::planning::draft::KIND;
use crate::problem::FieldError;
use crate::shifts::{BreakMinutes, ShiftKind, ShiftMinutes};
use crate::text::{Label, Name};
use crate::time::{BadTime, LocalTime};

/// A day, in minutes of the wall.
const DAY: i64 = 24 * 60;

/// The form of a template. Choices are ids in text, empty for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateDraft {
    /// What planners call it.
    pub label: String,
    /// What is done on its shifts.
    pub role: String,
    /// What kind of work they are.
    pub kind: ShiftKind,
    /// When they start, `09:00`.
    pub start: String,
    /// When they end, `13:00`; the next day where that is not later.
    pub end: String,
    /// How many whole days later besides, for those that last longer than one.
    pub days: i64,
    /// Unpaid minutes inside them.
    pub rest: String,
    /// The mission's id.
    pub mission: String,
    /// The team's id.
    pub team: String,
    /// The colour it is listed with.
    pub hue: Hue,
}

impl TemplateDraft {
    /// The form of a new template.
    #[must_use]
    pub fn blank() -> Self {
        Self {
            label: String::new(),
            role: String::new(),
            kind: KIND,
            start: "09:00".to_owned(),
            end: "13:00".to_owned(),
            days: 0,
            rest: "0".to_owned(),
            mission: String::new(),
            team: String::new(),
            hue: Hue::Slate,
        }
    }

    /// The form of a template that is there.
    #[must_use]
    pub fn of(template: &TemplateOut) -> Self {
        let lasts = template.duration_minutes.number();
        let ends = template.start.plus_minutes(lasts);
        Self {
            label: template.label.to_string(),
            role: template.role.to_string(),
            kind: template.kind,
            start: template.start.to_string(),
            end: ends.to_string(),
            days: (lasts - 1) / DAY,
            rest: template.break_minutes.minutes().to_string(),
            mission: written(template.mission_id),
            team: written(template.team_id),
            hue: template.hue,
        }
    }

    /// The template it makes, or the fields that are not right.
    pub fn input(&self) -> Result<TemplateIn, Vec<FieldError>> {
        let mut reading = Reading::default();
        let label = reading.take("/label", Name::parse(&self.label));
        let role = reading.take("/role", Label::parse(&self.role));
        let start = reading.take("/start", clock(&self.start));
        let end = reading.take("/duration_minutes", clock(&self.end));
        let lasts = start.zip(end).map(|(start, end)| self.lasts(start, end));
        let lasts = lasts.and_then(|read| reading.take("/duration_minutes", read));
        let rest = reading.take("/break_minutes", BreakMinutes::typed(&self.rest));
        let mission_id = reading.optional("/mission_id", &self.mission, str::parse);
        let team_id = reading.optional("/team_id", &self.team, str::parse);
        if let Some(Err(error)) = lasts
            .zip(rest)
            .map(|(lasts, rest)| check_break(lasts, rest))
        {
            reading.refuse(&error.pointer, error.code);
        }
        let read = label.zip(role).zip(start).zip(lasts.zip(rest));
        let input = read.map(
            |(((label, role), start), (duration_minutes, break_minutes))| TemplateIn {
                label,
                role,
                kind: self.kind,
                start,
                duration_minutes,
                break_minutes,
                mission_id,
                team_id,
                hue: self.hue,
            },
        );
        reading.done(input)
    }

    /// What it changes of a template that is there, or the fields that are not right.
    pub fn patch(&self, present: &TemplateOut) -> Result<TemplatePatch, Vec<FieldError>> {
        let TemplateIn {
            label,
            role,
            kind,
            start,
            duration_minutes,
            break_minutes,
            mission_id,
            team_id,
            hue,
        } = self.input()?;
        Ok(TemplatePatch {
            label: Patch::between(&present.label, label),
            role: Patch::between(&present.role, role),
            kind: Patch::between(&present.kind, kind),
            start: Patch::between(&present.start, start),
            duration_minutes: Patch::between(&present.duration_minutes, duration_minutes),
            break_minutes: Patch::between(&present.break_minutes, break_minutes),
            mission_id: Patch::between(&present.mission_id, mission_id),
            team_id: Patch::between(&present.team_id, team_id),
            hue: Patch::between(&present.hue, hue),
            state: Patch::Keep,
        })
    }

    /// From one time to the other, to the next day where it is not later.
    fn lasts(&self, start: LocalTime, end: LocalTime) -> Result<ShiftMinutes, OutOfRange> {
        let apart = (end.minutes_after(start) - 1).rem_euclid(DAY) + 1;
        (apart + self.days * DAY).try_into()
    }
}

/// A time as a browser writes it, with seconds perhaps.
fn clock(text: &str) -> Result<LocalTime, BadTime> {
    text.get(..5).ok_or(BadTime)?.parse()
}

fn written(id: Option<impl ToString>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{TemplateId, Version};
    use crate::templates::TemplateState;

    fn template(start: &str, minutes: i64) -> TemplateOut {
        TemplateOut {
            id: TemplateId::new(),
            label: "Service du soir".parse().unwrap(),
            role: "Regie son".parse().unwrap(),
            kind: ShiftKind::Spectacle,
            start: start.parse().unwrap(),
            duration_minutes: minutes.try_into().unwrap(),
            break_minutes: 30.try_into().unwrap(),
            mission_id: None,
            team_id: None,
            hue: Hue::Teal,
            state: TemplateState::Active,
            version: Version::FIRST,
        }
    }

    #[test]
    fn an_untouched_form_changes_nothing() {
        for (start, minutes) in [
            ("18:00", 300),
            ("20:00", 600),
            ("09:00", 1440),
            ("09:00", 4000),
        ] {
            let template = template(start, minutes);
            let patch = TemplateDraft::of(&template).patch(&template);
            assert_eq!(patch, Ok(TemplatePatch::default()), "{start} {minutes}");
        }
    }

    #[test]
    fn an_end_that_is_not_later_is_the_next_days() {
        let draft = TemplateDraft {
            label: "Nuit".to_owned(),
            role: "Garde".to_owned(),
            start: "22:00".to_owned(),
            end: "06:00".to_owned(),
            ..TemplateDraft::blank()
        };
        assert_eq!(draft.input().unwrap().duration_minutes.number(), 480);
    }

    #[test]
    fn every_field_that_is_not_right_is_named_at_once() {
        let draft = TemplateDraft {
            end: "09:20".to_owned(),
            rest: "20".to_owned(),
            ..TemplateDraft::blank()
        };
        let expected = [
            FieldError::new("/label", "required"),
            FieldError::new("/role", "required"),
            FieldError::new("/break_minutes", "break_not_shorter"),
        ];
        assert_eq!(draft.input(), Err(expected.to_vec()));
    }
}
