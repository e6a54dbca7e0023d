//! A content line as a property (RFC 5545 section 3.1).

use std::collections::BTreeMap;
use std::sync::Arc;

use ical::property::PropertyParser;

use super::limits::MOST_HEAD;

/// The most heads that are remembered.
const MOST_HEADS: usize = 256;

/// A property of a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Property {
    head: Arc<Head>,
    /// Its value, as it is written.
    pub(super) value: String,
}

/// What stands before a value: the name, and the first value of each parameter, by names in
/// capitals.
#[derive(Debug, PartialEq, Eq)]
struct Head {
    name: String,
    parameters: BTreeMap<String, String>,
}

/// The heads that were read: a file writes few of them, and each often.
#[derive(Debug, Default)]
pub(super) struct Heads(BTreeMap<String, Arc<Head>>);

impl Head {
    /// The head that is written so. The `ical` crate reads it; its length is bounded, since it
    /// looks from each parameter to the end of what it is given.
    fn of(text: &str) -> Option<Self> {
        let line = format!("{text}:-");
        let read = PropertyParser::from_reader(line.as_bytes()).next()?.ok()?;
        let first = |(name, values): (String, Vec<String>)| {
            Some((name.to_ascii_uppercase(), values.into_iter().next()?))
        };
        let parameters = read.params.into_iter().flatten().filter_map(first);
        Some(Self {
            name: read.name.trim().to_ascii_uppercase(),
            parameters: parameters.collect(),
        })
    }
}

impl Heads {
    /// The property that a line states.
    pub(super) fn property(&mut self, text: &str) -> Option<Property> {
        let (head, value) = split(text)?;
        let head = match self.0.get(head) {
            Some(known) => Arc::clone(known),
            None => {
                let read = Arc::new(Head::of(head)?);
                if self.0.len() < MOST_HEADS {
                    self.0.insert(head.to_owned(), Arc::clone(&read));
                }
                read
            }
        };
        Some(Property {
            head,
            value: value.to_owned(),
        })
    }
}

impl Property {
    /// Its name, in capitals.
    pub(super) fn name(&self) -> &str {
        &self.head.name
    }

    /// The first value of a parameter, by its name in capitals.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.head.parameters.get(name).map(String::as_str)
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
