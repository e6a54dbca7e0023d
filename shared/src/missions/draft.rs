//! The form of a mission: what is typed, and the mission it makes.

use super::{Hue, MissionIn, MissionOut, MissionPatch, Setting, check_days};
use crate::form::Reading;
use crate::patch::Patch;
use crate::problem::FieldError;
use crate::text::{Name, Notes, Place, ShowNumber};

/// The form of a mission. Days are written `2026-11-24`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissionDraft {
    /// The title.
    pub title: String,
    /// The venue.
    pub venue: String,
    /// Where that is.
    pub address: String,
    /// The colour.
    pub hue: Hue,
    /// Where it is worked.
    pub setting: Setting,
    /// The first day.
    pub starts_on: String,
    /// The last day.
    pub ends_on: String,
    /// The *numero d'objet*.
    pub show_number: String,
    /// Notes.
    pub notes: String,
}

impl MissionDraft {
    /// The form of a new mission.
    #[must_use]
    pub fn blank(hue: Hue) -> Self {
        let empty = String::new;
        Self {
            title: empty(),
            venue: empty(),
            address: empty(),
            hue,
            setting: Setting::House,
            starts_on: empty(),
            ends_on: empty(),
            show_number: empty(),
            notes: empty(),
        }
    }

    /// The form of a mission that is there.
    #[must_use]
    pub fn of(mission: &MissionOut) -> Self {
        Self {
            title: mission.title.to_string(),
            venue: written(mission.venue.as_ref()),
            address: written(mission.address.as_ref()),
            hue: mission.hue,
            setting: mission.setting,
            starts_on: written(mission.starts_on.as_ref()),
            ends_on: written(mission.ends_on.as_ref()),
            show_number: written(mission.show_number.as_ref()),
            notes: written(mission.notes.as_ref()),
        }
    }

    /// The mission it makes, or the fields that are not right.
    pub fn input(&self) -> Result<MissionIn, Vec<FieldError>> {
        let mut reading = Reading::default();
        let title = reading.take("/title", Name::parse(&self.title));
        let venue = reading.optional("/venue", &self.venue, Name::parse);
        let address = reading.optional("/address", &self.address, Place::parse);
        let starts_on = reading.optional("/starts_on", &self.starts_on, str::parse);
        let ends_on = reading.optional("/ends_on", &self.ends_on, str::parse);
        let show_number = reading.optional("/show_number", &self.show_number, ShowNumber::parse);
        let notes = reading.optional("/notes", &self.notes, Notes::parse);
        if let Err(error) = check_days(starts_on, ends_on) {
            reading.refuse(&error.pointer, error.code);
        }
        reading.done(title.map(|title| MissionIn {
            title,
            venue,
            address,
            hue: self.hue,
            setting: Some(self.setting),
            starts_on,
            ends_on,
            show_number,
            notes,
        }))
    }

    /// What it changes of a mission that is there, or the fields that are not right.
    pub fn patch(&self, present: &MissionOut) -> Result<MissionPatch, Vec<FieldError>> {
        let MissionIn {
            title,
            venue,
            address,
            hue,
            setting,
            starts_on,
            ends_on,
            show_number,
            notes,
        } = self.input()?;
        Ok(MissionPatch {
            title: Patch::between(&present.title, title),
            venue: Patch::between(&present.venue, venue),
            address: Patch::between(&present.address, address),
            hue: Patch::between(&present.hue, hue),
            setting: setting.map_or(Patch::Keep, |setting| {
                Patch::between(&present.setting, setting)
            }),
            starts_on: Patch::between(&present.starts_on, starts_on),
            ends_on: Patch::between(&present.ends_on, ends_on),
            show_number: Patch::between(&present.show_number, show_number),
            notes: Patch::between(&present.notes, notes),
            state: Patch::Keep,
        })
    }
}

fn written(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{MissionId, Version};
    use crate::missions::MissionState;

    fn songe() -> MissionOut {
        MissionOut {
            id: MissionId::new(),
            title: Name::parse("Le Songe").unwrap(),
            venue: None,
            address: None,
            hue: Hue::Teal,
            setting: Setting::House,
            starts_on: "2026-11-23".parse().ok(),
            ends_on: None,
            show_number: None,
            notes: None,
            state: MissionState::Active,
            version: Version::FIRST,
        }
    }

    #[test]
    fn an_untouched_form_changes_nothing() {
        let patch = MissionDraft::of(&songe()).patch(&songe());
        assert_eq!(patch, Ok(MissionPatch::default()));
    }

    #[test]
    fn an_emptied_field_is_cleared_and_a_filled_one_set() {
        let mut draft = MissionDraft::of(&songe());
        draft.starts_on = String::new();
        draft.venue = " Le Dome ".to_owned();
        let patch = draft.patch(&songe()).unwrap();
        assert_eq!(patch.starts_on, Patch::Set(None));
        assert_eq!(patch.venue, Patch::Set(Name::parse("Le Dome").ok()));
    }

    #[test]
    fn every_field_that_is_not_right_is_named_at_once() {
        let mut draft = MissionDraft::blank(Hue::Rose);
        draft.show_number = "24 E".to_owned();
        draft.starts_on = "2026-11-24".to_owned();
        draft.ends_on = "2026-11-23".to_owned();
        let expected = [
            FieldError::new("/title", "required"),
            FieldError::new("/show_number", "invalid_format"),
            FieldError::new("/ends_on", "end_not_after_start"),
        ];
        assert_eq!(draft.input(), Err(expected.to_vec()));
    }
}
