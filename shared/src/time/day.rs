use chrono::{Datelike, Days, NaiveDate};

use super::BadTime;

/// The years that both databases and every calendar app can hold.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1970..=2199;

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

    /// The wall time at which a clock shows `HH:MM` on the day.
    #[must_use]
    pub fn at_clock(self, clock: &str) -> Option<super::Wall> {
        let [h1, h2, b':', m1, m2] = *clock.as_bytes() else {
            return None;
        };
        let (hour, minute) = (number(&[h1, h2]).ok()?, number(&[m1, m2]).ok()?);
        self.0.and_hms_opt(hour, minute, 0)
    }

    /// Whether its year is one that can be written: 1970 to 2199.
    #[must_use]
    pub fn is_written(self) -> bool {
        YEARS.contains(&self.0.year())
    }

    /// The day's place in its week: 0 for Monday to 6 for Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        u8::try_from(self.0.weekday().num_days_from_monday()).unwrap_or_default()
    }
}

/// The number that these digits write.
fn number(digits: &[u8]) -> Result<u32, BadTime> {
    digits.iter().try_fold(0, |number, digit| match digit {
        b'0'..=b'9' => Ok(number * 10 + u32::from(digit - b'0')),
        _ => Err(BadTime),
    })
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.0.year(),
            self.0.month(),
            self.0.day()
        )
    }
}

impl std::str::FromStr for Day {
    type Err = BadTime;
    fn from_str(text: &str) -> Result<Self, BadTime> {
        // Digits at their places, and nothing else: the formatter of `chrono` takes more, and
        // weighs more in the web app.
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else {
            return Err(BadTime);
        };
        let [year, month, day] = [
            number(&[y1, y2, y3, y4])?,
            number(&[m1, m2])?,
            number(&[d1, d2])?,
        ];
        let year = i32::try_from(year).map_err(|_| BadTime)?;
        if !YEARS.contains(&year) {
            return Err(BadTime);
        }
        NaiveDate::from_ymd_opt(year, month, day)
            .map(Self)
            .ok_or(BadTime)
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
        let at = |clock: &str| day.at_clock(clock).map(|wall| wall.to_string());
        assert_eq!(at("09:05").as_deref(), Some("2026-11-24 09:05:00"));
        assert_eq!(
            (at("24:00"), at("9:05"), at("09:60"), at("+9:05")),
            (None, None, None, None)
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
