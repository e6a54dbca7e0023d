use sea_orm::ExprTrait as _;
use sea_orm::sea_query::{Expr, LockBehavior, LockType, OnConflict, Query};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};

use super::Window;
use crate::entity::throttle::{Column, Entity, Model};
use crate::platform::problem::Failure;
use crate::platform::scope::SystemTx;

/// Counts one more in the key's window, or begins a new one when the last has ended.
pub(super) async fn count(tx: &SystemTx, key: &str, seconds: i64) -> Result<Window, Failure> {
    let ended = Column::WindowStart.lte(tx.now().plus_seconds(-seconds));
    Entity::delete_many()
        .filter(Column::Key.eq(key))
        .filter(ended)
        .exec(tx.connection())
        .await?;
    let first = Model {
        key: key.to_owned(),
        window_start: tx.now(),
        count: 1,
    };
    let one_more = OnConflict::column(Column::Key)
        .value(Column::Count, Expr::col((Entity, Column::Count)).add(1))
        .to_owned();
    Entity::insert(first.into_active_model().reset_all())
        .on_conflict(one_more)
        .exec_without_returning(tx.connection())
        .await?;
    let window = Entity::find_by_id(key.to_owned())
        .one(tx.connection())
        .await?;
    let window = window.ok_or_else(|| anyhow::anyhow!("a counter vanished"))?;
    Ok(Window {
        start: window.window_start,
        count: window.count,
    })
}

/// Counts one less in the key's window.
pub(super) async fn take_back(tx: &SystemTx, key: &str) -> Result<(), Failure> {
    Entity::update_many()
        .col_expr(Column::Count, Expr::col(Column::Count).sub(1))
        .filter(Column::Key.eq(key))
        .filter(Column::Count.gt(0))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// How many counters are removed at once: more than one attempt makes, so that they get fewer.
const FORGOTTEN_AT_ONCE: u64 = 20;

/// Removes some of the counters that began so long ago, but none that somebody else is at.
pub(super) async fn forget_some(tx: &SystemTx, seconds: i64) -> Result<(), Failure> {
    let ended = Query::select()
        .column(Column::Key)
        .from(Entity)
        .and_where(Column::WindowStart.lt(tx.now().plus_seconds(-seconds)))
        .limit(FORGOTTEN_AT_ONCE)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .take();
    Entity::delete_many()
        .filter(Column::Key.in_subquery(ended))
        .exec(tx.connection())
        .await?;
    Ok(())
}
