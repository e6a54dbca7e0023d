//! A content line as a property (RFC 5545 section 3.1).

use std::collections::BTreeMap;

use ical::property::PropertyParser;

use super::limits::MOST_HEAD;

/// A property of a component: the first value of each parameter, and the value as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Property {
    /// Its name, in capitals.
    pub(super) name: String,
    parameters: BTreeMap<String, String>,
    /// Its value.
    pub(super) value: String,
}

impl Property {
    /// The property that a line states. The `ical` crate reads what comes before the value,
    /// whose length is bounded: it looks from each parameter to the end of what it is given.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (head, value) = split(text)?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if head.bytes().all(plain) {
            return Some(Self {
                name: head.to_ascii_uppercase(),
                parameters: BTreeMap::new(),
                value: value.to_owned(),
            });
        }
        let head = format!("{head}:-");
        let read = PropertyParser::from_reader(head.as_bytes()).next()?.ok()?;
        let first = |(name, values): (String, Vec<String>)| {
            Some((name.to_ascii_uppercase(), values.into_iter().next()?))
        };
        let parameters = read.params.into_iter().flatten().filter_map(first);
        Some(Self {
            name: read.name.trim().to_ascii_uppercase(),
            parameters: parameters.collect(),
            value: value.to_owned(),
        })
    }

    /// The first value of a parameter, by its name in capitals.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str)
    }

    /// The value without the blanks around it.
    pub(super) fn plain(&self) -> &str {
        self.value.trim()
    }

    /// The value as a text, its escapes undone.
    pub(super) fn text(&self) -> String {
        let mut text = String::with_capacity(self.value.len());
        let mut characters = self.value.chars();
        while let Some(character) = characters.next() {
            match (character, character == '\\') {
                (_, true) => match characters.next() {
                    Some('n' | 'N') => text.push('\n'),
                    other => text.extend(other),
                },
                (plain, false) => text.push(plain),
            }
        }
        text
    }

    /// The values of a list.
    pub(super) fn list(&self) -> impl Iterator<Item = &str> {
        let values = self.value.split(',').map(str::trim);
        values.filter(|value| !value.is_empty())
    }
}

/// The name that a line begins with, whatever follows it.
pub(super) fn name(text: &str) -> &str {
    let end = text.bytes().take(MOST_HEAD);
    let end = end.take_while(|byte| !matches!(byte, b':' | b';')).count();
    text.get(..end).unwrap_or_default().trim()
}

/// The line up to the colon that begins its value, and the value. A colon in quotes begins
/// none.
fn split(text: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let colon = text.bytes().take(MOST_HEAD).position(|byte| {
        quoted ^= byte == b'"';
        byte == b':' && !quoted
    })?;
    let (head, rest) = text.split_at_checked(colon)?;
    Some((head, rest.strip_prefix(':')?))
}
