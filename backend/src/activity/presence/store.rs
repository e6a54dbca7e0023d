use std::collections::BTreeSet;

use sea_orm::sea_query::IntoCondition as _;
use sea_orm::{ColumnTrait as _, Condition, ExprTrait as _};
use shared::activity::presence::{Looking, PresenceIn};
use shared::id::{OrgId, StreamId, UserId};
use shared::time::{Instant, IsoWeek};

use super::{FRESH_SECONDS, MOST_STREAMS};
use crate::entity::presence::{Column, Entity, Model};
use crate::platform::problem::Failure;
use crate::platform::scope::{Actor, OrgDb, OrgTx, SystemDb};

/// Who looks at what, as the rows say that are fresh.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::activity) struct Kept {
    /// Each person and week once, in order.
    pub(in crate::activity) looking: BTreeSet<Looking>,
    /// The streams that keep them up.
    pub(in crate::activity) streams: BTreeSet<StreamId>,
}

/// Notes which week a stream's person looks at, and removes what is stale.
pub(super) async fn look(tx: &OrgTx, person: UserId, input: PresenceIn) -> Result<(), Failure> {
    let PresenceIn { stream, week } = input;
    tx.delete::<Entity>(Column::SeenAt.lt(oldest(tx.now())))
        .await?;
    let row = Model {
        org_id: tx.org_id(),
        user_id: person,
        stream_id: stream,
        monday: week.monday(),
        seen_at: tx.now(),
    };
    let own = Column::UserId.eq(person);
    if tx.insert_if_absent::<Entity>(row.clone()).await? {
        if tx.find::<Entity>().filter(own).count().await? > MOST_STREAMS {
            let retry_after = FRESH_SECONDS.unsigned_abs();
            return Err(Failure::TooMany { retry_after });
        }
    } else {
        let same = own.and(Column::StreamId.eq(stream));
        tx.set::<Entity>(Column::Monday, row.monday, same.clone())
            .await?;
        tx.set::<Entity>(Column::SeenAt, row.seen_at, same).await?;
    }
    tx.announce();
    Ok(())
}

/// Who looks at what now.
pub(in crate::activity) async fn read(org: &OrgDb) -> Result<Kept, Failure> {
    let rows = org
        .find::<Entity>()
        .filter(Column::SeenAt.gte(oldest(org.now())))
        .all()
        .await?;
    let looking = rows.iter().map(|row| Looking {
        user_id: row.user_id,
        week: IsoWeek::of(row.monday),
    });
    Ok(Kept {
        looking: looking.collect(),
        streams: rows.iter().map(|row| row.stream_id).collect(),
    })
}

/// Keeps the rows of streams fresh.
pub(in crate::activity) async fn keep(
    system: &SystemDb,
    org: OrgId,
    streams: BTreeSet<StreamId>,
) -> Result<(), Failure> {
    system
        .write_in(org, Actor::System, async |tx| {
            tx.set::<Entity>(Column::SeenAt, tx.now(), of(streams))
                .await?;
            Ok(())
        })
        .await
}

/// Removes the rows of streams that are no more.
pub(in crate::activity) async fn end(
    system: &SystemDb,
    org: OrgId,
    streams: BTreeSet<StreamId>,
) -> Result<(), Failure> {
    system
        .write_in(org, Actor::System, async |tx| {
            if tx.delete::<Entity>(of(streams)).await? > 0 {
                tx.announce();
            }
            Ok(())
        })
        .await
}

fn of(streams: BTreeSet<StreamId>) -> Condition {
    Column::StreamId.is_in(streams).into_condition()
}

/// The oldest time at which a row is fresh.
fn oldest(now: Instant) -> Instant {
    now.plus_seconds(-FRESH_SECONDS)
}
