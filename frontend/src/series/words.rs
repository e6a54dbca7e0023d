//! How a shift recurs, in words.

use shared::series::Rule;
use shared::time::Weekday;

use crate::i18n::*;

/// A rule as one says it: every two weeks, on Monday and Thursday, twelve times.
pub(super) fn rule(i18n: I18n, rule: &Rule) -> String {
    let (interval, count) = (rule.interval.number(), rule.count.number());
    let every = t_string!(i18n, series.every, count = interval).to_string();
    let times = t_string!(i18n, series.times, count = count).to_string();
    let names: Vec<_> = rule.weekdays.iter().map(|day| weekday(i18n, day)).collect();
    let days = listed(&names, t_string!(i18n, series.and));
    t_string!(i18n, series.rule, every = every, days = days, times = times).to_string()
}

/// Names one after the other, the last after an "and".
fn listed(names: &[&str], and: &str) -> String {
    match names.split_last() {
        Some((last, before)) if !before.is_empty() => {
            format!("{} {and} {last}", before.join(", "))
        }
        _ => names.concat(),
    }
}

fn weekday(i18n: I18n, weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => t_string!(i18n, series.days.mo),
        Weekday::Tuesday => t_string!(i18n, series.days.tu),
        Weekday::Wednesday => t_string!(i18n, series.days.we),
        Weekday::Thursday => t_string!(i18n, series.days.th),
        Weekday::Friday => t_string!(i18n, series.days.fr),
        Weekday::Saturday => t_string!(i18n, series.days.sa),
        Weekday::Sunday => t_string!(i18n, series.days.su),
    }
}
