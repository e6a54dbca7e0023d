//! Moving several shifts in one act: to other days, to somebody else, or both.

use serde::{Deserialize, Serialize};

use super::Cell;
use super::deletion::Picked;
use super::judge::{Candidate, Standing};
use super::paste::{Chosen, PasteRow, by_shift};
use super::relocate::{Relocated, relocate};
use crate::call::Call;
use crate::id::{OperationId, UserId};
use crate::operations::Kept;
use crate::patch::Patch;
use crate::shifts::{OverrideRules, ShiftOut};
use crate::time::{Day, Zone};

/// Which shifts to move, and where to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MoveIn {
    /// The shifts, 1 to 1000.
    #[cfg_attr(feature = "server", schema(min_items = 1, max_items = 1000))]
    pub shifts: Vec<Picked>,
    /// The day that goes to the other: all go as many days on, or back.
    #[cfg_attr(feature = "server", schema(example = "2026-11-24"))]
    pub from: Day,
    /// The other day.
    #[cfg_attr(feature = "server", schema(example = "2026-11-25"))]
    pub to: Day,
    /// Who is to work them, nobody when null; those who work them now when absent.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Option<UserId>, required = false))]
    pub person_id: Patch<Option<UserId>>,
    /// What to do otherwise than the verdicts say. At most 1000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "server", schema(max_items = 1000))]
    pub choices: Vec<Chosen>,
    /// That labour rules are meant to be broken, by those that `choices` plans anyway.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_rules: Option<OverrideRules>,
    /// Whether only to tell what would happen.
    pub dry_run: bool,
}

/// What a move did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MoveOut {
    /// The operation, by which it can be undone; absent where nothing was moved.
    pub operation_id: Option<OperationId>,
    /// How many shifts are moved.
    pub moved: u32,
    /// How many were not there any more.
    pub gone: u32,
    /// One row a shift that could be moved, by start. One that is created is moved there, one
    /// that is skipped stays where it is.
    pub rows: Vec<PasteRow>,
    /// Those that are left, because somebody changed them since.
    pub kept: Vec<Kept>,
}

/// Moves several shifts, or tells what that would do. MANAGER.
pub fn move_all(input: &MoveIn) -> Call<MoveOut> {
    Call::post("/planning/move").body(input)
}

/// These shifts where they are to go, in their order.
#[must_use]
pub fn moved(shifts: &[ShiftOut], input: &MoveIn, zone: Zone) -> Vec<Candidate> {
    let choices = by_shift(&input.choices);
    let candidate = |shift: &ShiftOut| {
        let person = input.person_id.clone().over(shift.person_id);
        let to = Cell {
            person,
            day: input.to,
        };
        let Relocated { shift: moved, note } = relocate(shift, input.from, to, zone);
        Candidate {
            standing: Standing::Moved,
            choice: choices.get(&shift.id).copied(),
            ..Candidate::new(moved, note)
        }
    };
    shifts.iter().map(candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::ShiftId;
    use crate::planning::board::sample::shift;
    use crate::planning::judge::{Around, RowVerdict, judge_changes};

    fn of(person: Option<UserId>, start: &str, end: &str) -> ShiftOut {
        ShiftOut {
            person_id: person,
            ..shift(start, end)
        }
    }

    fn by_a_day(shifts: &[ShiftOut], person_id: Patch<Option<UserId>>) -> MoveIn {
        MoveIn {
            shifts: shifts.iter().map(Picked::of).collect(),
            from: "2026-11-24".parse().unwrap(),
            to: "2026-11-25".parse().unwrap(),
            person_id,
            choices: Vec::new(),
            override_rules: None,
            dry_run: true,
        }
    }

    fn verdicts(shifts: &[ShiftOut], input: &MoveIn, there: &[ShiftOut]) -> Vec<RowVerdict> {
        let around = Around {
            shifts: there.iter().chain(shifts).cloned().collect(),
            ..Around::default()
        };
        let rows = judge_changes(moved(shifts, input, Zone::PARIS), &around);
        rows.iter().map(|row| row.verdict).collect()
    }

    /// Tuesday's goes to Wednesday although Wednesday's is there: it goes to Thursday.
    #[test]
    fn what_moves_away_is_in_nobodys_way() {
        let ana = Some(UserId::new());
        let shifts = [
            of(ana, "2026-11-24T09:00", "2026-11-24T12:00"),
            of(ana, "2026-11-25T09:00", "2026-11-25T12:00"),
        ];
        let input = by_a_day(&shifts, Patch::Keep);
        assert_eq!(verdicts(&shifts, &input, &[]), [RowVerdict::Create; 2]);
    }

    /// Wednesday's cannot go, so Tuesday's cannot either.
    #[test]
    fn what_has_to_stay_is_in_the_way_of_the_next() {
        let ana = Some(UserId::new());
        let shifts = [
            of(ana, "2026-11-24T09:00", "2026-11-24T12:00"),
            of(ana, "2026-11-25T10:00", "2026-11-25T12:00"),
        ];
        let busy = of(ana, "2026-11-26T11:00", "2026-11-26T13:00");
        let input = by_a_day(&shifts, Patch::Keep);
        assert_eq!(verdicts(&shifts, &input, &[busy]), [RowVerdict::Overlap; 2]);
    }

    #[test]
    fn two_of_one_time_cannot_go_to_one_person() {
        let (ana, bob) = (Some(UserId::new()), Some(UserId::new()));
        let shifts = [
            of(ana, "2026-11-24T09:00", "2026-11-24T12:00"),
            of(None, "2026-11-24T09:00", "2026-11-24T11:00"),
        ];
        let input = by_a_day(&shifts, Patch::Set(bob));
        let found = verdicts(&shifts, &input, &[]);
        assert_eq!(found, [RowVerdict::Create, RowVerdict::Overlap]);
    }

    #[test]
    fn a_need_goes_beside_one_like_it() {
        let need = of(None, "2026-11-24T09:00", "2026-11-24T12:00");
        let input = by_a_day(std::slice::from_ref(&need), Patch::Keep);
        let there = moved(std::slice::from_ref(&need), &input, Zone::PARIS);
        let there = ShiftOut {
            id: ShiftId::new(),
            ..there[0].shift.clone()
        };
        assert_eq!(verdicts(&[need], &input, &[there]), [RowVerdict::Create]);
    }
}
