//! What shifts that would be planned in bulk are held against, read in three queries however
//! many they are.

use shared::id::UserId;
use shared::planning::judge::{self, Around, Candidate, JudgedRow};
use shared::shifts::ShiftOut;
use shared::time::Slot;

use crate::platform::problem::Failure;
use crate::platform::scope::OrgDb;
use crate::shifts;

/// What stands in the way of each of these, in their order.
pub async fn judged(org: &OrgDb, candidates: Vec<Candidate>) -> Result<Vec<JudgedRow>, Failure> {
    let around = match judge::covered(&candidates) {
        Some(slot) => around(org, &judge::people(&candidates), slot).await?,
        None => Around::default(),
    };
    Ok(judge::judge(candidates, &around))
}

/// What these people do and said in that time, and the needs to fill.
pub async fn around(org: &OrgDb, people: &[UserId], slot: Slot) -> Result<Around, Failure> {
    let there = shifts::beside(org, people, slot).await?;
    Ok(Around {
        shifts: there.into_iter().map(ShiftOut::from).collect(),
        declared: crate::availability::beside(org, people, slot).await?,
        left: crate::users::unknown(org, people).await?,
    })
}
