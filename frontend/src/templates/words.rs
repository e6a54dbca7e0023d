//! A template in words.

use shared::templates::TemplateOut;
use shared::time::Weekday;

use crate::i18n::*;
use crate::names::Names;

/// A day of the week.
pub(crate) fn weekday(i18n: I18n, weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => t_string!(i18n, templates.days.mo),
        Weekday::Tuesday => t_string!(i18n, templates.days.tu),
        Weekday::Wednesday => t_string!(i18n, templates.days.we),
        Weekday::Thursday => t_string!(i18n, templates.days.th),
        Weekday::Friday => t_string!(i18n, templates.days.fr),
        Weekday::Saturday => t_string!(i18n, templates.days.sa),
        Weekday::Sunday => t_string!(i18n, templates.days.su),
    }
}

/// When its shifts are worked, what is done, and what they are for.
pub(super) fn about(template: &TemplateOut, names: &Names) -> String {
    let lasts = template.duration_minutes.number();
    let end = template.start.plus_minutes(lasts);
    let times = format!("{}\u{2013}{end}", template.start);
    let mission = template.mission_id.and_then(|id| names.mission(id));
    let team = template.team_id.and_then(|id| names.directory.team(id));
    let parts = [Some(times), Some(template.role.to_string()), mission, team];
    parts
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" \u{b7} ")
}
