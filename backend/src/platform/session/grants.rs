//! The capabilities as types, so that a right can stand in a signature.

use shared::access::Capability;

/// A capability as a type.
pub trait Grant {
    /// The capability.
    const CAPABILITY: Capability;
}

/// A capability that changes something, and so may open a transaction.
pub trait WriteGrant: Grant {}

macro_rules! grants {
    ($($name:ident),+ $(,)?) => { $(
        /// The capability of the same name, as a type.
        #[derive(Debug)]
        pub struct $name;

        impl Grant for $name {
            const CAPABILITY: Capability = Capability::$name;
        }
    )+ };
}

grants! {
    OrgRead, OrgLeave, OrgEdit, OrgCreate, PeopleRead, PeopleEdit, TeamEdit, MissionRead, MissionEdit,
    ShiftRead, ShiftEdit, ChangesOwn, AvailabilityOwn, CalendarEdit, MediaOwn, ActivityRead, KeyEdit,
}

impl WriteGrant for OrgLeave {}
impl WriteGrant for OrgEdit {}
impl WriteGrant for OrgCreate {}
impl WriteGrant for PeopleEdit {}
impl WriteGrant for TeamEdit {}
impl WriteGrant for MissionEdit {}
impl WriteGrant for ShiftEdit {}
impl WriteGrant for ChangesOwn {}
impl WriteGrant for AvailabilityOwn {}
impl WriteGrant for CalendarEdit {}
impl WriteGrant for MediaOwn {}
impl WriteGrant for KeyEdit {}
