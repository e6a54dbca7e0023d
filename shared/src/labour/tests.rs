mod properties;
mod truth;

use super::*;
use crate::shifts::BreakMinutes;
use crate::time::{Instant, IsoWeek, Pass, Wall, Zone};

/// The week that the tests judge: 23 to 29 November 2026.
const WEEK: &str = "2026-W48";

fn at(wall: &str) -> Instant {
    let wall = Wall::parse_from_str(wall, "%Y-%m-%dT%H:%M").unwrap();
    Zone::PARIS.resolve(wall, Pass::First).instant()
}

fn work(start: &str, end: &str, rest: i64, terms: Terms) -> Work {
    Work {
        shift_id: ShiftId::new(),
        start: at(start),
        end: at(end),
        break_minutes: BreakMinutes::try_from(rest).unwrap(),
        terms,
    }
}

/// `day HH:MM-HH:MM [break] [x]`, days counted from the Monday of the week; `x` for extended
/// terms. An end that is not later is the next day's.
fn read(week: IsoWeek, text: &str) -> Work {
    let words: Vec<_> = text.split(' ').collect();
    let day = week.monday().plus_days(words[0].parse().unwrap());
    let (start, end) = words[1].split_once('-').unwrap();
    let last = if end <= start { day.plus_days(1) } else { day };
    let rest = words.get(2).map_or(0, |rest| rest.parse().unwrap());
    let terms = match words.get(3) {
        Some(_) => Terms::Extended,
        None => Terms::Ordinary,
    };
    work(
        &format!("{day}T{start}"),
        &format!("{last}T{end}"),
        rest,
        terms,
    )
}

fn judged(week: IsoWeek, works: &[Work], policies: &Policies) -> Vec<Breach> {
    let calendar = Calendar::around(week, Zone::PARIS);
    let first = week.plus_weeks(-WEEKS_AROUND);
    let mut load = Workload::new(Vec::new(), WeekTotals::new(first, Vec::new()));
    for work in works {
        load.put(*work, &calendar);
    }
    let scope = Scope {
        week,
        calendar: &calendar,
        policies,
    };
    breaches(UserId::new(), &load, &scope)
}

/// Rule, days from Monday, measured, limit.
fn found_in(week: &str, texts: &[&str]) -> Vec<(Rule, i64, i64, i64)> {
    let week: IsoWeek = week.parse().unwrap();
    let works: Vec<_> = texts.iter().map(|text| read(week, text)).collect();
    judged(week, &works, &Policies::default())
        .iter()
        .map(|it| {
            let day = it.day.days_since(week.monday());
            (it.rule, day, it.measured, it.limit)
        })
        .collect()
}

fn found(texts: &[&str]) -> Vec<(Rule, i64, i64, i64)> {
    found_in(WEEK, texts)
}

/// The longest series is 52 times every twelve weeks: its last weeks are counted, with the eleven
/// after them.
#[test]
fn the_weeks_of_the_longest_series_are_counted() {
    let first: IsoWeek = WEEK.parse().unwrap();
    let mut weeks = WeekTotals::new(first, Vec::new());
    let last = first.plus_weeks(11 + 51 * 12 + 11);
    weeks.add(last, 60);
    assert_eq!(weeks.get(last), 60);
}

#[test]
fn a_day_has_ten_hours_or_twelve() {
    assert_eq!(found(&["0 08:00-18:20 20"]), []);
    let over = (Rule::DailyWork, 0, 601, 600);
    assert_eq!(found(&["0 08:00-18:21 20"]), [over]);
    assert_eq!(found(&["0 08:00-20:20 20 x"]), []);
    let over = (Rule::DailyWork, 0, 721, 720);
    assert_eq!(found(&["0 08:00-20:21 20 x"]), [over]);
    let two = ["0 08:00-13:00 20", "0 14:00-20:00 20"];
    assert_eq!(found(&two), [(Rule::DailyWork, 0, 620, 600)]);
    let mixed = ["0 08:00-13:00 20", "0 14:00-20:00 20 x"];
    assert_eq!(found(&mixed), [], "one load-in makes the day a longer one");
}

#[test]
fn a_day_is_cut_at_midnight() {
    let night = ["0 16:00-04:00 60"];
    assert_eq!(found(&night), [], "eight hours less the break, and four");
    let night = ["0 13:00-02:00 20", "1 14:00-22:30 20"];
    let days: Vec<_> = found(&night).iter().map(|it| (it.0, it.1, it.2)).collect();
    assert_eq!(days, [(Rule::DailyWork, 0, 640), (Rule::DailyWork, 1, 610)]);
}

/// The autumn night has nine hours from 22:00 to 06:00, the spring night seven.
#[test]
fn days_of_the_clock_change_have_their_real_hours() {
    let autumn = found_in("2026-W43", &["6 00:00-10:00 30"]);
    assert_eq!(autumn, [(Rule::DailyWork, 6, 630, 600)]);
    let spring = found_in("2026-W13", &["6 00:00-11:30 30"]);
    assert_eq!(
        spring,
        [],
        "ten hours and a half on the wall, less the break"
    );
}

#[test]
fn a_working_day_spans_thirteen_hours() {
    assert_eq!(found(&["0 09:00-13:00 0", "0 18:00-22:00 0"]), []);
    let split = ["0 09:00-13:00 0", "0 18:00-22:01 0"];
    assert_eq!(found(&split), [(Rule::Amplitude, 0, 781, 780)]);
    let past_midnight = ["0 12:00-16:00 0", "0 20:00-02:00 20"];
    assert_eq!(found(&past_midnight), [(Rule::Amplitude, 0, 840, 780)]);
}

#[test]
fn a_short_pause_over_midnight_is_no_daily_rest() {
    assert_eq!(found(&["0 18:00-23:30 0", "1 00:30-04:00 0"]), []);
}

#[test]
fn two_days_have_eleven_hours_between_them() {
    assert_eq!(found(&["0 14:00-22:00 20", "1 09:00-13:00 0"]), []);
    let short = ["0 14:00-22:00 20", "1 08:59-13:00 0"];
    assert_eq!(found(&short), [(Rule::DailyRest, 1, 659, 660)]);
    let short = ["0 18:00-23:00 0", "1 06:00-10:00 0"];
    assert_eq!(found(&short), [(Rule::DailyRest, 1, 420, 660)]);
}

/// FIELD.md A5: the spring night makes 22:00 to 09:00 only ten hours of rest.
#[test]
fn rest_is_real_time() {
    let spring = found_in("2026-W13", &["5 14:00-22:00 20", "6 09:00-13:00 0"]);
    assert_eq!(spring, [(Rule::DailyRest, 6, 600, 660)]);
    let autumn = found_in("2026-W43", &["5 14:00-23:00 30", "6 09:00-13:00 0"]);
    assert_eq!(autumn, [], "eleven hours, one of them twice");
}

#[test]
fn short_rests_are_counted_over_the_week() {
    let tour = |days: &[i64]| {
        let days = days.iter();
        let texts: Vec<_> = days.map(|day| format!("{day} 10:00-01:00 240 x")).collect();
        let texts: Vec<_> = texts.iter().map(String::as_str).collect();
        let rests = found(&texts)
            .into_iter()
            .filter(|it| it.0 == Rule::DailyRest);
        rests.map(|it| it.1).collect::<Vec<_>>()
    };
    assert_eq!(
        tour(&[0, 1, 2]),
        Vec::<i64>::new(),
        "nine hours before Tuesday and Wednesday"
    );
    assert_eq!(tour(&[0, 1, 2, 3]), [3], "the third of the week");
    let over = "2026-W48".parse().unwrap();
    let works: Vec<_> = [-2, -1, 0, 1, 2]
        .map(|day| read(over, &format!("{day} 10:00-01:00 240 x")))
        .to_vec();
    let breaches = judged(over, &works, &Policies::default());
    let rests: Vec<_> = breaches
        .iter()
        .filter(|it| it.rule == Rule::DailyRest)
        .map(|it| (it.day.days_since(over.monday()), it.nth))
        .collect();
    assert_eq!(rests, [(2, Some(4))], "the fourth in seven days");
}

#[test]
fn a_short_rest_is_for_load_ins_strikes_and_tours() {
    let house = ["0 14:00-23:00 30", "1 08:30-13:00 0"];
    assert_eq!(found(&house), [(Rule::DailyRest, 1, 570, 660)]);
    let strike = ["0 14:00-23:00 30 x", "1 08:30-13:00 0"];
    assert_eq!(found(&strike), []);
    let too_short = ["0 14:00-23:00 30 x", "1 07:59-13:00 0"];
    assert_eq!(found(&too_short), [(Rule::DailyRest, 1, 539, 660)]);
}

#[test]
fn a_week_has_thirty_five_hours_of_rest() {
    let six: Vec<_> = (0..6).map(|day| format!("{day} 10:00-16:00 30")).collect();
    let texts = |days: &[String]| found(&days.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(texts(&six), [], "Sunday is free");
    let seven: Vec<_> = (0..7).map(|day| format!("{day} 10:00-16:00 30")).collect();
    assert_eq!(texts(&seven), [(Rule::WeeklyRest, 0, 1080, 2100)]);
    let mut monday = seven.clone();
    monday[6] = "7 10:00-16:00 30".to_owned();
    assert_eq!(texts(&monday), [], "from Saturday to Monday");
    let mut late = seven;
    late[5] = "5 16:00-23:30 30".to_owned();
    late[6] = "7 09:00-13:00 0".to_owned();
    let rest = (Rule::WeeklyRest, 0, 33 * 60 + 30, 2100);
    assert_eq!(texts(&late), [rest], "a free Sunday, but not long enough");
}

#[test]
fn a_week_has_forty_eight_hours() {
    let texts = |end: &str| {
        let days = (0..5).map(|day| format!("{day} 09:00-19:00 24"));
        let mut days: Vec<_> = days.collect();
        days.push(format!("5 09:00-{end} 20"));
        found(&days.iter().map(String::as_str).collect::<Vec<_>>())
    };
    // 5 x 9 h 36 are 48 h: Saturday is over them.
    let shortest = |minutes| (Rule::ShortestCall, 5, minutes, 210);
    let total = |minutes| (Rule::WeeklyWork, 0, minutes, 2880);
    assert_eq!(texts("09:21"), [total(2881), shortest(1)]);
    assert_eq!(texts("13:00").first(), Some(&total(2880 + 220)));
}

/// The week of a night from Sunday to Monday is each for its part.
#[test]
fn a_week_ends_on_sunday_at_midnight() {
    let mut texts: Vec<_> = (1..5).map(|day| format!("{day} 09:00-19:00 20")).collect();
    texts.push("6 15:00-01:00 20".to_owned());
    let all: Vec<_> = texts.iter().map(String::as_str).collect();
    let totals: Vec<_> = found(&all).iter().map(|it| (it.0, it.2)).collect();
    assert_eq!(totals, [], "4 x 9 h 40 and 8 h 40 of the night");
}

#[test]
fn twelve_weeks_have_a_mean_of_forty_four_hours() {
    let week: IsoWeek = WEEK.parse().unwrap();
    let calendar = Calendar::around(week, Zone::PARIS);
    let hours = |hours: [i64; 23]| {
        let minutes = hours.iter().map(|it| it * 60).collect();
        let weeks = WeekTotals::new(week.plus_weeks(-WEEKS_AROUND), minutes);
        let load = Workload::new(vec![read(week, "0 09:00-13:00")], weeks);
        let policies = Policies::default();
        let scope = Scope {
            week,
            calendar: &calendar,
            policies: &policies,
        };
        let found = breaches(UserId::new(), &load, &scope);
        found
            .iter()
            .map(|it| (it.rule, it.measured))
            .collect::<Vec<_>>()
    };
    let mut weeks = [44; 23];
    assert_eq!(hours(weeks), []);
    weeks[22] = 46;
    assert_eq!(hours(weeks), [(Rule::MeanWork, 2650)], "any twelve");
    weeks[22] = 0;
    weeks[0] = 46;
    assert_eq!(hours(weeks), [(Rule::MeanWork, 2650)]);
    weeks[11] = 40;
    assert_eq!(hours(weeks), []);
}

#[test]
fn a_break_is_due_once_six_hours_are_reached() {
    assert_eq!(found(&["0 09:00-14:59 0"]), []);
    assert_eq!(found(&["0 09:00-15:00 0"]), [(Rule::Pause, 0, 0, 20)]);
    assert_eq!(found(&["0 09:00-15:30 19"]), [(Rule::Pause, 0, 19, 20)]);
    assert_eq!(found(&["0 09:00-15:30 20"]), []);
    let run = ["0 09:00-12:00 0", "0 12:19-16:00 0"];
    assert_eq!(found(&run), [(Rule::Pause, 0, 0, 20)]);
    let apart = ["0 09:00-12:30 0", "0 12:50-16:30 0"];
    assert_eq!(found(&apart), []);
}

#[test]
fn a_call_is_three_hours_and_a_half() {
    assert_eq!(found(&["0 09:00-12:30 0"]), []);
    assert_eq!(
        found(&["0 09:00-12:29 0"]),
        [(Rule::ShortestCall, 0, 209, 210)]
    );
    let past_midnight = ["0 20:30-00:00 0", "1 00:00-01:00 0"];
    assert_eq!(
        found(&past_midnight),
        [],
        "what goes on past midnight opens no call of its own"
    );
}

#[test]
fn the_rules_in_force_on_the_day_decide() {
    let week: IsoWeek = WEEK.parse().unwrap();
    let long = [
        read(week, "1 08:00-18:30 20"),
        read(week, "3 08:00-18:30 20"),
    ];
    let wednesday = Policy {
        effective_from: week.monday().plus_days(2),
        limits: Limits {
            daily_work: 660,
            ..Limits::default()
        },
        levels: Levels::default(),
    };
    let policies = Policies::new(vec![wednesday]);
    let days: Vec<_> = judged(week, &long, &policies)
        .iter()
        .map(|it| it.day.days_since(week.monday()))
        .collect();
    assert_eq!(days, [1], "eleven hours from Wednesday on");
    let off = Policy {
        effective_from: week.monday(),
        levels: Levels::all(Level::Off),
        ..wednesday
    };
    assert_eq!(judged(week, &long, &Policies::new(vec![off])), []);
}

#[test]
fn a_change_is_answerable_for_what_it_makes_worse() {
    let week: IsoWeek = WEEK.parse().unwrap();
    let long = read(week, "0 08:00-19:00 20");
    let before = judged(week, &[long], &Policies::default());
    let person = before[0].person_id;
    let mut longer = before.clone();
    longer[0].measured += 1;
    assert_eq!(caused(&before, before.clone()), []);
    assert_eq!(caused(&before, longer.clone()), longer);
    assert_eq!(caused(&longer, before.clone()), [], "it got better");
    let elsewhere = Breach {
        day: week.monday().plus_days(1),
        person_id: person,
        ..before[0].clone()
    };
    assert_eq!(caused(&before, vec![elsewhere.clone()]), [elsewhere]);
}

#[test]
fn limits_do_not_contradict_each_other() {
    assert_eq!(Limits::default().check(), Ok(()));
    let refused = |limits: Limits| limits.check().unwrap_err().pointer;
    let long = Limits {
        amplitude: 7 * 24 * 60 + 1,
        ..Limits::default()
    };
    assert_eq!(refused(long), "/limits/amplitude");
    let often = Limits {
        short_rests_a_week: 8,
        ..Limits::default()
    };
    assert_eq!(refused(often), "/limits/short_rests_a_week");
    let eased = Limits {
        daily_work_extended: 9 * 60,
        ..Limits::default()
    };
    assert_eq!(refused(eased), "/limits/daily_work_extended");
    let rest = Limits {
        short_rest: 12 * 60,
        ..Limits::default()
    };
    assert_eq!(refused(rest), "/limits/short_rest");
}
