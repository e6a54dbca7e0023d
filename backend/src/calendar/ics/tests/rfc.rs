//! The examples of RFC 5545 section 3.8.5.3, with the dates that it gives for them.

use chrono::{NaiveDateTime, TimeZone as _};
use chrono_tz::America::New_York;

use super::{Refusal, reading, refusal, starts};

/// A start, the properties, and the dates: the year before a colon, then months and days. The
/// hour is nine where none is given. Rules without an end go on after the dates.
const EXAMPLES: [(&str, &str, &str); 42] = [
    (
        "19970902",
        "FREQ=DAILY;COUNT=10",
        "1997: 0902 0903 0904 0905 0906 0907 0908 0909 0910 0911",
    ),
    (
        "19970902",
        "FREQ=DAILY;INTERVAL=2",
        "1997: 0902 0904 0906 0908 0910 0912 0914 0916 0918 0920 0922 0924 0926 0928 0930 1002 1004",
    ),
    (
        "19970902",
        "FREQ=DAILY;INTERVAL=10;COUNT=5",
        "1997: 0902 0912 0922 1002 1012",
    ),
    (
        "19970902",
        "FREQ=WEEKLY;COUNT=10",
        "1997: 0902 0909 0916 0923 0930 1007 1014 1021 1028 1104",
    ),
    (
        "19970902",
        "FREQ=WEEKLY;UNTIL=19971224T000000Z",
        "1997: 0902 0909 0916 0923 0930 1007 1014 1021 1028 1104 1111 1118 1125 1202 1209 1216 1223",
    ),
    (
        "19970902",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
        "1997: 0902 0916 0930 1014 1028 1111 1125 1209 1223 1998: 0106 0120 0203 0217",
    ),
    (
        "19970902",
        "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
        "1997: 0902 0904 0909 0911 0916 0918 0923 0925 0930 1002",
    ),
    (
        "19970902",
        "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
        "1997: 0902 0904 0909 0911 0916 0918 0923 0925 0930 1002",
    ),
    (
        "19970901",
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        "1997: 0901 0903 0905 0915 0917 0919 0929 1001 1003 1013 1015 1017 1027 1029 1031 1110 1112 1114 1124 1126 1128 1208 1210 1212 1222",
    ),
    (
        "19970902",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        "1997: 0902 0904 0916 0918 0930 1002 1014 1016",
    ),
    (
        "19970905",
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        "1997: 0905 1003 1107 1205 1998: 0102 0206 0306 0403 0501 0605",
    ),
    (
        "19970905",
        "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
        "1997: 0905 1003 1107 1205",
    ),
    (
        "19970907",
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "1997: 0907 0928 1102 1130 1998: 0104 0125 0301 0329 0503 0531",
    ),
    (
        "19970922",
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        "1997: 0922 1020 1117 1222 1998: 0119 0216",
    ),
    (
        "19970928",
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "1997: 0928 1029 1128 1229 1998: 0129 0226",
    ),
    (
        "19970902",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        "1997: 0902 0915 1002 1015 1102 1115 1202 1215 1998: 0102 0115",
    ),
    (
        "19970930",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "1997: 0930 1001 1031 1101 1130 1201 1231 1998: 0101 0131 0201",
    ),
    (
        "19970910",
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        "1997: 0910 0911 0912 0913 0914 0915 1999: 0310 0311 0312 0313",
    ),
    (
        "19970902",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "1997: 0902 0909 0916 0923 0930 1104 1111 1118 1125 1998: 0106 0113 0120 0127 0303 0310 0317 0324 0331",
    ),
    (
        "19970610",
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "1997: 0610 0710 1998: 0610 0710 1999: 0610 0710 2000: 0610 0710 2001: 0610 0710",
    ),
    (
        "19970310",
        "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        "1997: 0310 1999: 0110 0210 0310 2001: 0110 0210 0310 2003: 0110 0210 0310",
    ),
    (
        "19970101",
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        "1997: 0101 0410 0719 2000: 0101 0409 0718 2003: 0101 0410 0719 2006: 0101",
    ),
    (
        "19970519",
        "FREQ=YEARLY;BYDAY=20MO",
        "1997: 0519 1998: 0518 1999: 0517",
    ),
    (
        "19970512",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "1997: 0512 1998: 0511 1999: 0517",
    ),
    (
        "19970313",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "1997: 0313 0320 0327 1998: 0305 0312 0319 0326 1999: 0304 0311 0318 0325",
    ),
    (
        "19970605",
        "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
        "1997: 0605 0612 0619 0626 0703 0710 0717 0724 0731 0807 0814 0821 0828 1998: 0604 0611 0618 0625 0702 0709 0716 0723 0730 0806 0813 0820 0827",
    ),
    (
        "19970902",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13\nEXDATE;TZID=America/New_York:19970902T090000",
        "1998: 0213 0313 1113 1999: 0813 2000: 1013",
    ),
    (
        "19970913",
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "1997: 0913 1011 1108 1213 1998: 0110 0207 0307 0411 0509 0613",
    ),
    (
        "19961105",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "1996: 1105 2000: 1107 2004: 1102",
    ),
    (
        "19970904",
        "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        "1997: 0904 1007 1106",
    ),
    (
        "19970929",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "1997: 0929 1030 1127 1230 1998: 0129 0226 0330",
    ),
    // The RFC as printed says 170000Z; the erratum makes it the time that its dates need.
    (
        "19970902",
        "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z",
        "1997: 0902T0900 0902T1200 0902T1500",
    ),
    (
        "19970902",
        "FREQ=MINUTELY;INTERVAL=15;COUNT=6",
        "1997: 0902T0900 0902T0915 0902T0930 0902T0945 0902T1000 0902T1015",
    ),
    (
        "19970902",
        "FREQ=MINUTELY;INTERVAL=90;COUNT=4",
        "1997: 0902T0900 0902T1030 0902T1200 0902T1330",
    ),
    (
        "19970902",
        "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
        "1997: 0902T0900 0902T0920 0902T0940 0902T1000 0902T1020 0902T1040 0902T1100 0902T1120 0902T1140 0902T1200 0902T1220 0902T1240 0902T1300 0902T1320 0902T1340 0902T1400 0902T1420 0902T1440 0902T1500 0902T1520 0902T1540 0902T1600 0902T1620 0902T1640 0903T0900",
    ),
    (
        "19970805",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
        "1997: 0805 0810 0819 0824",
    ),
    (
        "19970805",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
        "1997: 0805 0817 0819 0831",
    ),
    (
        "20070115",
        "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
        "2007: 0115 0130 0215 0315 0330",
    ),
    // Section 3.3.10: an invalid date is passed over, and not moved.
    (
        "20240229",
        "FREQ=YEARLY",
        "2024: 0229 2028: 0229 2032: 0229",
    ),
    (
        "20260131",
        "FREQ=MONTHLY",
        "2026: 0131 0331 0531 0731 0831 1031 1231",
    ),
    // A start that its rule does not hold for counts as the first.
    (
        "19970902",
        "FREQ=WEEKLY;COUNT=3;BYDAY=WE",
        "1997: 0902 0903 0910",
    ),
    (
        "19970902",
        "FREQ=WEEKLY;UNTIL=19970910;BYDAY=WE",
        "1997: 0902 0903 0910",
    ),
];

/// The dates of an example, as instants.
fn instants(dates: &str) -> Vec<String> {
    let mut year = "";
    let mut instants = Vec::new();
    for word in dates.split(' ') {
        if let Some(next) = word.strip_suffix(':') {
            year = next;
            continue;
        }
        let (day, hour) = word.split_once('T').unwrap_or((word, "0900"));
        let wall = NaiveDateTime::parse_from_str(&format!("{year}{day}{hour}"), "%Y%m%d%H%M");
        let there = New_York.from_local_datetime(&wall.unwrap()).unwrap();
        instants.push(there.to_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string());
    }
    instants
}

fn in_new_york(start: &str, rule: &str) -> String {
    format!("UID:x\nDTSTART;TZID=America/New_York:{start}T090000\nDURATION:PT1H\nRRULE:{rule}")
}

#[test]
fn the_examples_of_the_standard_have_its_dates() {
    for (start, rule, dates) in EXAMPLES {
        let expected = instants(dates);
        let mut found = starts(&reading(&in_new_york(start, rule)));
        let ends = rule.contains("COUNT=") || rule.contains("UNTIL=");
        if !ends {
            assert!(found.len() > expected.len(), "{rule}");
            found.truncate(expected.len());
        }
        assert_eq!(found, expected, "{rule}");
    }
}

#[test]
fn every_day_of_january_for_three_years_is_said_in_two_ways() {
    let yearly = "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA";
    let daily = "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1";
    let found = starts(&reading(&in_new_york("19980101", yearly)));
    assert_eq!(found.len(), 93);
    assert_eq!(found, starts(&reading(&in_new_york("19980101", daily))));
    let until = "FREQ=DAILY;UNTIL=19971224T000000Z";
    let found = starts(&reading(&in_new_york("19970902", until)));
    assert_eq!(
        (found.len(), found[112].as_str()),
        (113, "1997-12-23T14:00:00Z")
    );
}

#[test]
fn what_recurs_within_a_day_without_an_end_is_refused() {
    for rule in [
        "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
        "FREQ=HOURLY",
        "FREQ=SECONDLY;COUNT=2",
        "FREQ=MINUTELY;UNTIL=20260101T000000Z",
    ] {
        let read = reading(&in_new_york("19970902", rule));
        assert_eq!(refusal(&read), Some(Refusal::TooFrequent), "{rule}");
    }
}

#[test]
fn a_rule_that_says_nothing_clear_is_refused() {
    for rule in [
        "INTERVAL=2",
        "FREQ=OFTEN",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=-3",
        "FREQ=DAILY;COUNT=-12",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=65537",
        "FREQ=DAILY;UNTIL=soon",
        "FREQ=DAILY;UNTIL=20260231",
        "FREQ=WEEKLY;BYDAY=XX,MO",
        "FREQ=MONTHLY;BYMONTHDAY=300",
        "FREQ=DAILY;BYHOUR=24",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;RSCALE=CHINESE",
        "FREQ=DAILY;SOMETIMES=1",
    ] {
        let read = reading(&in_new_york("19970902", rule));
        assert_eq!(refusal(&read), Some(Refusal::InvalidRecurrence), "{rule}");
    }
}
