//! The zones as the server knows them: the tables of `chrono-tz`.

use chrono::{DateTime, Offset as _, TimeZone as _};
use chrono_tz::{TZ_VARIANTS, Tz};

/// A zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Known(pub(super) Tz);

impl Known {
    /// Europe/Paris.
    pub(super) const PARIS: Self = Self(Tz::Europe__Paris);

    /// Universal time.
    pub(super) const UTC: Self = Self(Tz::UTC);

    /// Every zone, by name.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        TZ_VARIANTS.iter().copied().map(Self)
    }

    /// The zone of a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        name.parse().ok().map(Self)
    }

    /// The zone's IANA name.
    pub(super) fn name(self) -> &'static str {
        self.0.name()
    }

    /// The distance from UTC at so many seconds after 1970-01-01T00:00Z, in seconds.
    pub(super) fn offset_seconds(self, at: i64) -> i32 {
        let utc = DateTime::from_timestamp(at, 0)
            .unwrap_or_default()
            .naive_utc();
        self.0
            .offset_from_utc_datetime(&utc)
            .fix()
            .local_minus_utc()
    }
}
