use std::collections::BTreeMap;

use shared::access::Capability;
use shared::publications::{AnnouncedShift, pending};
use shared::shifts::ShiftOut;

use crate::availability::Whose;
use crate::platform::session::{Grant, Member};
use crate::shifts::Published;

/// Which side of the shifts somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// As they are planned.
    Planned,
    /// As they were announced.
    Announced,
}

/// What of a planning somebody sees.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    /// Which shifts.
    pub(super) shifts: Side,
    /// Whose availability.
    pub(super) availability: Whose,
}

/// Planners see all of it; the others what was announced, and their own availability.
pub(super) fn view<C: Grant>(reader: &Member<C>) -> View {
    let everything = reader.may(Capability::ShiftEdit);
    let everybody = reader.may(Capability::AvailabilityAll);
    View {
        shifts: if everything {
            Side::Planned
        } else {
            Side::Announced
        },
        availability: if everybody {
            Whose::Everybody
        } else {
            Whose::Own(reader.user_id)
        },
    }
}

/// What is announced and is so no longer, of these shifts as they are planned and of all that is
/// announced of their window.
pub(super) fn outdated(planned: &[ShiftOut], copies: Vec<Published>) -> Vec<AnnouncedShift> {
    let rows: BTreeMap<_, _> = planned.iter().map(|shift| (shift.id, shift)).collect();
    let outdated = |copy: Published| {
        let announced = copy.announced()?;
        let row = rows.get(&copy.shift_id).copied();
        pending(copy.shift_id, row, Some(&announced))?;
        Some(AnnouncedShift {
            shift_id: copy.shift_id,
            announced,
        })
    };
    copies.into_iter().filter_map(outdated).collect()
}
