//! What shifts that would be planned in bulk are held against, read in seven queries however
//! many they are.

use shared::labour::MOST_WEEKS;
use shared::planning::judge::{self, Around, Candidate, JudgedRow, Labour, Standing};
use shared::problem::Problem;
use shared::shifts::{OverrideRules, ShiftOut, check_times};
use shared::time::{IsoWeek, Slot, Zone};

use crate::platform::problem::Failure;
use crate::platform::scope::OrgDb;
use crate::shifts;

/// What stands in the way of each of these, in their order, and whether labour rules that
/// block are meant to be broken by those that are chosen anyway.
pub async fn judged(
    org: &OrgDb,
    zone: Zone,
    candidates: Vec<Candidate>,
    meant: Option<&OverrideRules>,
) -> Result<Vec<JudgedRow>, Failure> {
    let around = around(org, zone, (&candidates, &[]), meant).await?;
    Ok(judge::judge(candidates, &around))
}

/// The same for shifts that are there already, `before` as they are.
pub async fn judged_changes(
    org: &OrgDb,
    zone: Zone,
    (before, candidates): (Vec<ShiftOut>, Vec<Candidate>),
    meant: Option<&OverrideRules>,
) -> Result<Vec<JudgedRow>, Failure> {
    let around = around(org, zone, (&candidates, &before), meant).await?;
    Ok(judge::judge_changes(candidates, &around))
}

/// Refuses shifts that no single save would take: with a break as long as a night that lost its
/// hour, longer than a week, or outside the calendar.
fn ensure_savable(candidates: &[Candidate]) -> Result<(), Failure> {
    let planned = candidates
        .iter()
        .filter(|one| one.standing != Standing::Kept);
    for ShiftOut {
        start,
        end,
        break_minutes,
        ..
    } in planned.map(|one| &one.shift)
    {
        if !start.is_written() || !end.is_written() {
            return Err(Problem::field("/to", "out_of_range").into());
        }
        check_times(*start, *end, *break_minutes)?;
    }
    Ok(())
}

/// The weeks of a slot, which the labour rules are held against all of.
fn weeks(slot: Slot, zone: Zone) -> Result<(IsoWeek, IsoWeek), Failure> {
    let (first, last) = (
        zone.week(slot.start()),
        zone.week(slot.end().plus_seconds(-1)),
    );
    let span = last.monday().days_since(first.monday()) / 7;
    match usize::try_from(span).is_ok_and(|weeks| weeks < MOST_WEEKS) {
        true => Ok((first, last)),
        false => Err(Problem::field("/to", "window_too_long").into()),
    }
}

/// What the people of these candidates do in their time and that of the shifts `before`, and said
/// of it, the needs to fill, and what the labour rules are held against.
async fn around(
    org: &OrgDb,
    zone: Zone,
    (candidates, before): (&[Candidate], &[ShiftOut]),
    meant: Option<&OverrideRules>,
) -> Result<Around, Failure> {
    ensure_savable(candidates)?;
    let shifts = candidates.iter().map(|one| &one.shift).chain(before);
    let Some(slot) = judge::covered(shifts) else {
        return Ok(Around::default());
    };
    let people = judge::people(candidates);
    let missions = candidates.iter().map(|one| one.shift.mission_id);
    let labour = Labour {
        ledger: crate::labour::ledger(org, zone, &people, weeks(slot, zone)?).await?,
        settings: crate::missions::settings(org, missions).await?,
        reason: meant.map(|meant| meant.reason.clone()),
    };
    let there = shifts::beside(org, &people, slot).await?;
    Ok(Around {
        shifts: there.into_iter().map(ShiftOut::from).collect(),
        declared: crate::availability::beside(org, &people, slot).await?,
        left: crate::users::unknown(org, &people).await?,
        labour: Some(labour),
    })
}
