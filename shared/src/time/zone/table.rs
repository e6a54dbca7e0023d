//! The zones as the web app carries them: when each one's clocks change, written down by
//! `build.rs` from the tables that the server uses.

include!(concat!(env!("OUT_DIR"), "/zones.rs"));

/// A zone: its place among the names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Known(u16);

impl Known {
    /// Europe/Paris.
    pub(super) const PARIS: Self = Self(PARIS);

    /// Universal time.
    pub(super) const UTC: Self = Self(UTC);

    /// Every zone, by name.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0_u16..).take(NAMES.len()).map(Self)
    }

    /// The zone of a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::all().find(|zone| zone.name() == name)
    }

    fn entry(self) -> (&'static str, u16) {
        NAMES
            .get(usize::from(self.0))
            .copied()
            .unwrap_or(("UTC", 0))
    }

    /// The zone's IANA name.
    pub(super) fn name(self) -> &'static str {
        self.entry().0
    }

    /// The distance from UTC at so many seconds after 1970-01-01T00:00Z, in seconds.
    pub(super) fn offset_seconds(self, at: i64) -> i32 {
        let history = usize::from(self.entry().1);
        let start = |place: usize| STARTS.get(place).map_or(0, |start| usize::from(*start));
        let changes = start(history)..start(history + 1);
        let gaps = GAPS.get(changes.clone()).unwrap_or_default();
        let offsets = OFFSETS.get(changes).unwrap_or_default();
        let mut changed = 0;
        let mut offset = 0;
        for (gap, next) in gaps.iter().zip(offsets) {
            changed += i64::from(*gap);
            // What held in 1970 stands for all that was before.
            if changed > at && changed > 0 {
                break;
            }
            offset = *next;
        }
        offset
    }

    /// When its clocks change, in seconds after 1970-01-01T00:00Z.
    #[cfg(test)]
    pub(super) fn changes(self) -> impl Iterator<Item = i64> {
        let history = usize::from(self.entry().1);
        let start = |place: usize| STARTS.get(place).map_or(0, |start| usize::from(*start));
        let gaps = GAPS
            .get(start(history)..start(history + 1))
            .unwrap_or_default();
        gaps.iter().scan(0, |changed, gap| {
            *changed += i64::from(*gap);
            Some(*changed)
        })
    }
}
