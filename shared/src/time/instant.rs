use chrono::{DateTime, Datelike, Duration, SecondsFormat, SubsecRound, Timelike, Utc};

use super::day::YEARS;

/// Why a text is not a time: not RFC 3339 with an offset, not a real date, or outside the
/// years 1970 to 2199 that both databases and every calendar app can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("invalid_time")]
pub struct BadTime;

/// A point in time, to the microsecond, the finest that both databases keep.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "server", derive(sea_orm::DeriveValueType))]
pub struct Instant(DateTime<Utc>);

impl Instant {
    /// The instant of a UTC date and time; finer than a microsecond is cut off.
    #[must_use]
    pub fn new(utc: DateTime<Utc>) -> Self {
        Self(utc.trunc_subsecs(6))
    }

    /// The same point as a UTC date and time.
    #[must_use]
    pub const fn utc(self) -> DateTime<Utc> {
        self.0
    }

    /// So many minutes later (earlier when negative), at most to the end of time.
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        self.plus(Duration::try_minutes(minutes).unwrap_or_default())
    }

    /// So many seconds later (earlier when negative), at most to the end of time.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        self.plus(Duration::try_seconds(seconds).unwrap_or_default())
    }

    /// So much later.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        Self(
            self.0
                .checked_add_signed(duration)
                .unwrap_or(DateTime::<Utc>::MAX_UTC),
        )
    }

    /// Whole seconds from `earlier` to here; negative when it is later.
    #[must_use]
    pub fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_seconds()
    }

    /// Whole minutes from `earlier` to here; negative when it is later.
    #[must_use]
    pub fn minutes_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_minutes()
    }

    /// Whether its year is one that can be written: 1970 to 2199.
    #[must_use]
    pub fn is_written(self) -> bool {
        YEARS.contains(&self.0.year())
    }

    /// Seconds since 1970-01-01T00:00Z.
    #[must_use]
    pub const fn unix_seconds(self) -> i64 {
        self.0.timestamp()
    }
}

impl std::fmt::Display for Instant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl std::str::FromStr for Instant {
    type Err = BadTime;
    fn from_str(text: &str) -> Result<Self, BadTime> {
        let time = DateTime::parse_from_rfc3339(text)
            .map_err(|_| BadTime)?
            .to_utc();
        let leap_second = time.nanosecond() >= 1_000_000_000;
        let instant = Self::new(time);
        match leap_second || !instant.is_written() {
            true => Err(BadTime),
            false => Ok(instant),
        }
    }
}

impl TryFrom<String> for Instant {
    type Error = BadTime;
    fn try_from(text: String) -> Result<Self, BadTime> {
        text.parse()
    }
}

impl From<Instant> for String {
    fn from(instant: Instant) -> Self {
        instant.to_string()
    }
}

#[cfg(feature = "server")]
impl utoipa::PartialSchema for Instant {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(
                utoipa::openapi::KnownFormat::DateTime,
            )))
            .examples([serde_json::json!("2026-11-24T09:00:00+01:00")])
            .into()
    }
}

#[cfg(feature = "server")]
impl utoipa::ToSchema for Instant {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_needs_an_offset_and_a_real_date() {
        let utc: Instant = "2026-11-24T09:00:00+01:00".parse().unwrap();
        assert_eq!(utc.to_string(), "2026-11-24T08:00:00Z");
        for bad in [
            "2026-11-24T09:00:00",
            "2026-11-24",
            "2026-02-30T09:00:00Z",
            "0000-01-01T00:00:00Z",
            "10000-01-01T00:00:00Z",
            "294277-01-01T00:00:00Z",
            "2016-12-31T23:59:60Z",
            "",
        ] {
            assert_eq!(bad.parse::<Instant>(), Err(BadTime), "{bad}");
        }
    }
}
