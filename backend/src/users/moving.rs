use shared::id::UserId;
use shared::users::UserOut;

use super::store::{self, Member};
use crate::activity::{Change, record_all};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;

/// Members whose teams are about to change, as they were; nobody else changes them until the
/// transaction ends.
#[derive(Debug)]
pub struct Moving {
    members: Vec<Member>,
    before: Vec<UserOut>,
}

/// Locks members whose teams are about to change. Whoever is no member is not among them.
pub async fn moving(tx: &OrgTx, people: impl Iterator<Item = &UserId>) -> Result<Moving, Failure> {
    let members = store::lock_all(tx, people.copied()).await?;
    let before = store::outs(tx, &members).await?;
    Ok(Moving { members, before })
}

impl Moving {
    /// Whether this person is among them.
    #[must_use]
    pub fn includes(&self, person: UserId) -> bool {
        self.members.iter().any(|member| member.user_id == person)
    }

    /// Their teams have changed: so has each of them.
    pub async fn moved(self, tx: &OrgTx) -> Result<(), Failure> {
        let mut saved = Vec::new();
        for member in self.members {
            saved.push(store::save(tx, member).await?);
        }
        let after = store::outs(tx, &saved).await?;
        let changes = self.before.iter().zip(&after).map(|(before, after)| {
            Change::updated(
                "user.updated",
                after.id.uuid(),
                after.version,
                before,
                after,
            )
        });
        record_all(tx, changes.collect::<Result<_, _>>()?).await
    }
}
