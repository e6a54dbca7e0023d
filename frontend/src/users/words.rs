//! Roles in words.

use shared::access::Role;

use crate::i18n::*;
use crate::ui::Choice;

/// A role in words.
pub(crate) fn role(i18n: I18n, role: Role) -> &'static str {
    match role {
        Role::Admin => t_string!(i18n, words.role_admin),
        Role::Manager => t_string!(i18n, words.role_manager),
        Role::Tech => t_string!(i18n, words.role_tech),
    }
}

/// The roles to choose from, each with what it may do.
pub(super) fn roles(i18n: I18n) -> Vec<Choice> {
    let hint = |one| match one {
        Role::Admin => t_string!(i18n, members.admin_hint),
        Role::Manager => t_string!(i18n, members.manager_hint),
        Role::Tech => t_string!(i18n, members.tech_hint),
    };
    Role::ALL
        .iter()
        .rev()
        .map(|&one| Choice::new(one, role(i18n, one)).hint(hint(one)))
        .collect()
}
