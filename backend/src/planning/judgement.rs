//! What shifts that would be planned in bulk are held against, read in seven queries however
//! many they are.

use shared::id::UserId;
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
    let Some(slot) = judge::covered(&candidates) else {
        return Ok(judge::judge(candidates, &Around::default()));
    };
    let people = judge::people(&candidates);
    let mut around = around(org, &people, slot).await?;
    let weeks = (
        zone.week(slot.start()),
        zone.week(slot.end().plus_seconds(-1)),
    );
    let missions: Vec<_> = candidates.iter().map(|one| one.shift.mission_id).collect();
    around.labour = Some(Labour {
        ledger: crate::labour::ledger(org, zone, &people, weeks).await?,
        settings: crate::missions::settings(org, &missions).await?,
        reason: meant.map(|meant| meant.reason.clone()),
    });
    Ok(judge::judge(candidates, &around))
}

/// What these people do and said in that time, and the needs to fill.
pub async fn around(org: &OrgDb, people: &[UserId], slot: Slot) -> Result<Around, Failure> {
    let there = shifts::beside(org, people, slot).await?;
    Ok(Around {
        shifts: there.into_iter().map(ShiftOut::from).collect(),
        declared: crate::availability::beside(org, people, slot).await?,
        left: crate::users::unknown(org, people).await?,
        labour: None,
    })
}
