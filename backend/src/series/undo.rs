//! Taking back what an operation did to series, as far as nobody has changed them since.

use std::collections::BTreeMap;

use shared::id::{OperationId, SeriesId};
use shared::series::SeriesOut;

use super::rules;
use super::store::{self, Series};
use crate::activity::record_all;
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;

/// What an operation did to a series. One that it made stays, without shifts: it is seen nowhere,
/// and doing everything again finds it.
#[derive(Debug)]
pub struct Step {
    /// What it was before.
    pub before: SeriesOut,
    /// What it was after.
    pub after: SeriesOut,
}

/// Makes series again what they were, as part of the operation `undo`.
pub async fn restore(tx: &OrgTx, steps: Vec<Step>, undo: OperationId) -> Result<(), Failure> {
    let by_id: BTreeMap<SeriesId, Step> = steps
        .into_iter()
        .map(|step| (step.before.id, step))
        .collect();
    let ids = by_id.keys().copied().collect();
    let (mut rows, mut changes) = (Vec::new(), Vec::new());
    for present in store::lock_all(tx, &ids).await? {
        let Some(step) = by_id.get(&present.id) else {
            continue;
        };
        let version = present.version;
        let left = SeriesOut {
            version,
            ..step.after.clone()
        };
        if rules::out(present.clone())? != left {
            continue;
        }
        let wanted = Series {
            rule: step.before.rule.clone(),
            first_day: step.before.first_day,
            pattern: rules::json(&step.before.pattern)?,
            ..present.clone()
        };
        changes.push(rules::changed(&present, &wanted)?.part_of(undo));
        rows.push(wanted);
    }
    store::save_all(tx, rows).await?;
    record_all(tx, changes).await
}
