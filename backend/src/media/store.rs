use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use shared::id::{MediaId, MissionId, OrgId, UserId};
use shared::media::{MediaPurpose, MediaState};
use shared::problem::ProblemCode;
use shared::time::Instant;

use crate::entity::media::{Column, Entity};
use crate::entity::{media_removal, media_usage};
use crate::platform::page::Listing;
use crate::platform::problem::{Failure, OnConstraint as _};
use crate::platform::scope::{OrgDb, OrgTx, SystemDb};

pub(super) use crate::entity::media::Model as Media;
pub(super) use crate::entity::media_removal::Model as Removal;
pub(super) use crate::entity::media_usage::Model as Usage;

pub(super) async fn get(org: &OrgDb, id: MediaId) -> Result<Media, Failure> {
    org.find::<Entity>()
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(MediaState::Ready))
        .found()
        .await
}

/// The file, which nobody else changes until the transaction ends.
pub(super) async fn lock(tx: &OrgTx, id: MediaId) -> Result<Media, Failure> {
    tx.find::<Entity>()
        .filter(Column::Id.eq(id))
        .locked()
        .found()
        .await
}

pub(super) async fn avatars(
    org: &OrgDb,
    listing: &Listing<MediaId>,
) -> Result<Vec<Media>, Failure> {
    org.find::<Entity>()
        .filter(Column::Purpose.eq(MediaPurpose::Avatar))
        .filter(Column::State.eq(MediaState::Ready))
        .filter_if(listing.after.map(|id| Column::Id.gt(id)))
        .ascending(Column::Id)
        .limit(listing.fetch())
        .all()
        .await
}

pub(super) async fn attachments(
    org: &OrgDb,
    mission: MissionId,
    listing: &Listing<MediaId>,
) -> Result<Vec<Media>, Failure> {
    org.find::<Entity>()
        .filter(Column::MissionId.eq(mission))
        .filter(Column::State.eq(MediaState::Ready))
        .filter_if(listing.after.map(|id| Column::Id.lt(id)))
        .descending(Column::Id)
        .limit(listing.fetch())
        .all()
        .await
}

/// Every file of a person, pending ones too.
pub(super) async fn of_person(tx: &OrgTx, person: UserId) -> Result<Vec<Media>, Failure> {
    tx.find::<Entity>()
        .filter(Column::PersonId.eq(person))
        .ascending(Column::Id)
        .locked()
        .all()
        .await
}

/// Every file of a mission, pending ones too.
pub(super) async fn of_mission(tx: &OrgTx, mission: MissionId) -> Result<Vec<Media>, Failure> {
    tx.find::<Entity>()
        .filter(Column::MissionId.eq(mission))
        .ascending(Column::Id)
        .locked()
        .all()
        .await
}

pub(super) async fn insert(tx: &OrgTx, row: Media) -> Result<(), Failure> {
    tx.insert::<Entity>(row)
        .await
        // What it is for was removed at this moment.
        .on_constraint("", ProblemCode::Conflict)
}

pub(super) async fn set_ready(tx: &OrgTx, id: MediaId) -> Result<(), Failure> {
    tx.set::<Entity>(Column::State, MediaState::Ready, Column::Id.eq(id))
        .await
        .map(|_| ())
}

/// Removes rows; their folders are to be removed from the store at this time.
pub(super) async fn delete(tx: &OrgTx, rows: &[Media], due_at: Instant) -> Result<(), Failure> {
    tx.delete::<Entity>(Column::Id.is_in(rows.iter().map(|row| row.id)))
        .await?;
    let removals = rows.iter().map(|row| Removal {
        folder: row.folder.clone(),
        org_id: row.org_id,
        due_at,
    });
    tx.insert_many::<media_removal::Entity>(removals.collect::<Vec<_>>())
        .await
}

/// What the organisation has stored, which nobody else changes until the transaction ends.
pub(super) async fn lock_usage(tx: &OrgTx) -> Result<Usage, Failure> {
    let nothing = Usage {
        org_id: tx.org_id(),
        bytes: 0,
        files: 0,
    };
    tx.insert_if_absent::<media_usage::Entity>(nothing.clone())
        .await?;
    let usage = tx.find::<media_usage::Entity>().locked().one().await?;
    Ok(usage.unwrap_or(nothing))
}

pub(super) async fn save_usage(tx: &OrgTx, usage: Usage) -> Result<(), Failure> {
    use media_usage::Column as Of;
    let ours = || Of::OrgId.eq(usage.org_id);
    tx.set::<media_usage::Entity>(Of::Bytes, usage.bytes, ours())
        .await?;
    tx.set::<media_usage::Entity>(Of::Files, usage.files, ours())
        .await?;
    Ok(())
}

/// How many rows a sweep looks at in one go.
const SWEPT_AT_ONCE: u64 = 100;

/// Some uploads that began before this time and are not ready.
pub(super) async fn broken_off(
    system: &SystemDb,
    before: Instant,
) -> Result<Vec<(OrgId, MediaId)>, Failure> {
    let rows = Entity::find()
        .filter(Column::State.eq(MediaState::Pending))
        .filter(Column::CreatedAt.lt(before))
        .limit(SWEPT_AT_ONCE)
        .all(&system.connection())
        .await?;
    Ok(rows.into_iter().map(|row| (row.org_id, row.id)).collect())
}

/// Some folders that are to be removed by now.
pub(super) async fn removals(system: &SystemDb) -> Result<Vec<Removal>, Failure> {
    let rows = media_removal::Entity::find()
        .filter(media_removal::Column::DueAt.lte(system.now()))
        .limit(SWEPT_AT_ONCE)
        .all(&system.connection())
        .await?;
    Ok(rows)
}

/// A folder is removed.
pub(super) async fn removed(system: &SystemDb, folder: &str) -> Result<(), Failure> {
    system
        .write(async |tx| {
            media_removal::Entity::delete_many()
                .filter(media_removal::Column::Folder.eq(folder))
                .exec(tx.connection())
                .await?;
            Ok(())
        })
        .await
}

/// What the database knows of the store.
#[derive(Debug)]
pub(super) struct Known {
    /// The folders of ready files.
    pub(super) ready: BTreeMap<String, (OrgId, MediaId)>,
    /// The folders of pending files, and those still to be removed.
    pub(super) other: BTreeSet<String>,
}

pub(super) async fn known(system: &SystemDb) -> Result<Known, Failure> {
    let (mut ready, mut other) = (BTreeMap::new(), BTreeSet::new());
    for row in Entity::find().all(&system.connection()).await? {
        if row.state == MediaState::Ready {
            ready.insert(row.folder, (row.org_id, row.id));
        } else {
            other.insert(row.folder);
        }
    }
    let removals = media_removal::Entity::find()
        .all(&system.connection())
        .await?;
    other.extend(removals.into_iter().map(|row| row.folder));
    Ok(Known { ready, other })
}
