use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use shared::id::SessionId;
use shared::time::Instant;

use crate::platform::secret;

/// How long a session lasts without being used, in seconds: 14 days.
pub(super) const IDLE_SECONDS: i64 = 14 * 24 * 3600;

/// How long a session lasts at the most, in seconds: 90 days.
pub(super) const ABSOLUTE_SECONDS: i64 = 90 * 24 * 3600;

/// How long the last token is still answered after it was changed, in seconds: two tabs may
/// refresh at one moment.
const GRACE_SECONDS: i64 = 10;

/// The first token of a session.
pub(super) fn first(session: SessionId) -> String {
    format!("{session}.{}", secret::token())
}

/// The token after this one.
pub(super) fn successor(key: [u8; 32], session: SessionId, presented: &str) -> String {
    let tag = hmac::sign(
        &hmac::Key::new(hmac::HMAC_SHA256, &key),
        presented.as_bytes(),
    );
    format!("{session}.{}", URL_SAFE_NO_PAD.encode(tag))
}

/// The token after this one that the session has now. It was made with the key that came first
/// on the instance that made it, which may have another in that place.
pub(super) fn standing(
    keys: impl Iterator<Item = [u8; 32]>,
    session: SessionId,
    presented: &str,
    current: &str,
) -> Option<String> {
    keys.map(|key| successor(key, session, presented))
        .find(|token| secret::digest(token) == current)
}

/// The session that a token is of.
pub(super) fn session(token: &str) -> Option<SessionId> {
    token.split_once('.')?.0.parse().ok()
}

/// A session, as far as refreshing it is concerned.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// The digest of the present token.
    pub(super) current: String,
    /// The digest of the one before.
    pub(super) previous: Option<String>,
    /// When the present one took its place.
    pub(super) rotated_at: Instant,
    /// When the session was last used.
    pub(super) last_used_at: Instant,
    /// When it ends whatever happens.
    pub(super) expires_at: Instant,
}

/// What a presented token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presented {
    /// The present one: it is exchanged.
    Current,
    /// The one before, a moment ago: it is given the present one again.
    JustRotated,
    /// One from before that: somebody else has it, or had.
    Reused,
    /// The session is over.
    Expired,
}

/// What a token is to a session.
pub(super) fn judge(state: &State, digest: &str, now: Instant) -> Presented {
    let over = now >= state.expires_at || now.seconds_since(state.last_used_at) > IDLE_SECONDS;
    let just_now = now.seconds_since(state.rotated_at) <= GRACE_SECONDS;
    if over {
        Presented::Expired
    } else if state.current == digest {
        Presented::Current
    } else if just_now && state.previous.as_deref() == Some(digest) {
        Presented::JustRotated
    } else {
        Presented::Reused
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_once_and_a_moment_longer() {
        let at: Instant = "2026-11-24T09:00:00Z".parse().unwrap();
        let state = State {
            current: "b".into(),
            previous: Some("a".into()),
            rotated_at: at,
            last_used_at: at,
            expires_at: at.plus_seconds(ABSOLUTE_SECONDS),
        };
        let judge = |digest, seconds| judge(&state, digest, at.plus_seconds(seconds));
        assert_eq!(judge("b", 60), Presented::Current);
        assert_eq!(judge("a", GRACE_SECONDS), Presented::JustRotated);
        assert_eq!(judge("a", GRACE_SECONDS + 1), Presented::Reused);
        assert_eq!(judge("x", 0), Presented::Reused);
        assert_eq!(judge("b", IDLE_SECONDS + 1), Presented::Expired);
    }

    #[test]
    fn the_successor_is_the_same_for_the_same_token_and_key() {
        let session = SessionId::new();
        let token = first(session);
        assert_eq!(self::session(&token), Some(session));
        assert_eq!(
            successor([1; 32], session, &token),
            successor([1; 32], session, &token)
        );
        assert_ne!(
            successor([1; 32], session, &token),
            successor([2; 32], session, &token)
        );
    }

    #[test]
    fn the_standing_token_is_found_while_keys_change_places() {
        let session = SessionId::new();
        let token = first(session);
        let made = successor([1; 32], session, &token);
        let current = secret::digest(&made);
        let keys = |keys: &[u8]| keys.iter().map(|key| [*key; 32]).collect::<Vec<_>>();
        let standing =
            |listed: &[u8]| standing(keys(listed).into_iter(), session, &token, &current);
        assert_eq!(standing(&[1]), Some(made.clone()));
        assert_eq!(standing(&[2, 1]), Some(made));
        assert_eq!(standing(&[2]), None);
    }
}
