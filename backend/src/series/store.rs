use std::collections::BTreeSet;

use sea_orm::ColumnTrait as _;
use shared::id::SeriesId;

use crate::entity::shift_series::{Column, Entity};
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx};

pub(super) use crate::entity::shift_series::Model as Series;

pub(super) async fn get(org: &OrgDb, id: SeriesId) -> Result<Series, Failure> {
    org.find::<Entity>().filter(Column::Id.eq(id)).found().await
}

/// Those of these series that are there, which nobody else changes until the transaction ends.
pub(super) async fn lock_all(tx: &OrgTx, ids: &BTreeSet<SeriesId>) -> Result<Vec<Series>, Failure> {
    let those = Column::Id.is_in(ids.iter().copied());
    let find = tx.find::<Entity>().filter(those).ascending(Column::Id);
    find.locked().all().await
}

pub(super) async fn insert(tx: &OrgTx, row: Series) -> Result<(), Failure> {
    tx.insert::<Entity>(row).await
}

/// Writes changed series over those they came from, which are locked.
pub(super) async fn save_all(tx: &OrgTx, rows: Vec<Series>) -> Result<(), Failure> {
    tx.update_rows::<Entity>(rows).await.map(|_| ())
}
