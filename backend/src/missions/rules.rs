use shared::id::{MissionId, OrgId, Version};
use shared::missions::{MissionIn, MissionOut, MissionPatch, MissionState, Setting, check_days};
use shared::problem::FieldError;
use shared::time::Instant;

use super::store::Mission;

/// A mission as it begins.
pub(super) fn new(input: MissionIn, org_id: OrgId, now: Instant) -> Result<Mission, FieldError> {
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
    } = input;
    check_days(starts_on, ends_on)?;
    Ok(Mission {
        id: MissionId::new(),
        org_id,
        title,
        venue,
        address,
        hue,
        setting: Some(setting.unwrap_or(Setting::House)),
        starts_on,
        ends_on,
        show_number,
        notes,
        state: MissionState::Active,
        version: Version::FIRST,
        created_at: now,
        updated_at: now,
    })
}

/// A mission after a change.
pub(super) fn change(present: Mission, patch: MissionPatch) -> Result<Mission, FieldError> {
    let MissionPatch {
        title,
        venue,
        address,
        hue,
        setting,
        starts_on,
        ends_on,
        show_number,
        notes,
        state,
    } = patch;
    let house = present.setting.unwrap_or(Setting::House);
    let changed = Mission {
        id: present.id,
        org_id: present.org_id,
        title: title.over(present.title),
        venue: venue.over(present.venue),
        address: address.over(present.address),
        hue: hue.over(present.hue),
        setting: Some(setting.over(house)),
        starts_on: starts_on.over(present.starts_on),
        ends_on: ends_on.over(present.ends_on),
        show_number: show_number.over(present.show_number),
        notes: notes.over(present.notes),
        state: state.over(present.state),
        version: present.version,
        created_at: present.created_at,
        updated_at: present.updated_at,
    };
    check_days(changed.starts_on, changed.ends_on)?;
    Ok(changed)
}

impl From<Mission> for MissionOut {
    fn from(row: Mission) -> Self {
        let Mission {
            id,
            org_id: _,
            title,
            venue,
            address,
            hue,
            setting,
            starts_on,
            ends_on,
            show_number,
            notes,
            state,
            version,
            created_at: _,
            updated_at: _,
        } = row;
        Self {
            id,
            title,
            venue,
            address,
            hue,
            setting: setting.unwrap_or(Setting::House),
            starts_on,
            ends_on,
            show_number,
            notes,
            state,
            version,
        }
    }
}
