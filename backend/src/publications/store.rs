use std::collections::BTreeSet;

use sea_orm::{ColumnTrait as _, Condition};
use shared::id::{OperationId, PublicationId, UserId};
use shared::publications::{PublicationRef, ShiftChange};
use shared::time::Day;

use super::rules;
use crate::entity::publication::{Column, Entity};
use crate::entity::{acknowledgement, publication_change, publication_count};
use crate::platform::page::Listing;
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx};

pub(super) use crate::entity::acknowledgement::Model as Reader;
pub(super) use crate::entity::publication::Model as Publication;
pub(super) use crate::entity::publication_change::Model as ChangeRow;

/// The next number of the organisation. Whoever else wants one waits until the transaction
/// ends; where it is taken back, the number was not used.
pub(super) async fn next_number(tx: &OrgTx) -> Result<i32, Failure> {
    let none = publication_count::Model {
        org_id: tx.org_id(),
        last: 0,
    };
    tx.insert_if_absent::<publication_count::Entity>(none)
        .await?;
    let count = tx
        .find::<publication_count::Entity>()
        .locked()
        .one()
        .await?;
    let next = count.map_or(0, |count| count.last).saturating_add(1);
    let column = publication_count::Column::Last;
    tx.set::<publication_count::Entity>(column, next, Condition::all())
        .await?;
    Ok(next)
}

pub(super) async fn insert(tx: &OrgTx, row: Publication) -> Result<(), Failure> {
    tx.insert::<Entity>(row).await
}

pub(super) async fn insert_changes(tx: &OrgTx, rows: Vec<ChangeRow>) -> Result<(), Failure> {
    tx.insert_many::<publication_change::Entity>(rows).await
}

pub(super) async fn insert_readers(
    tx: &OrgTx,
    publication_id: PublicationId,
    people: impl Iterator<Item = UserId>,
) -> Result<(), Failure> {
    let readers = people.map(|person_id| Reader {
        org_id: tx.org_id(),
        publication_id,
        person_id,
        acknowledged_at: None,
    });
    tx.insert_many::<acknowledgement::Entity>(readers).await
}

/// The publications after a position, the latest first.
pub(super) async fn list(org: &OrgDb, listing: &Listing<i32>) -> Result<Vec<Publication>, Failure> {
    org.find::<Entity>()
        .filter_if(listing.after.map(|number| Column::Number.lt(number)))
        .descending(Column::Number)
        .limit(listing.fetch())
        .all()
        .await
}

pub(super) async fn get(org: &OrgDb, id: PublicationId) -> Result<Publication, Failure> {
    org.find::<Entity>().filter(Column::Id.eq(id)).found().await
}

/// The publication that is part of an operation, if one is.
pub(super) async fn of_operation(
    org: &OrgDb,
    operation: OperationId,
) -> Result<Option<Publication>, Failure> {
    org.find::<Entity>()
        .filter(Column::OperationId.eq(operation))
        .one()
        .await
}

/// The latest publication of weeks with one of these days.
pub async fn latest(org: &OrgDb, first: Day, last: Day) -> Result<Option<PublicationRef>, Failure> {
    let row = org
        .find::<Entity>()
        .filter(Column::FirstDay.lte(last))
        .filter(Column::LastDay.gte(first))
        .descending(Column::Number)
        .limit(1)
        .one()
        .await?;
    Ok(row.as_ref().map(rules::reference))
}

/// Whom these publications tell, and what they said.
pub(super) async fn readers(
    org: &OrgDb,
    publications: &BTreeSet<PublicationId>,
) -> Result<Vec<Reader>, Failure> {
    let those = publications.iter().copied();
    org.find::<acknowledgement::Entity>()
        .filter(acknowledgement::Column::PublicationId.is_in(those))
        .all()
        .await
}

/// What a publication changed.
pub(super) async fn changes(
    org: &OrgDb,
    publication: PublicationId,
) -> Result<Vec<ShiftChange>, Failure> {
    let rows = org
        .find::<publication_change::Entity>()
        .filter(publication_change::Column::PublicationId.eq(publication))
        .ascending(publication_change::Column::ShiftId)
        .all()
        .await?;
    rows.into_iter().map(rules::read).collect()
}

/// The publications that tell a person something they have not acknowledged, the oldest first.
pub(super) async fn unread(org: &OrgDb, person: UserId) -> Result<Vec<Publication>, Failure> {
    let readers = org
        .find::<acknowledgement::Entity>()
        .filter(unread_by(person))
        .all()
        .await?;
    of_readers(org, &readers).await
}

/// The same, of which nobody else acknowledges any until the transaction ends.
pub(super) async fn lock_unread(tx: &OrgTx, person: UserId) -> Result<Vec<Publication>, Failure> {
    let readers = tx
        .find::<acknowledgement::Entity>()
        .filter(unread_by(person))
        .ascending(acknowledgement::Column::PublicationId)
        .locked()
        .all()
        .await?;
    of_readers(tx, &readers).await
}

fn unread_by(person: UserId) -> Condition {
    Condition::all()
        .add(acknowledgement::Column::PersonId.eq(person))
        .add(acknowledgement::Column::AcknowledgedAt.is_null())
}

async fn of_readers(org: &OrgDb, readers: &[Reader]) -> Result<Vec<Publication>, Failure> {
    let those = readers.iter().map(|reader| reader.publication_id);
    org.find::<Entity>()
        .filter(Column::Id.is_in(those))
        .ascending(Column::Number)
        .all()
        .await
}

/// What these publications changed for a person.
pub(super) async fn changes_for(
    org: &OrgDb,
    publications: &[Publication],
    person: UserId,
) -> Result<Vec<(PublicationId, ShiftChange)>, Failure> {
    use publication_change::Column as Of;
    let those = publications.iter().map(|publication| publication.id);
    let theirs = Condition::any()
        .add(Of::BeforePersonId.eq(person))
        .add(Of::AfterPersonId.eq(person));
    let rows = org
        .find::<publication_change::Entity>()
        .filter(Of::PublicationId.is_in(those))
        .filter(theirs)
        .all()
        .await?;
    let read = |row: ChangeRow| Ok((row.publication_id, rules::read(row)?));
    rows.into_iter().map(read).collect()
}

/// Whether a publication tells a person something.
pub(super) async fn tells(
    org: &OrgDb,
    publication: PublicationId,
    person: UserId,
) -> Result<bool, Failure> {
    let found = org
        .find::<acknowledgement::Entity>()
        .filter(acknowledgement::Column::PublicationId.eq(publication))
        .filter(acknowledgement::Column::PersonId.eq(person))
        .count()
        .await?;
    Ok(found > 0)
}

/// Notes that a person knows of these publications.
pub(super) async fn acknowledge(
    tx: &OrgTx,
    publications: &[Publication],
    person: UserId,
) -> Result<(), Failure> {
    use acknowledgement::Column as Of;
    let those = publications.iter().map(|publication| publication.id);
    let those = unread_by(person).add(Of::PublicationId.is_in(those));
    tx.set::<acknowledgement::Entity>(Of::AcknowledgedAt, tx.now(), those)
        .await
        .map(|_| ())
}
