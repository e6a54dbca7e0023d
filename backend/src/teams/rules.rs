use shared::id::{TeamId, UserId, Version};
use shared::problem::{FieldError, Problem, ProblemCode};
use shared::teams::{MOST_MEMBERS, TeamOut};
use shared::text::Name;

use super::store::Team;
use crate::platform::problem::{Failure, ensure_none};
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

/// Refuses what is not known here, each by its place in the list that was sent.
pub fn check_places<T>(list: &str, sent: &[T], known: impl Fn(&T) -> bool) -> Result<(), Failure> {
    let unknown = sent.iter().enumerate().filter(|(_, id)| !known(id));
    let mut problem = Problem::new(ProblemCode::Invalid);
    problem.errors = unknown
        .map(|(place, _)| FieldError::new(format!("{list}/{place}"), "unknown_reference"))
        .collect();
    ensure_none(problem)
}

/// Refuses more members than a team has.
pub(super) fn check_members(count: usize) -> Result<(), FieldError> {
    if count > MOST_MEMBERS {
        Err(FieldError::new("/member_ids", "too_many_items"))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_is_told_by_its_place() {
        let check = |sent: &[u8]| check_places("/member_ids", sent, |id| *id < 5);
        assert!(check(&[3, 1, 3]).is_ok());
        let problem = check(&[9, 1, 7]).unwrap_err().problem();
        let places: Vec<_> = problem.errors.iter().map(|e| e.pointer.as_str()).collect();
        assert_eq!(places, ["/member_ids/0", "/member_ids/2"]);
    }

    #[test]
    fn a_team_has_room_for_so_many() {
        assert_eq!(check_members(MOST_MEMBERS), Ok(()));
        assert!(check_members(MOST_MEMBERS + 1).is_err());
    }
}
