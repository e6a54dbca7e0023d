//! The addresses of files: whoever has one may read the file, for five minutes.
//!
//! A local store is read through this server, by an address that names the organisation, the
//! file and when it ends, and is signed over all of it. A bucket signs its own.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use shared::id::{MediaId, OrgId};
use shared::media::{LINK_SECONDS, MediaLinks};
use shared::time::Instant;
use uuid::Uuid;

use super::store::Media;
use super::{object, serve};
use crate::platform::problem::Failure;
use crate::state::AppState;

/// Signs addresses.
#[derive(Debug, Clone)]
pub struct LinkKey(hmac::Key);

/// Which object of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Variant {
    /// The file.
    Main,
    /// Its small picture.
    Small,
}

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pass {
    pub(super) org: OrgId,
    pub(super) media: MediaId,
    pub(super) variant: Variant,
    /// When it ends, in seconds since 1970.
    pub(super) ends: i64,
}

/// The bytes of a pass, before its signature: two ids, the variant, the end.
const PASS_BYTES: usize = 16 + 16 + 1 + 8;

impl LinkKey {
    /// A key of 32 bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, &bytes))
    }

    /// The token of an address.
    pub(super) fn seal(&self, pass: Pass) -> String {
        let mut bytes = Vec::with_capacity(PASS_BYTES + 32);
        bytes.extend_from_slice(pass.org.uuid().as_bytes());
        bytes.extend_from_slice(pass.media.uuid().as_bytes());
        bytes.push(match pass.variant {
            Variant::Main => 0,
            Variant::Small => 1,
        });
        bytes.extend_from_slice(&pass.ends.to_be_bytes());
        let tag = hmac::sign(&self.0, &bytes);
        bytes.extend_from_slice(tag.as_ref());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// What a token is for, if this server made it.
    pub(super) fn open(&self, token: &str) -> Option<Pass> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (pass, tag) = bytes.split_at_checked(PASS_BYTES)?;
        hmac::verify(&self.0, pass, tag).ok()?;
        let id = |from: usize| Uuid::from_slice(pass.get(from..from + 16)?).ok();
        Some(Pass {
            org: OrgId::from_uuid(id(0)?),
            media: MediaId::from_uuid(id(16)?),
            variant: match pass.get(32)? {
                0 => Variant::Main,
                _ => Variant::Small,
            },
            ends: i64::from_be_bytes(pass.get(33..41)?.try_into().ok()?),
        })
    }
}

/// The addresses of a file, good from now on.
pub(super) async fn of(
    state: &AppState,
    media: &Media,
    now: Instant,
) -> Result<MediaLinks, Failure> {
    let small_url = match media.small_type {
        Some(_) => Some(address(state, media, Variant::Small, now).await?),
        None => None,
    };
    Ok(MediaLinks {
        url: address(state, media, Variant::Main, now).await?,
        small_url,
        expires_at: now.plus_seconds(LINK_SECONDS),
    })
}

async fn address(
    state: &AppState,
    media: &Media,
    variant: Variant,
    now: Instant,
) -> Result<String, Failure> {
    let seconds = u32::try_from(LINK_SECONDS).map_err(anyhow::Error::from)?;
    let (key, served) = (object(media, variant), serve::told(media, variant));
    if let Some(address) = state.storage.address(&key, &served, seconds).await? {
        return Ok(address);
    }
    let token = state.link_key.seal(Pass {
        org: media.org_id,
        media: media.id,
        variant,
        ends: now.unix_seconds() + LINK_SECONDS,
    });
    Ok(format!("/media/files/{token}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pass() -> Pass {
        Pass {
            org: OrgId::new(),
            media: MediaId::new(),
            variant: Variant::Small,
            ends: 1_795_510_800,
        }
    }

    #[test]
    fn a_token_says_what_it_is_for_until_somebody_changes_it() {
        let (key, pass) = (LinkKey::new([7; 32]), pass());
        let token = key.seal(pass);
        assert_eq!(key.open(&token), Some(pass));
        assert_eq!(LinkKey::new([8; 32]).open(&token), None);
        let bytes = URL_SAFE_NO_PAD.decode(&token).unwrap();
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1;
            assert_eq!(key.open(&URL_SAFE_NO_PAD.encode(other)), None, "{at}");
        }
        for bad in ["", "x", &token[1..], &token[..token.len() - 1]] {
            assert_eq!(key.open(bad), None, "{bad}");
        }
    }
}
