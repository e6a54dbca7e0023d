//! What is said, and of when, in words.

use shared::availability::{AvailabilityKind, Span};
use shared::time::{Slot, Zone};

use crate::dates;
use crate::i18n::*;
use crate::ui::Tone;

/// What is said, in words.
pub(crate) fn kind(i18n: I18n, kind: AvailabilityKind) -> &'static str {
    match kind {
        AvailabilityKind::Unavailable => t_string!(i18n, availability.kinds.unavailable),
        AvailabilityKind::Available => t_string!(i18n, availability.kinds.available),
        AvailabilityKind::Preferred => t_string!(i18n, availability.kinds.preferred),
    }
}

/// What is said, in short: how its badge looks.
pub(super) const fn tone(kind: AvailabilityKind) -> Tone {
    match kind {
        AvailabilityKind::Unavailable => Tone::Bad,
        AvailabilityKind::Available => Tone::Good,
        AvailabilityKind::Preferred => Tone::Warn,
    }
}

/// When it holds, in words.
pub(crate) fn span(i18n: I18n, span: Span, zone: Zone) -> String {
    match span {
        Span::Days { first, last } => dates::days(i18n, first, last),
        Span::Times { start, end } => Slot::new(start, end)
            .map(|slot| dates::stretch(i18n, slot, zone))
            .unwrap_or_default(),
    }
}
