//! Who may do what: roles, capabilities, and the one function that joins them.
//!
//! The server turns a capability into a type that a handler asks for; the web app hides
//! with the same function what the server would refuse.

use crate::word::word;

word! {
    /// What a person is in one organisation.
    Role {
        /// Runs the organisation: members, teams, settings, and all a manager does.
        Admin = "ADMIN",
        /// Plans the whole organisation.
        Manager = "MANAGER",
        /// Works: reads the published planning, says when available.
        Tech = "TECH",
    }
}

word! {
    /// One thing that can be allowed.
    Capability {
        /// Read the organisation's settings that the app needs: name, zone.
        OrgRead = "org:read",
        /// Leave the organisation.
        OrgLeave = "org:leave",
        /// Change the organisation's settings.
        OrgEdit = "org:edit",
        /// Create another organisation.
        OrgCreate = "org:create",
        /// Read the directory: members, addresses, telephone numbers, teams.
        PeopleRead = "people:read",
        /// Invite, remove, and set roles of members.
        PeopleEdit = "people:edit",
        /// Make teams and choose who is in them.
        TeamEdit = "team:edit",
        /// Read missions.
        MissionRead = "mission:read",
        /// Create, change and delete missions.
        MissionEdit = "mission:edit",
        /// Read the planning: published shifts, or all with `shift:edit`.
        ShiftRead = "shift:read",
        /// Create, change and delete shifts.
        ShiftEdit = "shift:edit",
        /// Read what publications changed for oneself, and acknowledge it.
        ChangesOwn = "changes:own",
        /// Say when oneself is available.
        AvailabilityOwn = "availability:own",
        /// Read and write everybody's availability.
        AvailabilityAll = "availability:all",
        /// Import calendars and manage calendar feeds.
        CalendarEdit = "calendar:edit",
        /// See the pictures of people, and choose the own one.
        MediaOwn = "media:own",
        /// Read who did what.
        ActivityRead = "activity:read",
        /// Make and revoke keys for integrators.
        KeyEdit = "key:edit",
    }
}

/// Whether somebody of this role may do this.
#[must_use]
pub const fn allows(role: Role, capability: Capability) -> bool {
    use Capability as C;
    match role {
        Role::Admin => true,
        Role::Manager => matches!(
            capability,
            C::OrgRead
                | C::OrgLeave
                | C::PeopleRead
                | C::MissionRead
                | C::MissionEdit
                | C::ShiftRead
                | C::ShiftEdit
                | C::ChangesOwn
                | C::AvailabilityOwn
                | C::AvailabilityAll
                | C::CalendarEdit
                | C::MediaOwn
                | C::ActivityRead
        ),
        Role::Tech => {
            matches!(
                capability,
                C::OrgRead
                    | C::OrgLeave
                    | C::ShiftRead
                    | C::ChangesOwn
                    | C::AvailabilityOwn
                    | C::MediaOwn
            )
        }
    }
}

/// Whether an API key may carry this capability: keys plan and read, they never
/// administer people, organisations or other keys, and acknowledge nothing for anybody.
#[must_use]
pub const fn allows_key(capability: Capability) -> bool {
    use Capability as C;
    !matches!(
        capability,
        C::OrgLeave
            | C::OrgEdit
            | C::OrgCreate
            | C::PeopleEdit
            | C::TeamEdit
            | C::ChangesOwn
            | C::KeyEdit
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each role may do all that the one below it may.
    #[test]
    fn roles_are_a_ladder() {
        for &capability in Capability::ALL {
            let tech = allows(Role::Tech, capability);
            let manager = allows(Role::Manager, capability);
            assert!(!tech || manager, "{capability}");
            assert!(allows(Role::Admin, capability), "{capability}");
        }
    }

    #[test]
    fn a_tech_edits_nothing_but_what_is_their_own_and_may_leave() {
        let may: Vec<_> = Capability::ALL
            .iter()
            .copied()
            .filter(|&c| allows(Role::Tech, c))
            .collect();
        assert_eq!(
            may,
            [
                Capability::OrgRead,
                Capability::OrgLeave,
                Capability::ShiftRead,
                Capability::ChangesOwn,
                Capability::AvailabilityOwn,
                Capability::MediaOwn
            ]
        );
    }
}
