use shared::access::Capability;
use shared::missions::MissionOut;
use shared::planning::MissionRow;

use crate::availability::Whose;
use crate::platform::session::{Grant, Member};
use crate::shifts::Visibility;

/// What of a planning somebody sees.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    /// Which shifts.
    pub(super) shifts: Visibility,
    /// Whose availability.
    pub(super) availability: Whose,
}

/// Planners see all of it; the others what was announced, and their own availability.
pub(super) fn view<C: Grant>(reader: &Member<C>) -> View {
    let everything = reader.may(Capability::ShiftEdit);
    let everybody = reader.may(Capability::AvailabilityAll);
    View {
        shifts: if everything {
            Visibility::Everything
        } else {
            Visibility::Published
        },
        availability: if everybody {
            Whose::Everybody
        } else {
            Whose::Own(reader.user_id)
        },
    }
}

/// A mission as a chip shows it.
pub(super) fn mission_row(mission: MissionOut) -> MissionRow {
    let MissionOut {
        id,
        title,
        venue,
        address,
        hue,
        setting,
        ..
    } = mission;
    MissionRow {
        id,
        title,
        venue,
        address,
        hue,
        setting,
    }
}
