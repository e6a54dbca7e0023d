use chrono::{Duration, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;

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
}

/// A time zone of the IANA database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "server", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "server", sea_orm(value_type = "String"))]
pub struct Zone(Tz);

impl Zone {
    /// Where an organisation is unless it says otherwise.
    pub const PARIS: Self = Self(Tz::Europe__Paris);

    /// Universal time.
    pub const UTC: Self = Self(Tz::UTC);

    /// The zone's IANA name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The zones that are named after a place, by name: those a person would choose from.
    pub fn places() -> impl Iterator<Item = Self> {
        let of_old = ["US/", "Canada/", "Brazil/", "Chile/", "Mexico/", "Etc/"];
        chrono_tz::TZ_VARIANTS
            .iter()
            .copied()
            .filter(move |zone| {
                let name = zone.name();
                name.contains('/') && !of_old.iter().any(|prefix| name.starts_with(prefix))
            })
            .map(Self)
    }

    /// The zone as `chrono-tz` knows it.
    #[must_use]
    pub const fn tz(self) -> Tz {
        self.0
    }

    /// What the wall shows at an instant.
    #[must_use]
    pub fn wall(self, instant: Instant) -> Wall {
        instant.utc().with_timezone(&self.0).naive_local()
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
        self.0
            .offset_from_utc_datetime(&instant.utc().naive_utc())
            .fix()
            .local_minus_utc()
            / 60
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
        match self.0.from_local_datetime(&wall) {
            LocalResult::Single(time) => Resolved::Exact(Instant::new(time.to_utc())),
            LocalResult::Ambiguous(first, second) => Resolved::Fold(Instant::new(match pass {
                Pass::First => first.to_utc(),
                Pass::Second => second.to_utc(),
            })),
            LocalResult::None => Resolved::Gap(self.across_gap(wall)),
        }
    }

    /// A skipped wall time read with the offset that was in force before the gap.
    fn across_gap(self, wall: Wall) -> Instant {
        // No zone ever skipped more than a day and an hour, so a wall time two days
        // earlier exists or is itself before the gap.
        let before = wall - Duration::days(2);
        let offset = self.0.offset_from_utc_datetime(&before).fix();
        let utc = wall - Duration::seconds(i64::from(offset.local_minus_utc()));
        Instant::new(utc.and_utc())
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
        text.parse().map(Self).map_err(|_| UnknownZone)
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
}
