use std::ops::Deref;
use std::sync::Arc;

use sea_orm::sea_query::{Expr, IntoCondition, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, ExprTrait as _, IdenStatic as _,
    IntoActiveModel, Iterable as _, ModelTrait, QueryFilter as _, Value,
};

use super::{Executor, OrgDb, OrgOwned, Versioned};
use crate::platform::db::Tx;
use crate::platform::problem::Failure;
use shared::problem::ProblemCode;

/// A transaction of one organisation. Reads as [`OrgDb`] does, and writes.
#[derive(Debug)]
pub struct OrgTx {
    pub(super) scope: OrgDb,
    pub(super) tx: Arc<Tx>,
}

impl Deref for OrgTx {
    type Target = OrgDb;
    fn deref(&self) -> &OrgDb {
        &self.scope
    }
}

/// Runs `work` in a transaction of the organisation: all of it happens, or nothing.
pub(in crate::platform) async fn transact<T>(
    org: &OrgDb,
    work: impl AsyncFnOnce(&OrgTx) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let Executor::Pool(db) = &org.executor else {
        return Err(anyhow::anyhow!("a transaction inside a transaction").into());
    };
    let tx = Arc::new(db.begin().await?);
    let scope = OrgDb {
        org: org.org,
        actor: org.actor,
        now: org.now,
        executor: Executor::Transaction(tx.clone()),
    };
    let scoped = OrgTx { scope, tx };
    let outcome = work(&scoped).await;
    let tx = scoped.into_tx()?;
    match outcome {
        Ok(done) => tx.commit().await.map(|()| done),
        Err(failure) => tx.rollback().await.and(Err(failure)),
    }
}

impl OrgTx {
    /// Says that the organisation has news, once the transaction is committed.
    pub fn announce(&self) {
        self.tx.announce(self.scope.org);
    }

    fn into_tx(self) -> Result<Tx, Failure> {
        drop(self.scope);
        Arc::try_unwrap(self.tx)
            .map_err(|_| anyhow::anyhow!("a transaction is still in use").into())
    }

    /// Adds a row, as one of this organisation whatever it says itself.
    pub async fn insert<E: OrgOwned>(&self, row: E::Model) -> Result<(), Failure>
    where
        E::Model: IntoActiveModel<E::ActiveModel>,
    {
        self.insert_many::<E>([row]).await
    }

    /// Adds rows, as ones of this organisation whatever they say themselves.
    pub async fn insert_many<E: OrgOwned>(
        &self,
        rows: impl IntoIterator<Item = E::Model>,
    ) -> Result<(), Failure>
    where
        E::Model: IntoActiveModel<E::ActiveModel>,
    {
        let mut stamped = rows.into_iter().map(|row| self.stamped::<E>(row));
        loop {
            let batch: Vec<_> = stamped.by_ref().take(rows_a_statement::<E>()).collect();
            if batch.is_empty() {
                return Ok(());
            }
            E::insert_many(batch)
                .exec_without_returning(self.tx.connection())
                .await?;
        }
    }

    /// The row, as one of this organisation.
    fn stamped<E: OrgOwned>(&self, row: E::Model) -> E::ActiveModel
    where
        E::Model: IntoActiveModel<E::ActiveModel>,
    {
        let mut row = row.into_active_model().reset_all();
        row.set(E::ORG, Value::from(self.scope.org));
        row
    }

    /// Writes a changed row over the one it came from, and answers it with its next version.
    /// The row must be as it was read: when another writer was faster, that is a conflict.
    pub async fn update<E: Versioned>(&self, mut row: E::Model) -> Result<E::Model, Failure>
    where
        E::Model: IntoActiveModel<E::ActiveModel> + Clone,
    {
        let read = E::version(&row);
        let key = row.get(E::KEY);
        E::advance(&mut row, self.scope.now);
        let done = E::update_many()
            .set(row.clone().into_active_model().reset_all())
            .filter(E::ORG.eq(self.scope.org))
            .filter(Expr::col(E::KEY).eq(key))
            .filter(E::VERSION.eq(read))
            .exec(self.tx.connection())
            .await?;
        if done.rows_affected == 1 {
            Ok(row)
        } else {
            Err(ProblemCode::Conflict.into())
        }
    }

    /// Writes changed rows over those they came from, and answers them with their next versions:
    /// as [`Self::update`] does one, in one statement for some thousand. The rows are locked
    /// before. When one is not as it was read, that is a conflict.
    pub async fn update_rows<E: Versioned>(
        &self,
        mut rows: Vec<E::Model>,
    ) -> Result<Vec<E::Model>, Failure>
    where
        E::Model: IntoActiveModel<E::ActiveModel> + Clone,
    {
        for row in &mut rows {
            E::advance(row, self.scope.now);
        }
        for batch in rows.chunks(rows_a_statement::<E>()) {
            let stamped = batch.iter().map(|row| self.stamped::<E>(row.clone()));
            // An insertion that always meets its row: the one way of writing many different rows
            // in one statement that both databases have.
            let written = E::insert_many(stamped)
                .on_conflict(over::<E>())
                .exec_without_returning(self.tx.connection())
                .await?;
            if usize::try_from(written) != Ok(batch.len()) {
                return Err(ProblemCode::Conflict.into());
            }
        }
        Ok(rows)
    }

    /// Sets a column of every row that meets the condition; answers how many there were.
    pub async fn set<E: OrgOwned>(
        &self,
        column: E::Column,
        value: impl Into<Value>,
        condition: impl IntoCondition,
    ) -> Result<u64, Failure> {
        let done = E::update_many()
            .col_expr(column, Expr::value(value.into()))
            .filter(E::ORG.eq(self.scope.org))
            .filter(condition)
            .exec(self.tx.connection())
            .await?;
        Ok(done.rows_affected)
    }

    /// Sets a column of every row that meets the condition, each with its next version; answers
    /// how many there were. The rows are locked before, where the condition could change.
    pub async fn update_all<E: Versioned>(
        &self,
        column: E::Column,
        value: impl Into<Value>,
        condition: impl IntoCondition,
    ) -> Result<u64, Failure> {
        let done = E::update_many()
            .col_expr(column, Expr::value(value.into()))
            .col_expr(E::VERSION, Expr::col(E::VERSION).add(1))
            .col_expr(E::UPDATED_AT, Expr::value(self.scope.now))
            .filter(E::ORG.eq(self.scope.org))
            .filter(condition)
            .exec(self.tx.connection())
            .await?;
        Ok(done.rows_affected)
    }

    /// Removes every row that meets the condition; answers how many there were.
    pub async fn delete<E: OrgOwned>(&self, condition: impl IntoCondition) -> Result<u64, Failure> {
        let ours = Condition::all()
            .add(E::ORG.eq(self.scope.org))
            .add(condition.into_condition());
        let done = E::delete_many()
            .filter(ours)
            .exec(self.tx.connection())
            .await?;
        Ok(done.rows_affected)
    }

    /// Adds a row unless one with its key is there; answers whether it was added.
    pub async fn insert_if_absent<E: OrgOwned>(&self, row: E::Model) -> Result<bool, Failure>
    where
        E::Model: IntoActiveModel<E::ActiveModel>,
    {
        let added = E::insert(self.stamped::<E>(row))
            .on_conflict_do_nothing()
            .exec_without_returning(self.tx.connection())
            .await?;
        Ok(matches!(added, sea_orm::TryInsertResult::Inserted(1)))
    }
}

/// As many rows as keep a statement under the parameters that SQLite allows (32,766).
fn rows_a_statement<E: EntityTrait>() -> usize {
    const PARAMETERS: usize = 32_000;
    PARAMETERS / E::Column::iter().count().max(1)
}

/// Where a row with its key is there, all of it is written, if it is the version before and of
/// the same organisation.
fn over<E: Versioned>() -> OnConflict {
    let written = E::Column::iter()
        .filter(|column| column.as_str() != E::KEY.as_str() && column.as_str() != E::ORG.as_str());
    let there = |column| Expr::col((E::default(), column));
    let excluded = |column| Expr::col(("excluded", column));
    OnConflict::column(E::KEY)
        .update_columns(written)
        .action_and_where(there(E::VERSION).add(1).eq(excluded(E::VERSION)))
        .action_and_where(there(E::ORG).eq(excluded(E::ORG)))
        .to_owned()
}
