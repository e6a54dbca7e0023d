use sea_orm::sea_query::IntoCondition;
use sea_orm::{
    ColumnTrait, FromQueryResult, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select, TryGetable, TryGetableMany,
};

use shared::problem::ProblemCode;

use super::{OrgDb, OrgOwned};
use crate::platform::problem::Failure;

/// A query for rows of one organisation. The organisation's filter is added when the query
/// runs, so nothing that was built before can have lost it.
#[must_use]
pub struct Find<'a, E: OrgOwned> {
    org: &'a OrgDb,
    select: Select<E>,
}

impl<'a, E: OrgOwned> Find<'a, E>
where
    E::Model: FromQueryResult + Sized + Send + Sync,
{
    pub(super) fn new(org: &'a OrgDb) -> Self {
        Self {
            org,
            select: E::find(),
        }
    }

    /// Only rows that meet the condition.
    pub fn filter(mut self, condition: impl IntoCondition) -> Self {
        self.select = self.select.filter(condition);
        self
    }

    /// Only rows that meet the condition, if there is one.
    pub fn filter_if(self, condition: Option<impl IntoCondition>) -> Self {
        match condition {
            Some(condition) => self.filter(condition),
            None => self,
        }
    }

    /// In ascending order of a column; called again, of the next one.
    pub fn ascending(mut self, column: E::Column) -> Self {
        self.select = self.select.order_by(column, Order::Asc);
        self
    }

    /// In descending order of a column; called again, of the next one.
    pub fn descending(mut self, column: E::Column) -> Self {
        self.select = self.select.order_by(column, Order::Desc);
        self
    }

    /// At most so many.
    pub fn limit(mut self, rows: u64) -> Self {
        self.select = self.select.limit(rows);
        self
    }

    /// Locked until the transaction ends. SQLite, which has one writer, needs no row locks.
    pub fn locked(mut self) -> Self {
        self.select = self.select.lock_exclusive();
        self
    }

    fn scoped(self) -> (Select<E>, &'a OrgDb) {
        (self.select.filter(E::ORG.eq(self.org.org)), self.org)
    }

    /// The first row.
    pub async fn one(self) -> Result<Option<E::Model>, Failure> {
        let (select, org) = self.scoped();
        Ok(select.one(&org.executor.get()).await?)
    }

    /// The first row. That there is none is 404.
    pub async fn found(self) -> Result<E::Model, Failure> {
        self.one()
            .await?
            .ok_or_else(|| ProblemCode::NotFound.into())
    }

    /// Every row.
    pub async fn all(self) -> Result<Vec<E::Model>, Failure> {
        let (select, org) = self.scoped();
        Ok(select.all(&org.executor.get()).await?)
    }

    /// One column of every row.
    pub async fn column<T: TryGetable>(self, column: E::Column) -> Result<Vec<T>, Failure> {
        let (select, org) = self.scoped();
        let select = select.select_only().column(column);
        Ok(select.into_tuple().all(&org.executor.get()).await?)
    }

    /// Chosen columns of every row, as `choose` selects them: also of tables joined to this one,
    /// or summed over groups. The organisation's filter is added after it.
    pub async fn columns<T: TryGetableMany>(
        mut self,
        choose: impl FnOnce(Select<E>) -> Select<E>,
    ) -> Result<Vec<T>, Failure> {
        self.select = choose(self.select.select_only());
        let (select, org) = self.scoped();
        Ok(select.into_tuple().all(&org.executor.get()).await?)
    }

    /// How many rows.
    pub async fn count(self) -> Result<u64, Failure> {
        let (select, org) = self.scoped();
        Ok(select.count(&org.executor.get()).await?)
    }
}
