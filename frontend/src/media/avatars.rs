//! The pictures of the people of the organisation, as the grid and the lists show them.

use std::collections::HashMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::id::{MediaId, OrgId, UserId};
use shared::media::{self, AvatarOut};
use web_sys::Url;

use super::kept;
use crate::http::{self, Failure};

/// Where the small picture of each person is: `expect_context::<Avatars>()`. A handle: copies
/// share it.
#[derive(Clone, Copy)]
pub(crate) struct Avatars {
    addresses: RwSignal<HashMap<UserId, String>>,
    of_org: StoredValue<Option<OrgId>>,
}

impl Avatars {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self {
            addresses: RwSignal::new(HashMap::new()),
            of_org: StoredValue::new(None),
        }
    }

    /// Where somebody's picture is. Follows changes.
    pub(crate) fn of(self, person: Signal<Option<UserId>>) -> Signal<Option<String>> {
        Signal::derive(move || {
            let person = person.get()?;
            self.addresses
                .with(|addresses| addresses.get(&person).cloned())
        })
    }

    /// Shows those of an organisation, read anew. Where they cannot be read, initials stand in
    /// their place.
    pub(crate) fn read(self, org: OrgId) {
        if self.of_org.get_value() != Some(org) {
            self.of_org.set_value(Some(org));
            self.addresses.set(HashMap::new());
        }
        let list = http::every(media::avatars);
        spawn_local(async move {
            let Ok(avatars) = list.await else { return };
            let mut found = HashMap::new();
            for avatar in &avatars {
                let address = small(org, avatar).await;
                found.extend(address.map(|address| (avatar.person_id, address)));
            }
            if self.of_org.try_get_value() == Some(Some(org)) {
                let before = self.addresses.try_get_untracked().unwrap_or_default();
                self.addresses.try_set(found);
                for address in before.values() {
                    // What the pages showed of it they have.
                    let _ = Url::revoke_object_url(address);
                }
            }
            let keys: Vec<_> = avatars
                .iter()
                .flat_map(|avatar| keys(org, avatar))
                .collect();
            kept::only(&start(org), &keys).await;
        });
    }
}

fn start(org: OrgId) -> String {
    format!("/app/kept/{org}/")
}

/// What its pictures are kept under: the small one, the large one.
fn keys(org: OrgId, avatar: &AvatarOut) -> [String; 2] {
    let start = start(org);
    ["small", "large"].map(|size| format!("{start}{}/{}/{size}", avatar.media_id, avatar.hash))
}

async fn small(org: OrgId, avatar: &AvatarOut) -> Option<String> {
    let [small, _] = keys(org, avatar);
    let url = avatar.links.small_url.as_ref().unwrap_or(&avatar.links.url);
    match kept::picture(&small, url).await {
        Some(address) => Some(address),
        None => Some(url.clone()),
    }
}

/// The picture of a person, and where the large one is.
pub(super) async fn large(
    org: OrgId,
    person: UserId,
) -> Result<Option<(MediaId, String)>, Failure> {
    let avatars = http::every(media::avatars).await?;
    let Some(avatar) = avatars.iter().find(|avatar| avatar.person_id == person) else {
        return Ok(None);
    };
    let [_, large] = keys(org, avatar);
    let kept = kept::picture(&large, &avatar.links.url).await;
    let address = kept.unwrap_or_else(|| avatar.links.url.clone());
    Ok(Some((avatar.media_id, address)))
}
