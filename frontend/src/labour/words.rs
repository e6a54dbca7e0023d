//! Rules and what breaks them, in words.

use shared::labour::{Breach, Rule};
use shared::planning::worked::hours;

use crate::i18n::*;

/// A rule by its name.
pub(crate) fn rule(i18n: I18n, rule: Rule) -> &'static str {
    match rule {
        Rule::DailyWork => t_string!(i18n, labour.rule_daily_work),
        Rule::Amplitude => t_string!(i18n, labour.rule_amplitude),
        Rule::DailyRest => t_string!(i18n, labour.rule_daily_rest),
        Rule::WeeklyRest => t_string!(i18n, labour.rule_weekly_rest),
        Rule::WeeklyWork => t_string!(i18n, labour.rule_weekly_work),
        Rule::MeanWork => t_string!(i18n, labour.rule_mean_work),
        Rule::Pause => t_string!(i18n, labour.rule_pause),
        Rule::ShortestCall => t_string!(i18n, labour.rule_shortest_call),
    }
}

/// What was measured, and what is allowed.
pub(crate) fn short(i18n: I18n, breach: &Breach) -> String {
    let (rule, measured) = (rule(i18n, breach.rule), hours(breach.measured));
    let limit = hours(breach.limit);
    let words = if breach.rule.has_most() {
        t_string!(
            i18n,
            labour.most,
            rule = rule,
            measured = measured,
            limit = limit
        )
        .to_string()
    } else {
        t_string!(
            i18n,
            labour.least,
            rule = rule,
            measured = measured,
            limit = limit
        )
        .to_string()
    };
    match breach.nth {
        Some(nth) => t_string!(i18n, labour.nth, words = words, nth = nth).to_string(),
        None => words,
    }
}

/// The same with the day, or with the week that begins on it.
pub(crate) fn line(i18n: I18n, breach: &Breach, day: String) -> String {
    let when = if breach.rule.is_weekly() {
        t_string!(i18n, labour.week, day = day).to_string()
    } else {
        day
    };
    t_string!(i18n, labour.line, words = short(i18n, breach), when = when).to_string()
}

/// The first of some breaches, those that block before the others, and how many more there are.
pub(crate) fn some(i18n: I18n, breaches: &[Breach]) -> Option<String> {
    let blocking = breaches.iter().find(|breach| breach.blocks());
    let words = short(i18n, blocking.or(breaches.first())?);
    match breaches.len().checked_sub(1).filter(|more| *more > 0) {
        Some(count) => {
            Some(t_string!(i18n, labour.and_more, words = words, count = count).to_string())
        }
        None => Some(words),
    }
}

/// Some breaches as a chip shows them, behind one sign.
pub(crate) fn mark(i18n: I18n, breaches: &[Breach]) -> Option<String> {
    match breaches {
        [] => None,
        [only] => Some(rule(i18n, only.rule).to_owned()),
        several => Some(t_string!(i18n, labour.mark, count = several.len()).to_string()),
    }
}
