//! What the labour rules say of shifts as they might be saved.

use std::collections::{BTreeMap, BTreeSet};

use shared::id::{ShiftId, UserId};
use shared::labour::{Breach, Ledger, Terms, Work, caused};
use shared::missions::Setting;
use shared::problem::FieldError;
use shared::shifts::{Proposal, ShiftKind, ShiftOut};
use shared::time::{IsoWeek, Zone};

use super::store::{self, Shift};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgDb;

/// The most weeks from the first proposal to the last.
const MOST_WEEKS: i64 = 53;

/// A proposal as the rules see it.
struct Proposed {
    person: Option<UserId>,
    work: Work,
    before: Option<ShiftOut>,
}

/// What each proposal would break, or break further, when all of them are saved.
pub(super) async fn breaches(
    org: &OrgDb,
    zone: Zone,
    proposals: &[Proposal],
) -> Result<Vec<Vec<Breach>>, Failure> {
    let Some(weeks) = weeks(proposals, zone)? else {
        return Ok(Vec::new());
    };
    let proposed = proposed(org, proposals).await?;
    let mut ledger = crate::labour::ledger(org, zone, &people(&proposed), weeks).await?;
    let before = ledger.clone();
    for one in &proposed {
        put(&mut ledger, one);
    }
    let own = proposed.iter().filter(|one| one.before.is_none());
    let own: BTreeSet<_> = own.map(|one| one.work.shift_id).collect();
    let judged = proposed
        .iter()
        .map(|one| judged(&before, &ledger, one, &own));
    Ok(judged.collect())
}

/// The weeks that the proposals begin in, the first and the last.
fn weeks(proposals: &[Proposal], zone: Zone) -> Result<Option<(IsoWeek, IsoWeek)>, Failure> {
    let weeks = || proposals.iter().map(|one| zone.week(one.start));
    let Some((first, last)) = weeks().min().zip(weeks().max()) else {
        return Ok(None);
    };
    if last.monday().days_since(first.monday()) >= MOST_WEEKS * 7 {
        return Err(FieldError::new("/shifts", "window_too_long").into());
    }
    Ok(Some((first, last)))
}

async fn proposed(org: &OrgDb, proposals: &[Proposal]) -> Result<Vec<Proposed>, Failure> {
    let ids = proposals.iter().filter_map(|one| one.shift_id);
    let stored = store::of_ids(org, ids).await?;
    let stored: BTreeMap<ShiftId, Shift> = stored.into_iter().map(|it| (it.id, it)).collect();
    let named = proposals.iter().filter_map(|one| one.mission_id);
    let missions = named.chain(stored.values().map(|it| it.mission_id));
    let settings = crate::missions::settings(org, missions).await?;
    let of = |one: &Proposal| {
        let before = one.shift_id.and_then(|id| stored.get(&id));
        let mission = one.mission_id.or(before.map(|it| it.mission_id));
        let setting = mission.and_then(|id| settings.get(&id).copied());
        let kind = one.kind.or(before.map(|it| it.kind));
        let kind = kind.unwrap_or(ShiftKind::Autre);
        let rest = one.break_minutes.or(before.map(|it| it.break_minutes));
        Proposed {
            person: one.person_id,
            work: Work {
                shift_id: one.shift_id.unwrap_or_default(),
                start: one.start,
                end: one.end,
                break_minutes: rest.unwrap_or_default(),
                terms: Terms::of(kind, setting.unwrap_or(Setting::House)),
            },
            before: before.map(|it| ShiftOut::from(it.clone())),
        }
    };
    Ok(proposals.iter().map(of).collect())
}

fn people(proposed: &[Proposed]) -> Vec<UserId> {
    let before = |one: &Proposed| one.before.as_ref().and_then(|it| it.person_id);
    let people = proposed.iter().flat_map(|one| [one.person, before(one)]);
    let people: BTreeSet<_> = people.flatten().collect();
    people.into_iter().collect()
}

fn put(ledger: &mut Ledger, one: &Proposed) {
    // Taking a shift away looks at its id and its time alone, not at where it is worked.
    let before = one.before.as_ref();
    let before = before.and_then(|it| it.person_id.zip(Work::of(it, Setting::House)));
    if let Some((person, work)) = before {
        ledger.take(person, &work);
    }
    if let Some(person) = one.person {
        ledger.put(person, one.work);
    }
}

/// What comes of one proposal: the breaches that it takes part in and that were not there.
fn judged(before: &Ledger, after: &Ledger, one: &Proposed, own: &BTreeSet<ShiftId>) -> Vec<Breach> {
    let Some(person) = one.person else {
        return Vec::new();
    };
    let week = after.week(&one.work);
    let mut found = caused(&before.breaches(person, week), after.breaches(person, week));
    found.retain(|breach| breach.shift_ids.contains(&one.work.shift_id));
    // What is not stored yet has no id that anybody knows.
    for breach in &mut found {
        breach.shift_ids.retain(|id| !own.contains(id));
    }
    found
}
