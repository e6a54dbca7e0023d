//! Whether those who listen still may: looked up for all of them at once, before anything is
//! told, so that a removal or a sign-out takes effect at once.

use std::collections::{BTreeMap, BTreeSet};

use shared::access::{Capability, Role, allows};
use shared::activity::stream::EndReason;
use shared::id::{ApiKeyId, OrgId, SessionId, StreamId, UserId};

use super::rules::Audience;
use crate::platform::problem::Failure;
use crate::platform::scope::SystemDb;
use crate::platform::session::{Credential, Grant, Member};

/// Who listens, and by what right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Listener {
    /// The person, or the maker of the key.
    pub(super) person: UserId,
    /// What they may see, as it was when they came.
    pub(super) audience: Audience,
    pass: Pass,
}

/// By what a listener came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pass {
    Session(SessionId),
    /// A key, and the most that it lets its maker see.
    Key(ApiKeyId, Audience),
}

impl Listener {
    /// Who asks.
    pub(super) fn of<C: Grant>(reader: &Member<C>) -> Self {
        let audience = if reader.may(Capability::ShiftEdit) {
            Audience::Planner
        } else {
            Audience::Reader
        };
        let pass = match reader.credential() {
            Credential::Session(id) => Pass::Session(*id),
            Credential::Key { id, scopes, .. } if scopes.contains(&Capability::ShiftEdit) => {
                Pass::Key(*id, Audience::Planner)
            }
            Credential::Key { id, .. } => Pass::Key(*id, Audience::Reader),
        };
        Self {
            person: reader.user_id,
            audience,
            pass,
        }
    }

    /// A planner, by a session.
    #[cfg(test)]
    pub(super) fn sample(person: UserId) -> Self {
        Self {
            person,
            audience: Audience::Planner,
            pass: Pass::Session(SessionId::new()),
        }
    }

    /// Whether they may go on listening, or why not.
    fn standing(&self, good: &Good) -> Result<(), EndReason> {
        let (is_good, most) = match &self.pass {
            Pass::Session(id) => (good.sessions.contains(id), Audience::Planner),
            Pass::Key(id, most) => (good.keys.contains(id), *most),
        };
        if !is_good {
            return Err(EndReason::SignedOut);
        }
        let role = good.roles.get(&self.person).ok_or(EndReason::NotAMember)?;
        let audience = if allows(*role, Capability::ShiftEdit) {
            most
        } else {
            Audience::Reader
        };
        if audience == self.audience {
            Ok(())
        } else {
            Err(EndReason::AccessChanged)
        }
    }
}

/// What is good still of what the listeners came with.
struct Good {
    sessions: BTreeSet<SessionId>,
    keys: BTreeSet<ApiKeyId>,
    roles: BTreeMap<UserId, Role>,
}

/// Looks all of them up, in three queries; answers who may not go on, and why.
pub(super) async fn call(
    system: &SystemDb,
    org: OrgId,
    listeners: &BTreeMap<StreamId, Listener>,
) -> Result<BTreeMap<StreamId, EndReason>, Failure> {
    let (mut sessions, mut keys) = (BTreeSet::new(), BTreeSet::new());
    for listener in listeners.values() {
        match listener.pass {
            Pass::Session(id) => sessions.insert(id),
            Pass::Key(id, _) => keys.insert(id),
        };
    }
    let people = listeners.values().map(|listener| listener.person);
    let roles = crate::orgs::roles(system, org, people.collect()).await?;
    let (sessions, keys) = crate::auth::still_good(system, sessions, keys).await?;
    let good = Good {
        sessions,
        keys,
        roles,
    };
    let standings = listeners.iter().map(|(id, one)| (*id, one.standing(&good)));
    Ok(standings
        .filter_map(|(id, standing)| Some((id, standing.err()?)))
        .collect())
}
