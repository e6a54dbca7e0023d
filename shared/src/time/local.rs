use chrono::{Duration, NaiveDate, NaiveTime, Timelike as _};

use super::{BadTime, Day, Wall, Zone};

/// A time of day as a clock shows it, to the minute: `09:00`. No instant until a day and a zone
/// are known.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "server", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "server", sea_orm(value_type = "String"))]
pub struct LocalTime(NaiveTime);

impl LocalTime {
    /// What the wall shows on a day at this time.
    #[must_use]
    pub const fn on(self, day: Day) -> Wall {
        Zone::at(day.date(), self.0)
    }

    /// What the clock shows so many minutes later, on whichever day.
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        let minutes = Duration::try_minutes(minutes).unwrap_or_default();
        Self(self.0.overflowing_add_signed(minutes).0)
    }

    /// How many minutes after another time of the same day it is; fewer than none when before.
    #[must_use]
    pub fn minutes_after(self, other: Self) -> i64 {
        (self.0 - other.0).num_minutes()
    }
}

impl std::fmt::Display for LocalTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

impl std::str::FromStr for LocalTime {
    type Err = BadTime;
    fn from_str(text: &str) -> Result<Self, BadTime> {
        // The day does not matter to what a clock can show.
        let day = Day::new(NaiveDate::default());
        let wall = day.at_clock(text).ok_or(BadTime)?;
        Ok(Self(wall.time()))
    }
}

impl TryFrom<String> for LocalTime {
    type Error = BadTime;
    fn try_from(text: String) -> Result<Self, BadTime> {
        text.parse()
    }
}

impl From<LocalTime> for String {
    fn from(time: LocalTime) -> Self {
        time.to_string()
    }
}

#[cfg(feature = "server")]
impl utoipa::PartialSchema for LocalTime {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^([01][0-9]|2[0-3]):[0-5][0-9]$"))
            .examples([serde_json::json!("09:00")])
            .into()
    }
}

#[cfg(feature = "server")]
impl utoipa::ToSchema for LocalTime {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_written_in_full() {
        let time: LocalTime = "09:05".parse().unwrap();
        assert_eq!(time.to_string(), "09:05");
        let day: Day = "2026-11-24".parse().unwrap();
        assert_eq!(time.on(day).to_string(), "2026-11-24 09:05:00");
        for bad in ["9:05", "24:00", "09:60", "09:05:00", ""] {
            assert_eq!(bad.parse::<LocalTime>(), Err(BadTime), "{bad}");
        }
    }
}
