//! Pictures and documents: the avatars of people, the attachments of missions.
//!
//! An upload is a row before it is an object: `pending`, then its objects are written and read
//! back, then `ready`. What is not ready is shown to nobody. A file that is removed leaves the
//! name of its folder in `media_removal`, in the transaction that removes its row; the objects
//! go later ([`sweep`]). So a process that is killed at any moment leaves at most a pending row or a
//! removal, and both are found again.

mod container;
mod fault;
mod http;
mod job;
mod keep;
mod link;
mod picture;
mod rules;
mod serve;
mod store;
mod studio;

use shared::id::{MissionId, UserId};
use utoipa_actix_web::service_config::ServiceConfig;

use self::link::Variant;
use self::store::Media;
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;
use crate::platform::storage::{FolderKey, Key};

pub use job::{Reconciled, keep_tidy, reconcile, sweep};
pub use link::LinkKey;
pub use studio::Studio;

/// The operations of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::upload)
        .service(http::avatars)
        .service(http::attachments)
        .service(http::read)
        .service(http::get)
        .service(http::delete);
}

/// Removes the avatar of somebody who leaves.
pub async fn forget_person(tx: &OrgTx, person: UserId) -> Result<(), Failure> {
    let used = store::lock_usage(tx).await?;
    let files = store::of_person(tx, person).await?;
    keep::remove(tx, used, &files).await
}

/// Removes the attachments of a mission that is deleted.
pub async fn forget_mission(tx: &OrgTx, mission: MissionId) -> Result<(), Failure> {
    let used = store::lock_usage(tx).await?;
    let files = store::of_mission(tx, mission).await?;
    keep::remove(tx, used, &files).await
}

/// Where an object of a file lies.
fn object(media: &Media, variant: Variant) -> Key {
    let folder = FolderKey::stored(media.folder.clone());
    folder.object(match variant {
        Variant::Main => "file",
        Variant::Small => "small",
    })
}
