//! The pictures of the people of the organisation, as the grid and the lists show them.

use std::collections::HashMap;

use futures_util::future::join_all;
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
    /// Which reading is the latest: an earlier one that ends after it shows nothing.
    latest: StoredValue<u32>,
}

impl Avatars {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self {
            addresses: RwSignal::new(HashMap::new()),
            of_org: StoredValue::new(None),
            latest: StoredValue::new(0),
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
            let before = self.addresses.get_untracked();
            self.addresses.set(HashMap::new());
            let_go(&before);
        }
        let turn = self.latest.get_value().wrapping_add(1);
        self.latest.set_value(turn);
        let list = http::every(media::avatars);
        spawn_local(async move {
            let Ok(avatars) = list.await else { return };
            let found = join_all(avatars.iter().map(|avatar| small(org, avatar))).await;
            let people = avatars.iter().map(|avatar| avatar.person_id);
            let found: HashMap<_, _> = people.zip(found).collect();
            if self.latest.try_get_value() != Some(turn) {
                let_go(&found);
                return;
            }
            let before = self.addresses.try_get_untracked().unwrap_or_default();
            self.addresses.try_set(found);
            // What the pages showed of those they have.
            let_go(&before);
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

fn let_go(addresses: &HashMap<UserId, String>) {
    for address in addresses.values() {
        // One that is no address of this page's is nothing to let go of.
        let _ = Url::revoke_object_url(address);
    }
}

async fn small(org: OrgId, avatar: &AvatarOut) -> String {
    let [small, _] = keys(org, avatar);
    let url = avatar.links.small_url.as_ref().unwrap_or(&avatar.links.url);
    let kept = kept::picture(&small, url).await;
    kept.unwrap_or_else(|| url.clone())
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
