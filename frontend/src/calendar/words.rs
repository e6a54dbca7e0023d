//! How a time was read, and why an event was refused, in words.

use shared::calendar::{ImportedShift, TimeForm, TimeNote};

use crate::i18n::*;

/// How a start was written and so read, with its zone, and what was done to it.
pub(super) fn read_as(i18n: I18n, shift: &ImportedShift) -> String {
    let zone = shift.zone.clone();
    let form = match shift.form {
        TimeForm::Utc => t_string!(i18n, calendar.forms.utc).to_string(),
        TimeForm::Zoned => t_string!(i18n, calendar.forms.zoned, zone = zone).to_string(),
        TimeForm::Assumed => t_string!(i18n, calendar.forms.assumed, zone = zone).to_string(),
        TimeForm::Floating => t_string!(i18n, calendar.forms.floating, zone = zone).to_string(),
        TimeForm::Date => t_string!(i18n, calendar.forms.date, zone = zone).to_string(),
    };
    match shift.note {
        None => form,
        Some(TimeNote::Gap) => format!("{form} ({})", t_string!(i18n, calendar.gap)),
        Some(TimeNote::Fold) => format!("{form} ({})", t_string!(i18n, calendar.fold)),
    }
}

/// Why an event became nothing. A reason without words is shown as the API calls it.
pub(super) fn reason(i18n: I18n, reason: &str) -> String {
    match reason {
        "invalid_recurrence" => t_string!(i18n, calendar.reasons.invalid_recurrence).to_string(),
        "recurrence_too_frequent" => {
            t_string!(i18n, calendar.reasons.recurrence_too_frequent).to_string()
        }
        "recurrence_too_dense" => {
            t_string!(i18n, calendar.reasons.recurrence_too_dense).to_string()
        }
        "recurrence_too_long" => t_string!(i18n, calendar.reasons.recurrence_too_long).to_string(),
        "too_many_dates" => t_string!(i18n, calendar.reasons.too_many_dates).to_string(),
        "no_occurrence" => t_string!(i18n, calendar.reasons.no_occurrence).to_string(),
        "out_of_horizon" => t_string!(i18n, calendar.reasons.out_of_horizon).to_string(),
        "too_much_work" => t_string!(i18n, calendar.reasons.too_much_work).to_string(),
        "line_too_long" => t_string!(i18n, calendar.reasons.line_too_long).to_string(),
        "incomplete" => t_string!(i18n, calendar.reasons.incomplete).to_string(),
        "cancelled" => t_string!(i18n, calendar.reasons.cancelled).to_string(),
        "empty" => t_string!(i18n, calendar.reasons.empty).to_string(),
        "too_long" => t_string!(i18n, calendar.reasons.too_long).to_string(),
        "invalid_time" => t_string!(i18n, calendar.reasons.invalid_time).to_string(),
        "overlap" => t_string!(i18n, calendar.reasons.overlap).to_string(),
        other => t_string!(i18n, calendar.reasons.other, reason = other.to_owned()).to_string(),
    }
}
