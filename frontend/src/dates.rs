//! Days and instants in words. The browser knows the words of each language; which day and
//! hour an instant is, the organisation's zone says.

use leptos::wasm_bindgen::JsValue;
use leptos::web_sys::js_sys::{Array, Date, Intl, Object, Reflect};
use shared::time::{Day, Instant, Month, Slot, Wall, Zone};

use crate::i18n::*;

/// A part of a date and how it is written, as `Intl.DateTimeFormat` names both.
type Part = (&'static str, &'static str);

/// The browser's name of the language; English as in Britain, where the day comes first.
fn tag(i18n: I18n) -> &'static str {
    match i18n.get_locale() {
        Locale::fr => "fr-FR",
        Locale::en => "en-GB",
    }
}

/// A date and time in words.
fn written(i18n: I18n, wall: Wall, parts: &[Part]) -> String {
    let options = Object::new();
    for (name, value) in parts.iter().chain([&("timeZone", "UTC")]) {
        // A plain object takes every member.
        let _ = Reflect::set(&options, &JsValue::from(*name), &JsValue::from(*value));
    }
    let millis = wall.and_utc().timestamp_millis();
    // Exact: an instant of the years 1970 to 2199 has fewer than 53 bits of milliseconds.
    let date = Date::new(&JsValue::from(
        millis.to_string().parse::<f64>().unwrap_or_default(),
    ));
    date.to_locale_string(tag(i18n), &options).into()
}

fn midnight(day: Day) -> Wall {
    day.date().and_time(chrono::NaiveTime::MIN)
}

/// A day in full: `mardi 24 novembre 2026`.
pub(crate) fn day_long(i18n: I18n, day: Day) -> String {
    let parts = [
        ("weekday", "long"),
        ("day", "numeric"),
        ("month", "long"),
        ("year", "numeric"),
    ];
    written(i18n, midnight(day), &parts)
}

/// A day in a line of a list: `mar. 24 nov. 2026`.
pub(crate) fn day_short(i18n: I18n, day: Day) -> String {
    let parts = [
        ("weekday", "short"),
        ("day", "numeric"),
        ("month", "short"),
        ("year", "numeric"),
    ];
    written(i18n, midnight(day), &parts)
}

/// A day without its weekday: `24 nov. 2026`.
pub(crate) fn date(i18n: I18n, day: Day) -> String {
    written(
        i18n,
        midnight(day),
        &[("day", "numeric"), ("month", "short"), ("year", "numeric")],
    )
}

/// A month: `novembre 2026`.
pub(crate) fn month(i18n: I18n, month: Month) -> String {
    written(
        i18n,
        midnight(month.first()),
        &[("month", "long"), ("year", "numeric")],
    )
}

/// The time of day of an instant: `14:05`.
pub(crate) fn time(at: Instant, zone: Zone) -> String {
    zone.clock(at)
}

/// An instant: `24 nov. 2026, 14:05`.
pub(crate) fn instant(i18n: I18n, at: Instant, zone: Zone) -> String {
    format!("{}, {}", date(i18n, zone.day(at)), time(at, zone))
}

/// Some days: one of them alone, or the first and the last.
pub(crate) fn days(i18n: I18n, first: Day, last: Day) -> String {
    if first == last {
        day_short(i18n, first)
    } else {
        format!(
            "{} \u{2013} {}",
            day_short(i18n, first),
            day_short(i18n, last)
        )
    }
}

/// A stretch with times: the second day is said where it is another than the first.
pub(crate) fn stretch(i18n: I18n, slot: Slot, zone: Zone) -> String {
    let (start, end) = (slot.start(), slot.end());
    let (first, last) = (zone.day(start), zone.day(end));
    let (from, to) = (time(start, zone), time(end, zone));
    if first == last {
        format!("{}, {from}\u{2013}{to}", day_short(i18n, first))
    } else {
        format!(
            "{}, {from} \u{2013} {}, {to}",
            day_short(i18n, first),
            day_short(i18n, last)
        )
    }
}

/// How long ago something was: `il y a 2 minutes`. What is just over was a second ago.
pub(crate) fn ago(i18n: I18n, now: Instant, at: Instant) -> String {
    let seconds = now.seconds_since(at).max(1);
    let (count, unit) = match seconds {
        0..60 => (seconds, "second"),
        60..3600 => (seconds / 60, "minute"),
        3600..86_400 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    let locales = Array::of1(&JsValue::from(tag(i18n)));
    let options = Object::new();
    // As people say it: `maintenant`, `hier`. A plain object takes every member.
    let _ = Reflect::set(&options, &JsValue::from("numeric"), &JsValue::from("auto"));
    let format = Intl::RelativeTimeFormat::new(&locales, &options);
    let count = f64::from(-i32::try_from(count).unwrap_or(i32::MAX));
    format.format(count, unit).into()
}
