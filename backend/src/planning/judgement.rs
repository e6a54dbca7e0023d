//! What shifts that would be planned in bulk are held against, read in seven queries however
//! many they are.

use shared::planning::judge::{self, Around, Candidate, JudgedRow, Labour};
use shared::shifts::{OverrideRules, ShiftOut};
use shared::time::{Slot, Zone};

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
    let shifts = candidates.iter().map(|one| &one.shift);
    let around = match judge::covered(shifts) {
        Some(slot) => around(org, zone, (&candidates, slot), meant).await?,
        None => Around::default(),
    };
    Ok(judge::judge(candidates, &around))
}

/// The same for shifts that are there already, `before` as they are.
pub async fn judged_changes(
    org: &OrgDb,
    zone: Zone,
    (before, candidates): (Vec<ShiftOut>, Vec<Candidate>),
    meant: Option<&OverrideRules>,
) -> Result<Vec<JudgedRow>, Failure> {
    let shifts = candidates.iter().map(|one| &one.shift).chain(&before);
    let around = match judge::covered(shifts) {
        Some(slot) => around(org, zone, (&candidates, slot), meant).await?,
        None => Around::default(),
    };
    Ok(judge::judge_changes(candidates, &around))
}

/// What the people of these candidates do in that time and said of it, the needs to fill, and what
/// the labour rules are held against.
async fn around(
    org: &OrgDb,
    zone: Zone,
    (candidates, slot): (&[Candidate], Slot),
    meant: Option<&OverrideRules>,
) -> Result<Around, Failure> {
    let people = judge::people(candidates);
    let weeks = (
        zone.week(slot.start()),
        zone.week(slot.end().plus_seconds(-1)),
    );
    let missions: Vec<_> = candidates.iter().map(|one| one.shift.mission_id).collect();
    let labour = Labour {
        ledger: crate::labour::ledger(org, zone, &people, weeks).await?,
        settings: crate::missions::settings(org, &missions).await?,
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
