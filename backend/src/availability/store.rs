use sea_orm::{ColumnTrait as _, Condition};
use shared::availability::{AvailabilityKind, AvailabilityOut, MOST_DAYS};
use shared::id::{AvailabilityId, UserId};
use shared::problem::Problem;
use shared::time::{Instant, Slot, Window};

use crate::entity::availability::{Column, Entity};
use crate::entity::user_org_role;
use crate::platform::page::Listing;
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx};

pub(super) use crate::entity::availability::Model as Availability;

/// Where a list of availability goes on: by start, then by id.
type Position = (Instant, AvailabilityId);

/// Whose availability is read or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// One's own.
    Own(UserId),
    /// Everybody's.
    Everybody,
}

impl Whose {
    fn condition(self) -> Option<Condition> {
        match self {
            Self::Own(person) => Some(Condition::all().add(Column::PersonId.eq(person))),
            Self::Everybody => None,
        }
    }
}

/// What has a part inside the slot; the longest stretch bounds the search.
fn touching(slot: Slot) -> Condition {
    Condition::all()
        .add(Column::StartAt.lt(slot.end()))
        .add(Column::StartAt.gte(slot.start().plus_minutes(-MOST_DAYS * 24 * 60)))
        .add(Column::EndAt.gt(slot.start()))
}

pub(super) async fn list(
    org: &OrgDb,
    whose: Whose,
    window: Window,
    person: Option<UserId>,
    listing: &Listing<Position>,
) -> Result<Vec<Availability>, Failure> {
    let after = listing.after.map(|(start, id)| {
        Condition::any().add(Column::StartAt.gt(start)).add(
            Condition::all()
                .add(Column::StartAt.eq(start))
                .add(Column::Id.gt(id)),
        )
    });
    org.find::<Entity>()
        .filter(touching(window.slot()))
        .filter_if(whose.condition())
        .filter_if(person.map(|id| Column::PersonId.eq(id)))
        .filter_if(after)
        .ascending(Column::StartAt)
        .ascending(Column::Id)
        .limit(listing.fetch())
        .all()
        .await
}

/// All that has a part inside the window, by start.
pub async fn in_window(
    org: &OrgDb,
    whose: Whose,
    window: Window,
) -> Result<Vec<AvailabilityOut>, Failure> {
    let rows = org
        .find::<Entity>()
        .filter(touching(window.slot()))
        .filter_if(whose.condition())
        .ascending(Column::StartAt)
        .ascending(Column::Id)
        .all()
        .await?;
    Ok(rows.into_iter().map(AvailabilityOut::from).collect())
}

/// The unavailability that people declared for parts of these times.
pub async fn of_people(
    org: &OrgDb,
    wanted: &[(UserId, Slot)],
) -> Result<Vec<AvailabilityOut>, Failure> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let any = wanted.iter().fold(Condition::any(), |any, (person, slot)| {
        any.add(touching(*slot).add(Column::PersonId.eq(*person)))
    });
    let rows = org
        .find::<Entity>()
        .filter(any)
        .filter(Column::Kind.eq(AvailabilityKind::Unavailable))
        .ascending(Column::StartAt)
        .all()
        .await?;
    Ok(rows.into_iter().map(AvailabilityOut::from).collect())
}

/// The unavailability that these people declared for parts of that time.
pub async fn beside(
    org: &OrgDb,
    people: &[UserId],
    slot: Slot,
) -> Result<Vec<AvailabilityOut>, Failure> {
    let rows = org
        .find::<Entity>()
        .filter(touching(slot))
        .filter(Column::PersonId.is_in(people.iter().copied()))
        .filter(Column::Kind.eq(AvailabilityKind::Unavailable))
        .ascending(Column::StartAt)
        .all()
        .await?;
    Ok(rows.into_iter().map(AvailabilityOut::from).collect())
}

pub(super) async fn get(
    org: &OrgDb,
    whose: Whose,
    id: AvailabilityId,
) -> Result<Availability, Failure> {
    org.find::<Entity>()
        .filter(Column::Id.eq(id))
        .filter_if(whose.condition())
        .found()
        .await
}

/// The stretch, which nobody else changes until the transaction ends.
pub(super) async fn lock(
    tx: &OrgTx,
    whose: Whose,
    id: AvailabilityId,
) -> Result<Availability, Failure> {
    let find = tx
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .filter_if(whose.condition());
    find.locked().found().await
}

/// Refuses somebody who is not in the organisation, or no longer.
pub(super) async fn ensure_member(org: &OrgDb, person: UserId) -> Result<(), Failure> {
    use user_org_role::Column as Role;
    let find = org
        .find::<user_org_role::Entity>()
        .filter(Role::UserId.eq(person))
        .filter(Role::LeftAt.is_null());
    match find.one().await? {
        Some(_) => Ok(()),
        None => Err(Problem::field("/person_id", "unknown_reference").into()),
    }
}

pub(super) async fn insert(tx: &OrgTx, row: Availability) -> Result<(), Failure> {
    tx.insert::<Entity>(row).await
}

pub(super) async fn save(tx: &OrgTx, row: Availability) -> Result<Availability, Failure> {
    tx.update::<Entity>(row).await
}

pub(super) async fn delete(tx: &OrgTx, id: AvailabilityId) -> Result<(), Failure> {
    tx.delete::<Entity>(Column::Id.eq(id)).await.map(|_| ())
}
