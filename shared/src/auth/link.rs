use serde::{Deserialize, Serialize};

use super::{Secret, TokenOut};
use crate::call::Call;
use crate::id::LinkId;
use crate::text::{Email, Name};
use crate::time::Instant;
use crate::word::word;

word! {
    /// What a link does.
    LinkKind {
        /// Joins an organisation; a new account chooses its password.
        Invitation = "INVITATION",
        /// Chooses a new password.
        PasswordReset = "PASSWORD_RESET",
    }
}

word! {
    /// Whether the account of a link has a password already.
    AccountState {
        /// It chooses one now.
        New = "NEW",
        /// It proves itself by the one it has.
        Existing = "EXISTING",
    }
}

/// A link just made. The address is shown this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LinkOut {
    /// The link.
    pub id: LinkId,
    /// What it does.
    pub kind: LinkKind,
    /// The address to hand over.
    #[cfg_attr(
        feature = "server",
        schema(example = "https://callboard.example.org/app/link#4bW...")
    )]
    pub url: String,
    /// When it stops working.
    pub expires_at: Instant,
}

/// A link as its holder has it: what stands behind `#` in its address.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LinkTokenIn {
    /// The token.
    pub token: Token,
}

/// What a link would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LinkInfoOut {
    /// What it does.
    pub kind: LinkKind,
    /// Whose account it is for.
    pub email: Email,
    /// The account's name.
    pub name: Name,
    /// The organisation it comes from.
    pub org_name: Name,
    /// Whether a password is to be chosen or given.
    pub account: AccountState,
    /// When it stops working.
    pub expires_at: Instant,
}

/// Using a link.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LinkAcceptIn {
    /// The token.
    pub token: Token,
    /// The password to have from now on; for an invitation of an existing account, the one it has.
    pub password: Secret,
}

/// A token of 256 random bits, in base64url: 43 characters.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Token(String);

impl Token {
    /// The token itself.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(..)")
    }
}

impl TryFrom<String> for Token {
    type Error = crate::text::TextError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let shaped = text.len() == 43
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if shaped {
            Ok(Self(text))
        } else {
            Err(crate::text::TextError::Format)
        }
    }
}

#[cfg(feature = "server")]
impl utoipa::PartialSchema for Token {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^[A-Za-z0-9_-]{43}$"))
            .into()
    }
}

#[cfg(feature = "server")]
impl utoipa::ToSchema for Token {}

/// What a link would do.
pub fn inspect_link(input: &LinkTokenIn) -> Call<LinkInfoOut> {
    Call::post("/auth/links/inspect").body(input)
}

/// Uses a link and signs in.
pub fn accept_link(input: &LinkAcceptIn) -> Call<TokenOut> {
    Call::post("/auth/links/accept").body(input)
}
