//! The parts of an organisation's rules in words.

use shared::labour::{Level, Rule};

use crate::i18n::*;

/// A rule as a heading.
pub(super) fn title(i18n: I18n, rule: Rule) -> &'static str {
    match rule {
        Rule::DailyWork => t_string!(i18n, policies.rules.daily_work),
        Rule::Amplitude => t_string!(i18n, policies.rules.amplitude),
        Rule::DailyRest => t_string!(i18n, policies.rules.daily_rest),
        Rule::WeeklyRest => t_string!(i18n, policies.rules.weekly_rest),
        Rule::WeeklyWork => t_string!(i18n, policies.rules.weekly_work),
        Rule::MeanWork => t_string!(i18n, policies.rules.mean_work),
        Rule::Pause => t_string!(i18n, policies.rules.pause),
        Rule::ShortestCall => t_string!(i18n, policies.rules.shortest_call),
    }
}

/// Where a rule comes from.
pub(super) fn source(i18n: I18n, rule: Rule) -> &'static str {
    match rule {
        Rule::DailyWork => t_string!(i18n, policies.sources.daily_work),
        Rule::Amplitude => t_string!(i18n, policies.sources.amplitude),
        Rule::DailyRest => t_string!(i18n, policies.sources.daily_rest),
        Rule::WeeklyRest => t_string!(i18n, policies.sources.weekly_rest),
        Rule::WeeklyWork => t_string!(i18n, policies.sources.weekly_work),
        Rule::MeanWork => t_string!(i18n, policies.sources.mean_work),
        Rule::Pause => t_string!(i18n, policies.sources.pause),
        Rule::ShortestCall => t_string!(i18n, policies.sources.shortest_call),
    }
}

/// What a rule does when it is broken.
pub(super) fn level(i18n: I18n, level: Level) -> &'static str {
    match level {
        Level::Off => t_string!(i18n, policies.levels.off),
        Level::Warn => t_string!(i18n, policies.levels.warn),
        Level::Block => t_string!(i18n, policies.levels.block),
    }
}

/// What a limit is.
pub(super) fn field(i18n: I18n, field: &str) -> &'static str {
    match field {
        "daily_work" => t_string!(i18n, policies.fields.daily_work),
        "daily_work_extended" => t_string!(i18n, policies.fields.daily_work_extended),
        "amplitude" => t_string!(i18n, policies.fields.amplitude),
        "daily_rest" => t_string!(i18n, policies.fields.daily_rest),
        "short_rest" => t_string!(i18n, policies.fields.short_rest),
        "short_rests_a_week" => t_string!(i18n, policies.fields.short_rests_a_week),
        "short_rests_in_seven_days" => t_string!(i18n, policies.fields.short_rests_in_seven_days),
        "weekly_rest" => t_string!(i18n, policies.fields.weekly_rest),
        "weekly_work" => t_string!(i18n, policies.fields.weekly_work),
        "mean_work" => t_string!(i18n, policies.fields.mean_work),
        "pause_after" => t_string!(i18n, policies.fields.pause_after),
        "pause" => t_string!(i18n, policies.fields.pause),
        _ => t_string!(i18n, policies.fields.shortest_call),
    }
}

/// Where a limit stands in what is sent.
pub(super) fn pointer(field: &str) -> &'static str {
    match field {
        "daily_work" => "/limits/daily_work",
        "daily_work_extended" => "/limits/daily_work_extended",
        "amplitude" => "/limits/amplitude",
        "daily_rest" => "/limits/daily_rest",
        "short_rest" => "/limits/short_rest",
        "short_rests_a_week" => "/limits/short_rests_a_week",
        "short_rests_in_seven_days" => "/limits/short_rests_in_seven_days",
        "weekly_rest" => "/limits/weekly_rest",
        "weekly_work" => "/limits/weekly_work",
        "mean_work" => "/limits/mean_work",
        "pause_after" => "/limits/pause_after",
        "pause" => "/limits/pause",
        _ => "/limits/shortest_call",
    }
}

/// Where the level of a rule stands in what is sent.
pub(super) const fn level_pointer(rule: Rule) -> &'static str {
    match rule {
        Rule::DailyWork => "/levels/daily_work",
        Rule::Amplitude => "/levels/amplitude",
        Rule::DailyRest => "/levels/daily_rest",
        Rule::WeeklyRest => "/levels/weekly_rest",
        Rule::WeeklyWork => "/levels/weekly_work",
        Rule::MeanWork => "/levels/mean_work",
        Rule::Pause => "/levels/pause",
        Rule::ShortestCall => "/levels/shortest_call",
    }
}
