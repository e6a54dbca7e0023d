use chrono::{Datelike, Days, NaiveDate};

use super::BadTime;

/// A calendar day, in whichever zone it is read.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "server", derive(sea_orm::DeriveValueType))]
pub struct Day(NaiveDate);

impl Day {
    /// The day of a date.
    #[must_use]
    pub const fn new(date: NaiveDate) -> Self {
        Self(date)
    }

    /// The date of the day.
    #[must_use]
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// So many days later (earlier when negative), at most to the end of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let by = Days::new(days.unsigned_abs());
        let moved = if days < 0 {
            self.0.checked_sub_days(by)
        } else {
            self.0.checked_add_days(by)
        };
        Self(moved.unwrap_or(self.0))
    }

    /// Days from `earlier` to here; negative when it is later.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// The day's place in its week: 0 for Monday to 6 for Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        u8::try_from(self.0.weekday().num_days_from_monday()).unwrap_or_default()
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.format("%Y-%m-%d").fmt(f)
    }
}

impl std::str::FromStr for Day {
    type Err = BadTime;
    fn from_str(text: &str) -> Result<Self, BadTime> {
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| BadTime)?;
        let written_in_full = text.len() == 10;
        if written_in_full && (1970..=2199).contains(&date.year()) {
            Ok(Self(date))
        } else {
            Err(BadTime)
        }
    }
}

impl TryFrom<String> for Day {
    type Error = BadTime;
    fn try_from(text: String) -> Result<Self, BadTime> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

#[cfg(feature = "server")]
impl utoipa::PartialSchema for Day {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(
                utoipa::openapi::KnownFormat::Date,
            )))
            .examples([serde_json::json!("2026-11-24")])
            .into()
    }
}

#[cfg(feature = "server")]
impl utoipa::ToSchema for Day {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_in_full() {
        let day: Day = "2026-11-24".parse().unwrap();
        assert_eq!(
            (day.weekday(), day.plus_days(-24).to_string()),
            (1, "2026-10-31".to_owned())
        );
        for bad in [
            "2026-2-3",
            "2026-02-30",
            "26-11-24",
            "2026-11-24T00:00",
            "+2026-11-24",
        ] {
            assert_eq!(bad.parse::<Day>(), Err(BadTime), "{bad}");
        }
    }
}
