//! Whole numbers within bounds, the same on the wire and in the database.

/// Declares a number that is never outside its bounds.
macro_rules! bounded {
    ($($(#[$doc:meta])* $name:ident = $least:literal..=$most:expr),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "i64", into = "i64")]
        #[cfg_attr(feature = "server", derive(sea_orm::DeriveValueType))]
        pub struct $name(i32);

        impl $name {
            /// The least.
            pub const LEAST: i32 = $least;
            /// The most.
            pub const MOST: i32 = $most;

            /// The number.
            #[must_use]
            pub fn number(self) -> i64 {
                i64::from(self.0)
            }
        }

        impl Default for $name {
            /// The least.
            fn default() -> Self {
                Self(Self::LEAST)
            }
        }

        impl TryFrom<i64> for $name {
            type Error = $crate::page::OutOfRange;
            fn try_from(number: i64) -> Result<Self, Self::Error> {
                match i32::try_from(number) {
                    Ok(number) if (Self::LEAST..=Self::MOST).contains(&number) => Ok(Self(number)),
                    _ => Err($crate::page::OutOfRange),
                }
            }
        }

        impl From<$name> for i64 {
            fn from(number: $name) -> Self {
                number.number()
            }
        }

        #[cfg(feature = "server")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::Integer)
                    .minimum(Some(Self::LEAST))
                    .maximum(Some(Self::MOST))
                    .into()
            }
        }

        #[cfg(feature = "server")]
        impl utoipa::ToSchema for $name {}
    )+ };
}

pub(crate) use bounded;
