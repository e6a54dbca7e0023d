//! Durations (RFC 5545 section 3.3.6).

/// A duration: days of the calendar, and seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Span {
    /// Days, as long as the calendar says.
    pub(super) days: i64,
    /// Seconds.
    pub(super) seconds: i64,
}

impl Span {
    /// A day of the calendar.
    pub(super) const DAY: Self = Self {
        days: 1,
        seconds: 0,
    };

    /// The longest that is read, in days: two centuries are more than any event.
    const MOST_DAYS: i64 = 73_000;

    /// A duration that is not negative: `P1W`, `P1DT2H30M`, `PT90M`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        let text = text.strip_prefix('+').unwrap_or(&text).strip_prefix('P')?;
        let (of_days, of_clock) = text.split_once('T').unwrap_or((text, ""));
        let mut span = Self::default();
        for (count, unit) in parts(of_days)? {
            let days = if unit == 'W' {
                7
            } else if unit == 'D' {
                1
            } else {
                return None;
            };
            span.days = span.days.checked_add(count.checked_mul(days)?)?;
        }
        for (count, unit) in parts(of_clock)? {
            let seconds = match unit {
                'H' => 3600,
                'M' => 60,
                'S' => 1,
                _ => return None,
            };
            span.seconds = span.seconds.checked_add(count.checked_mul(seconds)?)?;
        }
        let empty = of_days.is_empty() && of_clock.is_empty();
        let bounded = span.days <= Self::MOST_DAYS && span.seconds <= Self::MOST_DAYS * 86_400;
        (!empty && bounded).then_some(span)
    }
}

/// The numbers of a duration, each with its unit.
fn parts(text: &str) -> Option<Vec<(i64, char)>> {
    text.split_inclusive(|character: char| !character.is_ascii_digit())
        .map(|part| {
            let unit = part.chars().last()?;
            Some((part.strip_suffix(unit)?.parse().ok()?, unit))
        })
        .collect()
}
