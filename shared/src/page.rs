//! Lists by key, not by number: a page, and the cursor of the next one.

use serde::{Deserialize, Serialize};

/// Some rows of a list, and where it goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows, in the order of the list.
    pub items: Vec<T>,
    /// What to send as `cursor` for the rows after these; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// How a list is paged. `limit` is 1 to 200, 50 unless said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "server", into_params(parameter_in = Query))]
pub struct PageQuery {
    /// The most rows to answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "server", param(inline))]
    pub limit: Option<Limit>,
    /// The `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// The most rows of a page: 1 to 200.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct Limit(u64);

impl Limit {
    /// The limit of a list that was asked for without one.
    pub const DEFAULT: Self = Self(50);
    /// The most that can be asked for.
    pub const MOST: Self = Self(200);

    /// How many rows.
    #[must_use]
    pub const fn rows(self) -> u64 {
        self.0
    }
}

impl TryFrom<u64> for Limit {
    type Error = OutOfRange;
    fn try_from(rows: u64) -> Result<Self, OutOfRange> {
        if (1..=Self::MOST.0).contains(&rows) {
            Ok(Self(rows))
        } else {
            Err(OutOfRange)
        }
    }
}

impl From<Limit> for u64 {
    fn from(limit: Limit) -> Self {
        limit.0
    }
}

/// A number outside its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("out_of_range")]
pub struct OutOfRange;

#[cfg(feature = "server")]
impl utoipa::PartialSchema for Limit {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::Integer)
            .minimum(Some(1))
            .maximum(Some(200))
            .into()
    }
}

#[cfg(feature = "server")]
impl utoipa::ToSchema for Limit {}
