//! A zone, and the one place where civil time becomes an instant.
//!
//! What is known of zones is one question: how far from UTC at a moment. The server asks
//! `chrono-tz`; the web app asks a [`table`] written from it, and a test holds the two together.

#[cfg(not(target_arch = "wasm32"))]
mod iana;
#[cfg(any(test, target_arch = "wasm32"))]
mod table;

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};

#[cfg(not(target_arch = "wasm32"))]
use iana::Known;
#[cfg(target_arch = "wasm32")]
use table::Known;

use super::{Day, Instant, IsoWeek};

/// A name that no time zone has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown_zone")]
pub struct UnknownZone;

/// A date and the time on the wall, as people write them: no instant until a zone is known.
pub type Wall = NaiveDateTime;

/// Which of the two passes of an hour that comes twice in autumn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pass {
    /// Before the clock is set back (RFC 5545 section 3.3.5).
    #[default]
    First,
    /// After.
    Second,
}

/// The instant a wall time stands for, and how it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// The wall showed this time once.
    Exact(Instant),
    /// The wall never showed it: spring skipped it. The offset before the gap was taken,
    /// so the wall shows a later time at this instant.
    Gap(Instant),
    /// The wall showed it twice, in autumn; this is the pass that was asked for.
    Fold(Instant),
}

impl Resolved {
    /// The instant, however it was found.
    #[must_use]
    pub const fn instant(self) -> Instant {
        match self {
            Self::Exact(instant) | Self::Gap(instant) | Self::Fold(instant) => instant,
        }
    }

    /// The instant of a wall time where the distance from UTC, at so many seconds after
    /// 1970-01-01T00:00Z, is so many seconds.
    #[must_use]
    pub fn by(offset_seconds: impl Fn(i64) -> i32, wall: Wall, pass: Pass) -> Self {
        let as_utc = wall.and_utc().timestamp();
        let with =
            |offset: i32| Instant::new((wall - Duration::seconds(i64::from(offset))).and_utc());
        // No clock was ever set by more than a day and an hour, so the offsets two days before
        // and after, and those nearer, hold the one or two that the wall time can have.
        let mut around = [-48, -24, 0, 24, 48].map(|hours| offset_seconds(as_utc + hours * 3600));
        let [before, ..] = around;
        around.sort_unstable_by(|one, other| other.cmp(one));
        let shows = |offset: i32| offset_seconds(as_utc - i64::from(offset)) == offset;
        // The larger the offset, the earlier the instant.
        let mut found = around.into_iter().filter(|offset| shows(*offset));
        let Some(first) = found.next() else {
            return Self::Gap(with(before));
        };
        match (found.find(|offset| *offset != first), pass) {
            (None, _) => Self::Exact(with(first)),
            (Some(_), Pass::First) => Self::Fold(with(first)),
            (Some(last), Pass::Second) => Self::Fold(with(last)),
        }
    }
}

/// A time zone of the IANA database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "server", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "server", sea_orm(value_type = "String"))]
pub struct Zone(Known);

impl Zone {
    /// Where an organisation is unless it says otherwise.
    pub const PARIS: Self = Self(Known::PARIS);

    /// Universal time.
    pub const UTC: Self = Self(Known::UTC);

    /// The zone's IANA name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The zones that are named after a place, by name: those a person would choose from.
    pub fn places() -> impl Iterator<Item = Self> {
        let of_old = ["US/", "Canada/", "Brazil/", "Chile/", "Mexico/", "Etc/"];
        Known::all().map(Self).filter(move |zone| {
            let name = zone.name();
            name.contains('/') && !of_old.iter().any(|prefix| name.starts_with(prefix))
        })
    }

    /// The zone as `chrono-tz` knows it.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub const fn tz(self) -> chrono_tz::Tz {
        self.0.0
    }

    /// What the wall shows at an instant.
    #[must_use]
    pub fn wall(self, instant: Instant) -> Wall {
        let offset = self.0.offset_seconds(instant.unix_seconds());
        instant.utc().naive_utc() + Duration::seconds(i64::from(offset))
    }

    /// What a clock shows at an instant, to the minute: `14:05`.
    #[must_use]
    pub fn clock(self, instant: Instant) -> String {
        let wall = self.wall(instant);
        format!("{:02}:{:02}", wall.hour(), wall.minute())
    }

    /// The day an instant falls on.
    #[must_use]
    pub fn day(self, instant: Instant) -> Day {
        Day::new(self.wall(instant).date())
    }

    /// The ISO week an instant falls in.
    #[must_use]
    pub fn week(self, instant: Instant) -> IsoWeek {
        IsoWeek::of(self.day(instant))
    }

    /// The distance from UTC at an instant, in minutes, positive to the east.
    #[must_use]
    pub fn offset_minutes(self, instant: Instant) -> i32 {
        self.0.offset_seconds(instant.unix_seconds()) / 60
    }

    /// The first instant of a day: midnight, or later where midnight is skipped.
    #[must_use]
    pub fn midnight(self, day: Day) -> Instant {
        self.resolve(day.date().and_time(NaiveTime::MIN), Pass::First)
            .instant()
    }

    /// The instant a wall time stands for (RFC 5545 section 3.3.5).
    #[must_use]
    pub fn resolve(self, wall: Wall, pass: Pass) -> Resolved {
        Resolved::by(|at| self.0.offset_seconds(at), wall, pass)
    }

    /// A date and a time of day as a wall time.
    #[must_use]
    pub const fn at(date: NaiveDate, time: NaiveTime) -> Wall {
        date.and_time(time)
    }
}

impl std::fmt::Display for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl std::str::FromStr for Zone {
    type Err = UnknownZone;
    fn from_str(text: &str) -> Result<Self, UnknownZone> {
        Known::named(text).map(Self).ok_or(UnknownZone)
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;
    fn try_from(text: String) -> Result<Self, UnknownZone> {
        text.parse()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

#[cfg(feature = "server")]
impl utoipa::PartialSchema for Zone {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some("A time zone of the IANA database."))
            .examples([serde_json::json!("Europe/Paris")])
            .into()
    }
}

#[cfg(feature = "server")]
impl utoipa::ToSchema for Zone {}

#[cfg(test)]
mod tests {
    use chrono::{LocalResult, TimeZone as _};

    use super::*;

    fn resolve(wall: &str, pass: Pass) -> String {
        let wall = NaiveDateTime::parse_from_str(wall, "%Y-%m-%d %H:%M").unwrap();
        match Zone::PARIS.resolve(wall, pass) {
            Resolved::Exact(at) => format!("exact {at}"),
            Resolved::Gap(at) => format!("gap {at}"),
            Resolved::Fold(at) => format!("fold {at}"),
        }
    }

    #[test]
    fn civil_time_becomes_an_instant_by_the_rule_of_rfc_5545() {
        assert_eq!(
            resolve("2026-11-24 09:00", Pass::First),
            "exact 2026-11-24T08:00:00Z"
        );
        assert_eq!(
            resolve("2026-03-29 02:30", Pass::First),
            "gap 2026-03-29T01:30:00Z"
        );
        assert_eq!(
            resolve("2026-10-25 02:30", Pass::First),
            "fold 2026-10-25T00:30:00Z"
        );
        assert_eq!(
            resolve("2026-10-25 02:30", Pass::Second),
            "fold 2026-10-25T01:30:00Z"
        );
    }

    #[test]
    fn a_person_chooses_among_places() {
        let places: Vec<_> = Zone::places().map(Zone::name).collect();
        assert!(places.contains(&"Europe/Paris") && places.contains(&"Indian/Reunion"));
        assert!(!places.contains(&"GB") && !places.contains(&"Etc/GMT+5"));
    }

    #[test]
    fn a_day_begins_at_the_midnight_of_its_zone() {
        let day: Day = "2026-03-29".parse().unwrap();
        let next = Zone::PARIS.midnight(day.plus_days(1));
        assert_eq!(next.minutes_since(Zone::PARIS.midnight(day)), 23 * 60);
        let cairo: Zone = "Africa/Cairo".parse().unwrap();
        let skipped = cairo.midnight("2024-04-26".parse().unwrap());
        assert_eq!(skipped.to_string(), "2024-04-25T22:00:00Z");
        assert_eq!("Europe/Lutece".parse::<Zone>(), Err(UnknownZone));
    }

    /// Every quarter of an hour around every change of every zone, and once a week: what the web
    /// app's table says is what the server's says.
    #[test]
    fn both_sides_know_the_same_of_every_zone() {
        let (names, tables): (Vec<_>, Vec<_>) =
            table::Known::all().map(|zone| (zone.name(), zone)).unzip();
        assert_eq!(names, Known::all().map(Known::name).collect::<Vec<_>>());
        let named = table::Known::named("Europe/Paris");
        assert_eq!(
            (named, table::Known::UTC.name()),
            (Some(table::Known::PARIS), "UTC")
        );
        for (zone, table) in Known::all().zip(tables) {
            for week in 0..130 * 52 {
                let at = week * 7 * 24 * 3600 + 1800;
                assert_eq!(
                    table.offset_seconds(at),
                    zone.offset_seconds(at),
                    "{} {at}",
                    zone.name()
                );
            }
            for change in table.changes().filter(|change| *change > 0) {
                for quarter in -8..8 {
                    let at = change + quarter * 900;
                    assert_eq!(
                        table.offset_seconds(at),
                        zone.offset_seconds(at),
                        "{} {at}",
                        zone.name()
                    );
                }
            }
        }
    }

    /// Around every change of every zone, a wall time is resolved as `chrono` resolves it.
    #[test]
    fn wall_times_are_resolved_as_chrono_does() {
        for table in table::Known::all() {
            let zone: Zone = table.name().parse().unwrap();
            for change in table.changes().filter(|change| *change > 0) {
                for half_hour in -60..60 {
                    let wall = chrono::DateTime::from_timestamp(change + half_hour * 1800, 0)
                        .unwrap()
                        .naive_utc();
                    let (first, second) = (
                        zone.resolve(wall, Pass::First),
                        zone.resolve(wall, Pass::Second),
                    );
                    let instant =
                        |time: chrono::DateTime<chrono_tz::Tz>| Instant::new(time.to_utc());
                    match zone.tz().from_local_datetime(&wall) {
                        LocalResult::Single(time) => {
                            assert_eq!(first, Resolved::Exact(instant(time)), "{zone} {wall}")
                        }
                        LocalResult::Ambiguous(a, b) => {
                            let passes = (Resolved::Fold(instant(a)), Resolved::Fold(instant(b)));
                            assert_eq!((first, second), passes, "{zone} {wall}");
                        }
                        LocalResult::None => {
                            assert!(matches!(first, Resolved::Gap(_)), "{zone} {wall}")
                        }
                    }
                }
            }
        }
    }
}
