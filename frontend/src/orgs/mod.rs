//! Organisations: the settings of the present one, and new ones.

mod create;
mod settings;
mod zones;

pub(crate) use create::NewOrgPage;
pub(crate) use settings::SettingsPage;
