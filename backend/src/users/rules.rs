use shared::access::Role;
use shared::auth::LinkKind;
use shared::id::{TeamId, UserId, Version};
use shared::problem::{FieldError, ProblemCode};
use shared::time::Instant;
use shared::users::{MOST_TEAMS, MemberState, UserOut};

use super::store::Member;
use crate::auth::profile::Account;
use crate::platform::scope::OrgDb;

/// How somebody comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrival {
    /// By an invitation that is still open.
    Invited,
    /// At once.
    Joined,
}

/// A member as they begin.
pub(super) fn member(org: &OrgDb, user_id: UserId, role: Role, arrival: Arrival) -> Member {
    Member {
        org_id: org.org_id(),
        user_id,
        role,
        joined_at: (arrival == Arrival::Joined).then(|| org.now()),
        left_at: None,
        version: Version::FIRST,
        created_at: org.now(),
        updated_at: org.now(),
    }
}

/// Somebody who left, invited again.
pub(super) fn invited_again(member: Member, role: Role) -> Result<Member, ProblemCode> {
    match member.left_at {
        None => Err(ProblemCode::AlreadyMember),
        Some(_) => Ok(Member {
            role,
            joined_at: None,
            left_at: None,
            ..member
        }),
    }
}

/// Somebody who accepted.
pub(super) fn joined(member: Member, now: Instant) -> Member {
    Member {
        joined_at: member.joined_at.or(Some(now)),
        ..member
    }
}

/// A member of another role.
pub(super) fn with_role(member: Member, role: Role) -> Member {
    Member { role, ..member }
}

/// A member as the organisation knows them. Whoever has not accepted yet shares no telephone
/// number with it: the account may be known to others only.
pub(super) fn out(member: &Member, account: Account, team_ids: Vec<TeamId>) -> UserOut {
    let state = state(member);
    UserOut {
        id: account.id,
        name: account.name,
        email: account.email,
        phone: account.phone.filter(|_| state == MemberState::Active),
        role: member.role,
        state,
        team_ids,
        version: member.version,
    }
}

/// Somebody who left.
pub(super) fn left(member: Member, now: Instant) -> Member {
    Member {
        left_at: Some(now),
        ..member
    }
}

/// How far a member has come.
pub(super) const fn state(member: &Member) -> MemberState {
    if member.joined_at.is_some() {
        MemberState::Active
    } else {
        MemberState::Invited
    }
}

/// The link that a member needs.
pub(super) const fn link(member: &Member) -> LinkKind {
    match state(member) {
        MemberState::Invited => LinkKind::Invitation,
        MemberState::Active => LinkKind::PasswordReset,
    }
}

/// Refuses a change after which nobody could run the organisation. `admins` are those who can
/// now; `after` is the member's role afterwards, none when they leave.
pub(super) fn keep_an_admin(
    admins: &[UserId],
    member: UserId,
    after: Option<Role>,
) -> Result<(), ProblemCode> {
    let still_admin = after == Some(Role::Admin);
    let others = admins.iter().any(|admin| *admin != member);
    if admins.contains(&member) && !still_admin && !others {
        Err(ProblemCode::LastAdmin)
    } else {
        Ok(())
    }
}

/// Refuses more teams than anybody is in.
pub(super) fn check_teams(count: usize) -> Result<(), FieldError> {
    if count > MOST_TEAMS {
        Err(FieldError::new("/team_ids", "too_many_items"))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_admin_stays() {
        let (ana, bob) = (UserId::new(), UserId::new());
        assert_eq!(
            keep_an_admin(&[ana], ana, Some(Role::Manager)),
            Err(ProblemCode::LastAdmin)
        );
        assert_eq!(
            keep_an_admin(&[ana], ana, None),
            Err(ProblemCode::LastAdmin)
        );
        assert_eq!(keep_an_admin(&[ana], ana, Some(Role::Admin)), Ok(()));
        assert_eq!(keep_an_admin(&[ana, bob], ana, None), Ok(()));
        assert_eq!(keep_an_admin(&[ana], bob, None), Ok(()));
    }
}
