use shared::id::SessionId;

use super::rotation::{self, Presented};
use super::{Begun, From, store};
use crate::platform::problem::Failure;
use crate::platform::scope::SystemDb;
use crate::platform::secret;
use crate::state::AppState;

/// How often a session is looked at: once more, when another tab changed its token between the
/// look and the change.
const LOOKS: u8 = 2;

/// Gives a session's next token for the present one; nothing, when the session is over or the
/// token ends it.
pub(super) async fn exchange(
    state: &AppState,
    system: &SystemDb,
    presented: &str,
    from: &From,
) -> Result<Option<Begun>, Failure> {
    let Some(session) = rotation::session(presented) else {
        return Ok(None);
    };
    for _ in 0..LOOKS {
        let Some((user, stored)) = store::state(system, session).await? else {
            return Ok(None);
        };
        let next = match rotation::judge(&stored, &secret::digest(presented), system.now()) {
            Presented::Current => rotate(state, system, session, presented, from).await?,
            Presented::JustRotated => {
                let keys = state.keyring.derive_all(PURPOSE);
                match rotation::standing(keys, session, presented, &stored.current) {
                    Some(next) => Some(next),
                    None => return Ok(None),
                }
            }
            Presented::Reused => {
                tracing::warn!(session.id = %session, "a refresh token was used again: the session is ended");
                store::end(system, session).await?;
                return Ok(None);
            }
            Presented::Expired => return Ok(None),
        };
        if let Some(refresh) = next {
            return Ok(Some(Begun {
                session,
                user,
                refresh,
            }));
        }
    }
    Ok(None)
}

/// What the key that derives refresh tokens is for.
const PURPOSE: &str = "refresh";

/// Puts the next token in the place of the present one; nothing, when somebody was faster.
async fn rotate(
    state: &AppState,
    system: &SystemDb,
    session: SessionId,
    presented: &str,
    from: &From,
) -> Result<Option<String>, Failure> {
    let next = rotation::successor(state.keyring.derive(PURPOSE), session, presented);
    let digest = secret::digest(presented);
    let done = store::rotate(system, session, &digest, &next, from).await?;
    Ok((done == store::Rotation::Done).then_some(next))
}
