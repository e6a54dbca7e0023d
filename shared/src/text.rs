//! Texts that people write, checked once where they enter.
//!
//! A value of these types holds no control characters, no invisible or direction-changing
//! ones, and keeps within its length in characters. The server also brings it to Unicode
//! NFC, so that two spellings of one name are one name.

/// Why a text is refused. Its display form is the field code of the problem answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("required")]
    Empty,
    /// Fewer characters than the least.
    #[error("too_short")]
    TooShort,
    /// More characters than the most.
    #[error("too_long")]
    TooLong,
    /// A control, invisible or direction-changing character.
    #[error("forbidden_character")]
    ForbiddenCharacter,
    /// Not of the form that such a text has.
    #[error("invalid_format")]
    Format,
}

/// Control characters, those that hide or turn the text around them, and those that break a line
/// (CASES.md C16).
fn forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a text of several lines may have this character.
fn in_prose(c: char) -> bool {
    !forbidden(c) || matches!(c, '\n' | '\t')
}

/// A text of somebody else's without the characters that no text here may have.
#[must_use]
pub fn legible(text: &str) -> String {
    text.chars().filter(|c| in_prose(*c)).collect()
}

#[cfg(feature = "server")]
fn normal(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfc().collect()
}

/// The browser sends what was typed; the server, which stores it, normalises it.
#[cfg(not(feature = "server"))]
fn normal(text: &str) -> String {
    text.to_owned()
}

fn within(text: String, least: usize, most: usize) -> Result<String, TextError> {
    match text.chars().count() {
        0 if least > 0 => Err(TextError::Empty),
        n if n < least => Err(TextError::TooShort),
        n if n > most => Err(TextError::TooLong),
        _ => Ok(text),
    }
}

/// One line, trimmed.
fn line(text: &str, least: usize, most: usize) -> Result<String, TextError> {
    let text = normal(text.trim());
    if text.chars().any(forbidden) {
        return Err(TextError::ForbiddenCharacter);
    }
    within(text, least, most)
}

/// Several lines; line ends become `\n`.
fn prose(text: &str, least: usize, most: usize) -> Result<String, TextError> {
    let text = normal(text.replace("\r\n", "\n").trim());
    if !text.chars().all(in_prose) {
        return Err(TextError::ForbiddenCharacter);
    }
    within(text, least, most)
}

/// A line that a test accepts as a whole.
fn shaped(text: &str, most: usize, test: fn(&str) -> bool) -> Result<String, TextError> {
    let text = line(text, 1, most)?;
    if test(&text) {
        Ok(text)
    } else {
        Err(TextError::Format)
    }
}

fn email(text: &str) -> Result<String, TextError> {
    shaped(&text.to_lowercase(), 254, |text| {
        let plain = |c: char| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
        text.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty()
                && local.len() <= 64
                && local.chars().all(plain)
                && domain.contains('.')
                && domain.split('.').all(|part| {
                    !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-')
                })
        })
    })
}

fn phone(text: &str) -> Result<String, TextError> {
    shaped(text, 32, |text| {
        text.chars().filter(char::is_ascii_digit).count() >= 3
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || " +().-".contains(c))
    })
}

fn show_number(text: &str) -> Result<String, TextError> {
    shaped(text, 20, |text| {
        text.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

fn slug(text: &str) -> Result<String, TextError> {
    shaped(text, 60, |text| {
        !text.starts_with('-')
            && !text.ends_with('-')
            && text
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    })
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident($parse:expr, $least:literal, $most:literal, $example:literal)),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(feature = "server", derive(sea_orm::DeriveValueType))]
        #[cfg_attr(feature = "server", sea_orm(value_type = "String"))]
        pub struct $name(String);

        impl $name {
            /// The most characters it may have.
            pub const MOST: usize = $most;

            /// The text, if it is one.
            pub fn parse(text: &str) -> Result<Self, TextError> { $parse(text).map(Self) }

            /// The text as written.
            #[must_use]
            pub fn as_str(&self) -> &str { &self.0 }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&self.0) }
        }

        impl std::str::FromStr for $name {
            type Err = TextError;
            fn from_str(text: &str) -> Result<Self, TextError> { Self::parse(text) }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;
            fn try_from(text: String) -> Result<Self, TextError> { Self::parse(&text) }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self { text.0 }
        }

        #[cfg(feature = "server")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .min_length(Some($least))
                    .max_length(Some($most))
                    .examples([serde_json::json!($example)])
                    .into()
            }
        }

        #[cfg(feature = "server")]
        impl utoipa::ToSchema for $name {}
    )+ };
}

texts! {
    /// What a person, team, mission or organisation is called.
    Name(|text| line(text, 1, 120), 1, 120, "Le Songe"),
    /// What somebody does on a shift, or what a key is for.
    Label(|text| line(text, 1, 80), 1, 80, "Regie son"),
    /// A place, in a line.
    Place(|text| line(text, 1, 300), 1, 300, "12 rue du Theatre, Lyon"),
    /// Free notes, of several lines.
    Notes(|text| prose(text, 1, 4000), 1, 4000, "Prevoir le camion"),
    /// Why a rule was set aside; kept with the row.
    Reason(|text| line(text, 3, 500), 3, 500, "Doublage convenu avec l'equipe"),
    /// An e-mail address, in lower case.
    Email(email, 6, 254, "ana@example.org"),
    /// A telephone number as people write it.
    Phone(phone, 3, 32, "+33 6 12 34 56 78"),
    /// The *numero d'objet* of a show (FIELD.md A1), digits and letters.
    ShowNumber(show_number, 1, 20, "24E121234567"),
    /// An organisation's name in addresses of the web app.
    Slug(slug, 1, 60, "compagnie-du-lac"),
}

/// A password on its way in. Kept verbatim, spaces included; never shown, never logged.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct NewPassword(String);

/// The passwords everybody tries first, of twelve characters or more.
const COMMON: &str = include_str!("common_passwords.txt");

impl NewPassword {
    /// Twelve to 128 characters, and none of the common ones (ASVS 6.2.1 to 6.2.9).
    pub fn parse(text: &str) -> Result<Self, TextError> {
        match text.chars().count() {
            n if n < 12 => Err(TextError::TooShort),
            n if n > 128 => Err(TextError::TooLong),
            _ if text.contains('\0') => Err(TextError::ForbiddenCharacter),
            _ if COMMON
                .lines()
                .any(|common| common.eq_ignore_ascii_case(text)) =>
            {
                Err(TextError::Format)
            }
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The password itself, for hashing alone.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPassword(..)")
    }
}

impl TryFrom<String> for NewPassword {
    type Error = TextError;
    fn try_from(text: String) -> Result<Self, TextError> {
        Self::parse(&text)
    }
}

#[cfg(feature = "server")]
impl utoipa::PartialSchema for NewPassword {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .min_length(Some(12))
            .max_length(Some(128))
            .into()
    }
}

#[cfg(feature = "server")]
impl utoipa::ToSchema for NewPassword {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_trimmed_and_has_no_hidden_characters() {
        assert_eq!(
            Name::parse("  Ana  ").map(String::from),
            Ok("Ana".to_owned())
        );
        assert_eq!(Name::parse(" "), Err(TextError::Empty));
        assert_eq!(Name::parse("a\0b"), Err(TextError::ForbiddenCharacter));
        assert_eq!(
            Name::parse("a\u{202e}b"),
            Err(TextError::ForbiddenCharacter)
        );
        assert_eq!(Name::parse(&"x".repeat(121)), Err(TextError::TooLong));
    }

    #[test]
    fn notes_keep_their_lines() {
        assert_eq!(
            Notes::parse("a\r\nb").map(String::from),
            Ok("a\nb".to_owned())
        );
        assert_eq!(
            Notes::parse("a\u{1b}[31m"),
            Err(TextError::ForbiddenCharacter)
        );
    }

    #[test]
    fn a_text_of_others_is_made_legible() {
        let hidden = "a\0b\u{202e}c\u{2028}d\r\n\te\u{301}\u{a0}\u{1f3ad}";
        assert_eq!(legible(hidden), "abcd\n\te\u{301}\u{a0}\u{1f3ad}");
    }

    #[test]
    fn an_email_is_one_address_in_lower_case() {
        assert_eq!(
            Email::parse("Ana@Example.ORG").map(String::from),
            Ok("ana@example.org".to_owned())
        );
        for bad in [
            "ana",
            "ana@",
            "@x.org",
            "a b@x.org",
            "ana@x",
            "ana@x..org",
            "a@b@c.org",
        ] {
            assert_eq!(Email::parse(bad), Err(TextError::Format), "{bad}");
        }
    }

    #[test]
    fn a_password_is_long_uncommon_and_verbatim() {
        assert_eq!(NewPassword::parse("short"), Err(TextError::TooShort));
        assert_eq!(
            NewPassword::parse(&"x".repeat(129)),
            Err(TextError::TooLong)
        );
        assert_eq!(NewPassword::parse("Password1234"), Err(TextError::Format));
        let kept = NewPassword::parse(" a quiet green lamp ").map(|p| p.reveal().to_owned());
        assert_eq!(kept, Ok(" a quiet green lamp ".to_owned()));
    }
}
