//! The form of an organisation's rules: what is typed, and the rules it makes.

use super::{Levels, Limits, Policy, PolicyIn, PolicyPatch};
use crate::form::Reading;
use crate::patch::Patch;
use crate::problem::FieldError;

/// The form. Limits are written `10:30`, or as a number where they count times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyDraft {
    /// The first day, `2026-11-24`.
    pub effective_from: String,
    /// What each rule does.
    pub levels: Levels,
    limits: Vec<(&'static str, String)>,
}

impl PolicyDraft {
    /// The form of new rules: as these, from another day on.
    #[must_use]
    pub fn new(limits: &Limits, levels: &Levels) -> Self {
        let written = |(field, value)| (field, written(field, value));
        Self {
            effective_from: String::new(),
            levels: *levels,
            limits: limits.fields().map(written).to_vec(),
        }
    }

    /// The form of rules that are there.
    #[must_use]
    pub fn of(policy: &Policy) -> Self {
        Self {
            effective_from: policy.effective_from.to_string(),
            ..Self::new(&policy.limits, &policy.levels)
        }
    }

    /// What is typed for a limit.
    #[must_use]
    pub fn limit(&self, field: &str) -> String {
        let typed = self.limits.iter().find(|(known, _)| *known == field);
        typed.map(|(_, text)| text.clone()).unwrap_or_default()
    }

    /// Another text for a limit.
    pub fn set_limit(&mut self, field: &str, text: String) {
        let typed = self.limits.iter_mut().find(|(known, _)| *known == field);
        if let Some((_, typed)) = typed {
            *typed = text;
        }
    }

    /// The rules it makes, or the fields that are not right.
    pub fn input(&self) -> Result<PolicyIn, Vec<FieldError>> {
        let mut reading = Reading::default();
        let effective_from = reading.take("/effective_from", self.effective_from.parse());
        let mut values = Limits::default().fields().map(|_| 0);
        for (value, (field, text)) in values.iter_mut().zip(&self.limits) {
            let pointer = format!("/limits/{field}");
            *value = reading
                .take(&pointer, read(field, text))
                .unwrap_or_default();
        }
        let limits = Limits::of_fields(values);
        let right = reading.done(effective_from)?;
        limits.check().map_err(|error| vec![error])?;
        Ok(PolicyIn {
            effective_from: right,
            limits,
            levels: self.levels,
        })
    }

    /// What it changes of rules that are there, or the fields that are not right.
    pub fn patch(&self, present: &Policy) -> Result<PolicyPatch, Vec<FieldError>> {
        let PolicyIn {
            effective_from,
            limits,
            levels,
        } = self.input()?;
        Ok(PolicyPatch {
            effective_from: Patch::between(&present.effective_from, effective_from),
            limits: Patch::between(&present.limits, limits),
            levels: Patch::between(&present.levels, levels),
        })
    }
}

fn written(field: &str, value: u32) -> String {
    if Limits::is_count(field) {
        value.to_string()
    } else {
        format!("{}:{:02}", value / 60, value % 60)
    }
}

/// A count, or hours and minutes.
fn read(field: &str, text: &str) -> Result<u32, &'static str> {
    let number = |text: &str| text.trim().parse::<u32>().map_err(|_| "invalid_format");
    if text.trim().is_empty() {
        return Err("required");
    }
    if Limits::is_count(field) {
        return number(text);
    }
    let (hours, minutes) = text.split_once(':').unwrap_or((text, "0"));
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    if minutes > 59 || hours > 168 {
        return Err("out_of_range");
    }
    Ok(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labour::{Level, Rule};

    fn law() -> Policy {
        Policy {
            effective_from: "2026-11-01".parse().unwrap(),
            limits: Limits::default(),
            levels: Levels::default(),
        }
    }

    #[test]
    fn an_untouched_form_changes_nothing() {
        let draft = PolicyDraft::of(&law());
        assert_eq!(draft.patch(&law()), Ok(PolicyPatch::default()));
        assert_eq!(draft.limit("shortest_call"), "3:30");
        assert_eq!(draft.limit("short_rests_a_week"), "2");
    }

    #[test]
    fn what_is_typed_is_read() {
        let mut draft = PolicyDraft::of(&law());
        draft.set_limit("weekly_work", "46".to_owned());
        draft.levels.set(Rule::WeeklyWork, Level::Block);
        let input = draft.input().unwrap();
        assert_eq!(input.limits.weekly_work, 46 * 60);
        assert_eq!(input.levels.of(Rule::WeeklyWork), Level::Block);
    }

    #[test]
    fn every_field_that_is_not_right_is_named() {
        let mut draft = PolicyDraft::new(&Limits::default(), &Levels::default());
        draft.set_limit("pause", "0:75".to_owned());
        draft.set_limit("amplitude", "long".to_owned());
        draft.set_limit("daily_rest", String::new());
        let found = draft.input().unwrap_err();
        let found: Vec<_> = found
            .iter()
            .map(|it| (it.pointer.as_str(), it.code.as_str()))
            .collect();
        let expected = [
            ("/effective_from", "invalid_time"),
            ("/limits/amplitude", "invalid_format"),
            ("/limits/daily_rest", "required"),
            ("/limits/pause", "out_of_range"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn every_limit_has_its_rule_and_every_level_its_place() {
        let mut of_rules: Vec<_> = Rule::ALL.iter().flat_map(|rule| rule.limits()).collect();
        let defaults = Limits::default();
        let mut fields: Vec<_> = defaults.fields().map(|(field, _)| field).to_vec();
        of_rules.sort();
        fields.sort_unstable();
        assert!(of_rules.into_iter().eq(&fields));
        assert_eq!(
            Limits::of_fields(defaults.fields().map(|it| it.1)),
            defaults
        );
        for rule in Rule::ALL {
            let mut levels = Levels::default();
            levels.set(*rule, Level::Off);
            let off = Rule::ALL.iter().filter(|it| levels.of(**it).is_off());
            assert!(off.eq([rule]));
        }
    }
}
