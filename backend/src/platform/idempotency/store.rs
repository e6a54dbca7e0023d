use sea_orm::sea_query::{Expr, LockBehavior, LockType, Query};
use sea_orm::{ColumnTrait as _, Condition, ExprTrait as _};

use super::KEPT_SECONDS;
use crate::entity::idempotency_key as row;
use crate::platform::problem::Failure;
use crate::platform::reply::Reply;
use crate::platform::scope::OrgTx;

/// What a key turned out to be.
pub(super) enum Claim {
    /// New: this request is the first.
    Mine,
    /// Used by the same request, which was answered so.
    Answered(Reply),
    /// Used by another request.
    OtherRequest,
}

/// Takes the key, or finds what it was used for. Waits while another transaction holds it.
pub(super) async fn claim(tx: &OrgTx, key: &str, fingerprint: &str) -> Result<Claim, Failure> {
    let expired = row::Column::CreatedAt.lt(tx.now().plus_seconds(-KEPT_SECONDS));
    tx.delete::<row::Entity>(this(tx, key).add(expired.clone()))
        .await?;
    forget_some(tx, expired).await?;
    let fresh = row::Model {
        org_id: tx.org_id(),
        principal: tx.actor().to_string(),
        key: key.to_owned(),
        body_hash: fingerprint.to_owned(),
        reply: serde_json::Value::Null,
        created_at: tx.now(),
    };
    if tx.insert_if_absent::<row::Entity>(fresh).await? {
        return Ok(Claim::Mine);
    }
    let kept = tx.find::<row::Entity>().filter(this(tx, key)).one().await?;
    match kept {
        Some(kept) if kept.body_hash == fingerprint => Ok(Claim::Answered(
            serde_json::from_value(kept.reply).map_err(anyhow::Error::from)?,
        )),
        _ => Ok(Claim::OtherRequest),
    }
}

/// How many answers are forgotten at once: more than one request keeps, so that they get fewer.
const FORGOTTEN_AT_ONCE: u64 = 20;

/// Removes some of the organisation's answers that are kept no longer, but none that somebody
/// else is at.
async fn forget_some(tx: &OrgTx, expired: Expr) -> Result<(), Failure> {
    let keys = [row::Column::Principal, row::Column::Key];
    let some = Query::select()
        .columns(keys)
        .from(row::Entity)
        .and_where(row::Column::OrgId.eq(tx.org_id()))
        .and_where(expired)
        .limit(FORGOTTEN_AT_ONCE)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .take();
    let expired = Expr::tuple(keys.map(Expr::col)).in_subquery(some);
    tx.delete::<row::Entity>(Condition::all().add(expired))
        .await?;
    Ok(())
}

/// Writes the answer down, in the transaction that did what it says.
pub(super) async fn keep(tx: &OrgTx, key: &str, reply: &Reply) -> Result<(), Failure> {
    let reply = serde_json::to_value(reply).map_err(anyhow::Error::from)?;
    tx.set::<row::Entity>(row::Column::Reply, reply, this(tx, key))
        .await?;
    Ok(())
}

fn this(tx: &OrgTx, key: &str) -> Condition {
    Condition::all()
        .add(row::Column::Principal.eq(tx.actor().to_string()))
        .add(row::Column::Key.eq(key))
}
