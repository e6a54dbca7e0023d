//! Storing a file, step by step: its row, its objects, and only then its being ready.

use std::cell::Cell;

use shared::id::{MediaId, UserId, Version};
use shared::media::{MediaOut, MediaState};
use shared::problem::{Problem, ProblemCode};

use super::link::Variant;
use super::object;
use super::picture::Encoded;
use super::rules::{self, Target, Upload};
use super::store::{self, Media, Usage};
use super::studio::Made;
use crate::activity::{Change, record, record_all};
use crate::platform::idempotency::Idempotency;
use crate::platform::problem::Failure;
use crate::platform::reply::{Answer, Reply};
use crate::platform::scope::OrgTx;
use crate::platform::session::{MediaOwn, Member};
use crate::platform::storage::Storage;

/// Stores what was made of an upload, and answers with it.
pub(super) async fn keep(
    member: &Member<MediaOwn>,
    key: &Idempotency,
    upload: &Upload,
    made: &Made,
) -> Answer {
    let state = member.state();
    let row = rules::pending(upload, made, member.org_id(), member.now())?;
    member
        .write(async |tx| reserve(tx, row.clone(), member).await)
        .await?;
    let is_kept = Cell::new(false);
    let outcome = async {
        write(&state.storage, &row, made).await?;
        member
            .once(key, upload, async |tx| {
                is_kept.set(true);
                ready(tx, row.clone()).await
            })
            .await
    };
    let outcome = outcome.await;
    if outcome.is_err() || !is_kept.get() {
        // Refused meanwhile, or a repeat of an upload that was answered: this one is not needed.
        member.write(async |tx| discard(tx, row.id).await).await?;
    }
    outcome
}

/// Takes the room for a file, if what it is for is there, and there is room.
async fn reserve(tx: &OrgTx, row: Media, member: &Member<MediaOwn>) -> Result<(), Failure> {
    match rules::target_of(&row)? {
        Target::Person(person) => ensure_member(tx, person).await?,
        Target::Mission(mission) if !crate::missions::known(tx, mission).await? => {
            return Err(Problem::field("/mission_id", "unknown_reference").into());
        }
        Target::Mission(_) => {}
    }
    // Before its turn: it waits for whoever removes what it is for, who waits for the turn too.
    store::insert(tx, row.clone()).await?;
    let used = store::lock_usage(tx).await?;
    let used = rules::with(used, &row, &member.state().config.media)?;
    store::save_usage(tx, used).await
}

async fn ensure_member(tx: &OrgTx, person: UserId) -> Result<(), Failure> {
    if crate::users::unknown(tx, &[person]).await?.is_empty() {
        Ok(())
    } else {
        Err(Problem::field("/person_id", "unknown_reference").into())
    }
}

/// Writes the objects of a file and reads them back.
async fn write(storage: &Storage, row: &Media, made: &Made) -> Result<(), Failure> {
    write_one(storage, row, Variant::Main, &made.main).await?;
    match &made.small {
        Some(small) => write_one(storage, row, Variant::Small, small).await,
        None => Ok(()),
    }
}

async fn write_one(
    storage: &Storage,
    row: &Media,
    variant: Variant,
    file: &Encoded,
) -> Result<(), Failure> {
    let key = object(row, variant);
    storage.put(&key, &file.content, file.kind.as_str()).await?;
    // Size and content are the same, or the store cannot be trusted with it.
    if storage.get(&key).await? == file.content {
        Ok(())
    } else {
        Err(Failure::StoreDown(anyhow::anyhow!(
            "an object is not what was written: {key}"
        )))
    }
}

/// Makes a stored file the one to show: of a person, instead of the one before.
async fn ready(tx: &OrgTx, row: Media) -> Answer {
    let target = rules::target_of(&row)?;
    if let Target::Person(person) = target {
        crate::shifts::lock_people(tx, &[person]).await?;
        ensure_member(tx, person).await?;
    }
    // Whoever stores or removes waits for its turn here.
    let used = store::lock_usage(tx).await?;
    let present = store::lock(tx, row.id).await;
    // Its mission was deleted meanwhile, and it with it.
    present.map_err(|_| Failure::from(ProblemCode::Conflict))?;
    if let Target::Person(person) = target {
        let mut before = store::of_person(tx, person).await?;
        before.retain(|other| other.id < row.id);
        remove(tx, used, &before).await?;
    }
    store::set_ready(tx, row.id).await?;
    let out = MediaOut::from(row);
    let change = Change::created("media.uploaded", out.id.uuid(), Version::FIRST, &out)?;
    record(tx, change).await?;
    Reply::created(format!("/media/{}", out.id), &out)
}

/// Gives up a file that is not ready. One that became so at the last moment, or was given up by
/// another instance, is left.
pub(super) async fn discard(tx: &OrgTx, id: MediaId) -> Result<(), Failure> {
    let used = store::lock_usage(tx).await?;
    match store::lock(tx, id).await {
        Ok(present) if present.state == MediaState::Pending => {
            let gone = [present];
            store::delete(tx, &gone, tx.now()).await?;
            store::save_usage(tx, rules::without(used, &gone)).await
        }
        _ => Ok(()),
    }
}

/// Removes files: their rows now, their objects when no backup needs them any more. What is used
/// was locked before the files were: all who remove some wait for their turn there.
pub(super) async fn remove(tx: &OrgTx, used: Usage, files: &[Media]) -> Result<(), Failure> {
    if files.is_empty() {
        return Ok(());
    }
    store::delete(tx, files, tx.now().plus_seconds(rules::KEPT_SECONDS)).await?;
    store::save_usage(tx, rules::without(used, files)).await?;
    let shown = files.iter().filter(|file| file.state == MediaState::Ready);
    let changes = shown.map(|file| {
        let out = MediaOut::from(file.clone());
        Change::deleted("media.deleted", out.id.uuid(), &out)
    });
    record_all(tx, changes.collect::<Result<Vec<_>, _>>()?).await
}
