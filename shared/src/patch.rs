//! Partial update (RFC 7396, merge patch): a member that is absent keeps the value, one
//! that is there sets it; `null` clears where the value is optional.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One member of a merge patch. Its field carries
/// `#[serde(default, skip_serializing_if = "Patch::is_keep")]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Patch<T> {
    /// The member was absent.
    #[default]
    Keep,
    /// The member was there.
    Set(T),
}

impl<T> Patch<T> {
    /// Whether the member was absent.
    pub const fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// The new value, or the present one.
    pub fn over(self, present: T) -> T {
        match self {
            Self::Keep => present,
            Self::Set(value) => value,
        }
    }

    /// The new value, if the member was there.
    pub fn set(self) -> Option<T> {
        match self {
            Self::Keep => None,
            Self::Set(value) => Some(value),
        }
    }
}

impl<T: PartialEq> Patch<T> {
    /// The member that brings `before` to `after`: absent when they are equal.
    pub fn between(before: &T, after: T) -> Self {
        if *before == after {
            Self::Keep
        } else {
            Self::Set(after)
        }
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Keep => serializer.serialize_none(),
            Self::Set(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::Set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Row {
        #[serde(default, skip_serializing_if = "Patch::is_keep")]
        a: Patch<u8>,
        #[serde(default, skip_serializing_if = "Patch::is_keep")]
        b: Patch<Option<u8>>,
    }

    #[test]
    fn absent_null_and_value_are_three_things() {
        let read = |json| serde_json::from_str::<Row>(json);
        assert_eq!(
            read("{}").unwrap(),
            Row {
                a: Patch::Keep,
                b: Patch::Keep
            }
        );
        assert_eq!(
            read(r#"{"b":null}"#).unwrap(),
            Row {
                a: Patch::Keep,
                b: Patch::Set(None)
            }
        );
        assert!(read(r#"{"a":null}"#).is_err());
        let row = Row {
            a: Patch::Keep,
            b: Patch::Set(None),
        };
        assert_eq!(serde_json::to_string(&row).unwrap(), r#"{"b":null}"#);
    }
}
