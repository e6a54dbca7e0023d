//! Days and weeks in words.

use chrono::{Datelike, Month, Weekday};
use shared::time::{Day, IsoWeek};

use crate::i18n::*;

/// A day's short name and its number: `mar.` and `24`.
pub(super) fn weekday_and_number(i18n: I18n, day: Day) -> (String, String) {
    (weekday_short(i18n, day), day.date().day().to_string())
}

/// A day in a column's head: `mar. 24`.
pub(super) fn day_short(i18n: I18n, day: Day) -> String {
    format!("{} {}", weekday_short(i18n, day), day.date().day())
}

/// A day in full, without the year: `mardi 24 novembre`.
pub(super) fn day_long(i18n: I18n, day: Day) -> String {
    format!(
        "{} {} {}",
        weekday(i18n, day),
        day.date().day(),
        month(i18n, day)
    )
}

/// The days of a week: `23-29 nov. 2026`, with an en dash.
pub(super) fn week_range(i18n: I18n, week: IsoWeek) -> String {
    let (first, last) = (week.monday(), week.monday().plus_days(6));
    let whole = |day: Day| {
        format!(
            "{} {} {}",
            day.date().day(),
            month_short(i18n, day),
            day.date().year()
        )
    };
    let (from, to) = (first.date(), last.date());
    let start = match (from.year() == to.year(), from.month() == to.month()) {
        (true, true) => from.day().to_string(),
        (true, false) => format!("{} {}", from.day(), month_short(i18n, first)),
        (false, _) => whole(first),
    };
    format!("{start}\u{2013}{}", whole(last))
}

fn weekday(i18n: I18n, day: Day) -> String {
    match day.date().weekday() {
        Weekday::Mon => t_string!(i18n, planning.day_mon),
        Weekday::Tue => t_string!(i18n, planning.day_tue),
        Weekday::Wed => t_string!(i18n, planning.day_wed),
        Weekday::Thu => t_string!(i18n, planning.day_thu),
        Weekday::Fri => t_string!(i18n, planning.day_fri),
        Weekday::Sat => t_string!(i18n, planning.day_sat),
        Weekday::Sun => t_string!(i18n, planning.day_sun),
    }
    .to_string()
}

fn weekday_short(i18n: I18n, day: Day) -> String {
    match day.date().weekday() {
        Weekday::Mon => t_string!(i18n, planning.day_short_mon),
        Weekday::Tue => t_string!(i18n, planning.day_short_tue),
        Weekday::Wed => t_string!(i18n, planning.day_short_wed),
        Weekday::Thu => t_string!(i18n, planning.day_short_thu),
        Weekday::Fri => t_string!(i18n, planning.day_short_fri),
        Weekday::Sat => t_string!(i18n, planning.day_short_sat),
        Weekday::Sun => t_string!(i18n, planning.day_short_sun),
    }
    .to_string()
}

fn calendar_month(day: Day) -> Option<Month> {
    u8::try_from(day.date().month())
        .ok()
        .and_then(|number| Month::try_from(number).ok())
}

fn month(i18n: I18n, day: Day) -> String {
    match calendar_month(day).unwrap_or(Month::January) {
        Month::January => t_string!(i18n, planning.month_jan),
        Month::February => t_string!(i18n, planning.month_feb),
        Month::March => t_string!(i18n, planning.month_mar),
        Month::April => t_string!(i18n, planning.month_apr),
        Month::May => t_string!(i18n, planning.month_may),
        Month::June => t_string!(i18n, planning.month_jun),
        Month::July => t_string!(i18n, planning.month_jul),
        Month::August => t_string!(i18n, planning.month_aug),
        Month::September => t_string!(i18n, planning.month_sep),
        Month::October => t_string!(i18n, planning.month_oct),
        Month::November => t_string!(i18n, planning.month_nov),
        Month::December => t_string!(i18n, planning.month_dec),
    }
    .to_string()
}

fn month_short(i18n: I18n, day: Day) -> String {
    match calendar_month(day).unwrap_or(Month::January) {
        Month::January => t_string!(i18n, planning.month_short_jan),
        Month::February => t_string!(i18n, planning.month_short_feb),
        Month::March => t_string!(i18n, planning.month_short_mar),
        Month::April => t_string!(i18n, planning.month_short_apr),
        Month::May => t_string!(i18n, planning.month_short_may),
        Month::June => t_string!(i18n, planning.month_short_jun),
        Month::July => t_string!(i18n, planning.month_short_jul),
        Month::August => t_string!(i18n, planning.month_short_aug),
        Month::September => t_string!(i18n, planning.month_short_sep),
        Month::October => t_string!(i18n, planning.month_short_oct),
        Month::November => t_string!(i18n, planning.month_short_nov),
        Month::December => t_string!(i18n, planning.month_short_dec),
    }
    .to_string()
}
