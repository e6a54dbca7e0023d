//! Signing in and out, sessions, one's own profile, links, and keys for integrators.

mod key;
mod link;
mod next;

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::id::{OrgId, SessionId, UserId, Version};
use crate::orgs::OrgOut;
use crate::page::{Page, PageQuery};
use crate::patch::Patch;
use crate::text::{Email, Name, NewPassword, Phone};
use crate::time::Instant;
use crate::word::word;

pub use key::{ApiKeyIn, ApiKeyMade, ApiKeyOut, api_keys, create_api_key, revoke_api_key};
pub use link::{
    AccountState, LinkAcceptIn, LinkInfoOut, LinkKind, LinkOut, LinkTokenIn, Token, accept_link,
    inspect_link,
};
pub use next::own_page;

word! {
    /// The language somebody reads the app in.
    Language {
        /// French.
        French = "fr",
        /// English.
        English = "en",
    }
}

word! {
    /// Light, dark, or as the device says.
    Theme {
        /// As the device says.
        Auto = "auto",
        /// Light.
        Light = "light",
        /// Dark.
        Dark = "dark",
    }
}

word! {
    /// Whether single letters act in the planning grid (WCAG 2.1.4).
    Shortcuts {
        /// Letters act while the grid has the focus.
        On = "on",
        /// Letters do nothing.
        Off = "off",
    }
}

/// What signs somebody in.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LoginIn {
    /// The account's address.
    pub email: Email,
    /// The account's password, at most 128 characters.
    pub password: Secret,
}

/// A password as typed at sign-in: any text of at most 128 characters. Never shown, never logged.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Secret(String);

impl Secret {
    /// The text itself, for verification alone.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl TryFrom<String> for Secret {
    type Error = crate::text::TextError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        use crate::text::TextError;
        match text.chars().count() {
            0 => Err(TextError::Empty),
            n if n > 128 => Err(TextError::TooLong),
            _ => Ok(Self(text)),
        }
    }
}

#[cfg(feature = "server")]
impl utoipa::PartialSchema for Secret {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .min_length(Some(1))
            .max_length(Some(128))
            .into()
    }
}

#[cfg(feature = "server")]
impl utoipa::ToSchema for Secret {}

/// A short-lived access token (a JWT), to be kept in memory only.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct TokenOut {
    /// Sent as `Authorization: Bearer`.
    pub access_token: String,
    /// Always `Bearer`.
    #[cfg_attr(feature = "server", schema(example = "Bearer"))]
    pub token_type: String,
    /// Seconds until it expires.
    #[cfg_attr(feature = "server", schema(example = 300))]
    pub expires_in: u32,
}

/// Who is signed in, and where they belong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MeOut {
    /// The profile.
    #[serde(flatten)]
    pub profile: ProfileOut,
    /// The organisations, by name.
    pub memberships: Vec<MembershipOut>,
    /// The server's time, for clients whose clock is off or whose server stands at a date.
    pub now: Instant,
}

/// A person's own profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ProfileOut {
    /// The account.
    pub id: UserId,
    /// The address that signs in.
    pub email: Email,
    /// The name that others see.
    pub name: Name,
    /// The telephone number that managers see.
    pub phone: Option<Phone>,
    /// The language of the app.
    pub language: Language,
    /// The app's theme.
    pub theme: Theme,
    /// Whether letters act in the grid.
    pub shortcuts: Shortcuts,
    /// The organisation of requests without `X-Org-Id`.
    pub default_org_id: Option<OrgId>,
    /// The version of the profile.
    pub version: Version,
}

/// A change of the own profile.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ProfilePatch {
    /// The name that others see.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Name, required = false))]
    pub name: Patch<Name>,
    /// The telephone number that managers see.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Option<Phone>, required = false))]
    pub phone: Patch<Option<Phone>>,
    /// The language of the app.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Language, required = false))]
    pub language: Patch<Language>,
    /// The app's theme.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Theme, required = false))]
    pub theme: Patch<Theme>,
    /// Whether letters act in the grid.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = Shortcuts, required = false))]
    pub shortcuts: Patch<Shortcuts>,
    /// The organisation of requests without `X-Org-Id`; one of one's own.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "server", schema(value_type = OrgId, required = false))]
    pub default_org_id: Patch<OrgId>,
}

/// What one is in one organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MembershipOut {
    /// The organisation.
    pub org: OrgOut,
    /// The role in it.
    pub role: crate::access::Role,
    /// The version of the membership, to leave it with.
    pub version: Version,
}

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SessionOut {
    /// The session.
    pub id: SessionId,
    /// When it was signed in.
    pub created_at: Instant,
    /// When it was last refreshed.
    pub last_used_at: Instant,
    /// What the browser called itself.
    pub user_agent: Option<String>,
    /// The address it last came from.
    pub address: Option<String>,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// A change of the own password. Every other session ends.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PasswordIn {
    /// The password until now.
    pub current: Secret,
    /// The password from now on.
    pub new: NewPassword,
}

/// Signs in. Sets the refresh cookie.
pub fn login(input: &LoginIn) -> Call<TokenOut> {
    Call::post("/auth/login").body(input)
}

/// A new access token for the refresh cookie, which is rotated.
pub fn refresh() -> Call<TokenOut> {
    Call::post("/auth/refresh")
}

/// Ends this session.
pub fn logout() -> Call<()> {
    Call::post("/auth/logout")
}

/// Ends every session of the account, this one too.
pub fn logout_everywhere() -> Call<()> {
    Call::post("/auth/logout-everywhere")
}

/// Who is signed in.
pub fn me() -> Call<MeOut> {
    Call::get("/auth/me")
}

/// Changes the own profile.
pub fn edit_me(version: Version, patch: &ProfilePatch) -> Call<ProfileOut> {
    Call::patch("/auth/me").at(version).body(patch)
}

/// Changes the own password.
pub fn change_password(input: &PasswordIn) -> Call<()> {
    Call::post("/auth/password").body(input)
}

/// The own sessions, the latest first.
pub fn sessions(page: &PageQuery) -> Call<Page<SessionOut>> {
    Call::get("/auth/sessions").query(page)
}

/// Ends one of the own sessions.
pub fn revoke_session(id: SessionId) -> Call<()> {
    Call::delete(format!("/auth/sessions/{id}"))
}
