//! A shift held against what its person already has to do and has said, while the person is
//! locked.

use shared::availability::Clash;
use shared::id::UserId;
use shared::labour::{Breach, Work, caused};
use shared::missions::Setting;
use shared::shifts::{OverrideRules, ShiftOut, ShiftSaved};
use shared::time::Zone;

use super::rules::{self, Check, Checks};
use super::store::{self, Shift};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;

/// A shift that may be saved, and what to think of.
pub(super) struct Settled {
    pub(super) shift: Shift,
    warnings: Vec<Clash>,
    breaches: Vec<Breach>,
}

impl Settled {
    /// What the caller is told.
    pub(super) fn saved(self) -> ShiftSaved {
        ShiftSaved {
            shift: self.shift.into(),
            warnings: self.warnings,
            breaches: self.breaches,
        }
    }
}

/// Holds a shift against the person's other shifts, their availability and the labour rules.
pub(super) async fn settle(
    tx: &OrgTx,
    zone: Zone,
    (before, shift): (Option<&ShiftOut>, Shift),
    checks: Checks,
) -> Result<Settled, Failure> {
    let Some(person) = shift.person_id else {
        return Ok(Settled {
            shift: rules::without_person(shift),
            warnings: Vec::new(),
            breaches: Vec::new(),
        });
    };
    store::lock_people(tx, &[person]).await?;
    let slot = rules::slot(&shift)?;
    let declared = crate::availability::of_people(tx, &[(person, slot)]).await?;
    let warnings = shared::availability::clashes(Some(person), slot, &declared);
    let in_the_way = store::overlapping(tx, &[rules::booked(&shift)?]).await?;
    let shift = rules::settle(shift, checks.overlap, &in_the_way)?;
    let (shift, breaches) = match checks.rules {
        Check::AsItWas => (shift, Vec::new()),
        Check::Checked(meant) => by_rules(tx, zone, person, (before, shift), meant).await?,
    };
    Ok(Settled {
        shift,
        warnings,
        breaches,
    })
}

async fn by_rules(
    tx: &OrgTx,
    zone: Zone,
    person: UserId,
    (before, shift): (Option<&ShiftOut>, Shift),
    meant: Option<OverrideRules>,
) -> Result<(Shift, Vec<Breach>), Failure> {
    let setting = crate::missions::settings(tx, [shift.mission_id]).await?;
    let setting = setting.get(&shift.mission_id).copied();
    let setting = setting.unwrap_or(Setting::House);
    let week = zone.week(shift.start_at);
    let ledger = crate::labour::ledger(tx, zone, &[person], (week, week)).await?;
    let before = before.filter(|before| before.person_id == Some(person));
    // Where it was worked does not matter of what is taken away.
    let before = before.and_then(|before| Work::of(before, setting));
    let after = Work::of(&ShiftOut::from(shift.clone()), setting);
    let after = ledger.breaches_with(person, week, (before.as_ref(), after));
    let breaches = caused(&ledger.breaches(person, week), after.clone());
    let shift = rules::settle_rules(shift, meant, &after, &breaches)?;
    Ok((shift, breaches))
}
