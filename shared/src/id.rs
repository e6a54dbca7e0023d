//! Identifiers: a UUIDv7 (RFC 9562 section 5.7) behind a type of its own per thing, so
//! that a mission's id cannot be given where a shift's is wanted.

use uuid::Uuid;

/// A text that is not a UUID.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("invalid_id")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(feature = "server", derive(sea_orm::DeriveValueType))]
        pub struct $name(Uuid);

        impl $name {
            /// A new id; ids made later sort later.
            #[must_use]
            pub fn new() -> Self { Self(Uuid::now_v7()) }

            /// The id as a plain UUID.
            #[must_use]
            pub const fn uuid(self) -> Uuid { self.0 }

            /// The typed id of a UUID that is known to name such a thing.
            #[must_use]
            pub const fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
        }

        impl Default for $name {
            fn default() -> Self { Self::new() }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }

        impl std::str::FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                // Only the hyphenated form: one thing, one spelling.
                if text.len() != 36 { return Err(NotAnId); }
                Uuid::parse_str(text).map(Self).map_err(|_| NotAnId)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;
            fn try_from(text: String) -> Result<Self, NotAnId> { text.parse() }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self { id.to_string() }
        }

        #[cfg(feature = "server")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        #[cfg(feature = "server")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(
                        utoipa::openapi::KnownFormat::Uuid,
                    )))
                    .into()
            }
        }

        #[cfg(feature = "server")]
        impl utoipa::ToSchema for $name {}
    )+ };
}

ids! {
    /// An organisation.
    OrgId,
    /// A person's account.
    UserId,
    /// A team of an organisation.
    TeamId,
    /// A mission: a show, a tour stop, an event to staff.
    MissionId,
    /// A shift: one call of one person, or a need to fill.
    ShiftId,
    /// A kind of shift that is kept to be planned again.
    TemplateId,
    /// A shift that recurs.
    SeriesId,
    /// A stretch of availability of one person.
    AvailabilityId,
    /// A row of the outbox.
    EventId,
    /// A bulk act, shown and undone as one.
    OperationId,
    /// A numbered announcement of what changed in the planning.
    PublicationId,
    /// A signed-in browser.
    SessionId,
    /// A key of an integrator.
    ApiKeyId,
    /// A calendar subscription.
    FeedId,
    /// A picture or document.
    MediaId,
    /// An invitation or password link.
    LinkId,
    /// An open stream of what happens.
    StreamId,
    /// Labour rules of an organisation, from a day on.
    LabourPolicyId,
}

/// The number of times a row was written. Travels as the `ETag`, comes back in `If-Match`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
#[cfg_attr(feature = "server", derive(sea_orm::DeriveValueType, utoipa::ToSchema))]
pub struct Version(i32);

impl Version {
    /// The version of a row just created.
    pub const FIRST: Self = Self(1);

    /// The version after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// How many times the row was written.
    #[must_use]
    pub fn number(self) -> i64 {
        i64::from(self.0)
    }

    /// The strong entity tag of this version (RFC 9110 section 8.8.3).
    #[must_use]
    pub fn etag(self) -> String {
        format!("\"{}\"", self.0)
    }

    /// The version a strong entity tag stands for.
    #[must_use]
    pub fn from_etag(tag: &str) -> Option<Self> {
        let digits = tag.strip_prefix('"')?.strip_suffix('"')?;
        digits.parse().ok().map(Self)
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_spelling() {
        let id = ShiftId::new();
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(
            id.uuid().simple().to_string().parse::<ShiftId>(),
            Err(NotAnId)
        );
        assert_eq!("../../etc/passwd".parse::<ShiftId>(), Err(NotAnId));
    }

    #[test]
    fn a_version_goes_out_and_comes_back_as_an_entity_tag() {
        let version = Version::FIRST.next();
        assert_eq!(version.etag(), "\"2\"");
        assert_eq!(Version::from_etag("\"2\""), Some(version));
        assert_eq!(Version::from_etag("W/\"2\""), None);
        assert_eq!(Version::from_etag("2"), None);
    }
}
