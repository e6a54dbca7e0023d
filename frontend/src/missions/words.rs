//! Colours and days of missions in words.

use shared::missions::{Hue, MissionOut, Setting};

use crate::dates;
use crate::i18n::*;

/// Where a mission is worked.
pub(crate) fn setting(i18n: I18n, setting: Setting) -> &'static str {
    match setting {
        Setting::House => t_string!(i18n, missions.setting_house),
        Setting::Tour => t_string!(i18n, missions.setting_tour),
    }
}

/// A colour in words.
pub(crate) fn hue(i18n: I18n, hue: Hue) -> &'static str {
    match hue {
        Hue::Violet => t_string!(i18n, missions.hues.violet),
        Hue::Blue => t_string!(i18n, missions.hues.blue),
        Hue::Teal => t_string!(i18n, missions.hues.teal),
        Hue::Green => t_string!(i18n, missions.hues.green),
        Hue::Amber => t_string!(i18n, missions.hues.amber),
        Hue::Orange => t_string!(i18n, missions.hues.orange),
        Hue::Rose => t_string!(i18n, missions.hues.rose),
        Hue::Slate => t_string!(i18n, missions.hues.slate),
    }
}

/// A mission's days in words.
pub(super) fn days(i18n: I18n, mission: &MissionOut) -> String {
    let day = |day| dates::date(i18n, day);
    match (mission.starts_on, mission.ends_on) {
        (Some(first), Some(last)) if first == last => day(first),
        (Some(first), Some(last)) => {
            t_string!(i18n, missions.from_to, from = day(first), to = day(last)).to_string()
        }
        (Some(first), None) => t_string!(i18n, missions.from, day = day(first)).to_string(),
        (None, Some(last)) => t_string!(i18n, missions.until, day = day(last)).to_string(),
        (None, None) => t_string!(i18n, missions.no_dates).to_string(),
    }
}
