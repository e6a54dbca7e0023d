use shared::id::{TeamId, UserId, Version};
use shared::problem::FieldError;
use shared::teams::{MOST_MEMBERS, TeamOut};
use shared::text::Name;

use super::store::Team;
use crate::platform::scope::OrgDb;

/// A team as it begins.
pub(super) fn new(name: Name, org: &OrgDb) -> Team {
    Team {
        id: TeamId::new(),
        org_id: org.org_id(),
        name,
        version: Version::FIRST,
        created_at: org.now(),
        updated_at: org.now(),
    }
}

/// A team of another name.
pub(super) fn named(team: Team, name: Name) -> Team {
    Team { name, ..team }
}

/// A team and who is in it.
pub(super) fn out(team: Team, member_ids: Vec<UserId>) -> TeamOut {
    let Team {
        id,
        org_id: _,
        name,
        version,
        created_at: _,
        updated_at: _,
    } = team;
    TeamOut {
        id,
        name,
        member_ids,
        version,
    }
}

/// Refuses more members than a team has.
pub(super) fn check_members(count: usize) -> Result<(), FieldError> {
    if count > MOST_MEMBERS {
        Err(FieldError::new("/member_ids", "too_many_items"))
    } else {
        Ok(())
    }
}
