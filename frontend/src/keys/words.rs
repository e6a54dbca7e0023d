//! What a key may do, in words.

use shared::access::Capability;

use crate::i18n::*;

/// A right in words. Those that no key carries are named as the API names them.
pub(crate) fn scope(i18n: I18n, scope: Capability) -> String {
    match scope {
        Capability::OrgRead => t_string!(i18n, keys.scope.org_read),
        Capability::PeopleRead => t_string!(i18n, keys.scope.people_read),
        Capability::MissionRead => t_string!(i18n, keys.scope.mission_read),
        Capability::MissionEdit => t_string!(i18n, keys.scope.mission_edit),
        Capability::ShiftRead => t_string!(i18n, keys.scope.shift_read),
        Capability::ShiftEdit => t_string!(i18n, keys.scope.shift_edit),
        Capability::ChangesOwn => t_string!(i18n, keys.scope.changes_own),
        Capability::AvailabilityOwn => t_string!(i18n, keys.scope.availability_own),
        Capability::AvailabilityAll => t_string!(i18n, keys.scope.availability_all),
        Capability::CalendarEdit => t_string!(i18n, keys.scope.calendar_edit),
        Capability::MediaOwn => t_string!(i18n, keys.scope.media_own),
        Capability::ActivityRead => t_string!(i18n, keys.scope.activity_read),
        Capability::OrgLeave
        | Capability::OrgEdit
        | Capability::OrgCreate
        | Capability::PeopleEdit
        | Capability::TeamEdit
        | Capability::KeyEdit => scope.as_str(),
    }
    .to_owned()
}
