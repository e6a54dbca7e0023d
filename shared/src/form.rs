//! What was typed into a form becomes what a call takes, or the fields that are not right.

use crate::page::OutOfRange;
use crate::problem::FieldError;

/// The fields of a form that are not right, gathered so that all are shown at once.
#[derive(Debug, Default)]
pub struct Reading {
    errors: Vec<FieldError>,
}

impl Reading {
    /// The value of a field that must be there.
    pub fn take<T, E: ToString>(&mut self, pointer: &str, read: Result<T, E>) -> Option<T> {
        read.map_err(|error| self.refuse(pointer, error)).ok()
    }

    /// The value of a field that may be left empty.
    pub fn optional<T, E: ToString>(
        &mut self,
        pointer: &str,
        text: &str,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        match text.trim() {
            "" => None,
            text => self.take(pointer, read(text)),
        }
    }

    /// The whole number of a field that must be there, within its bounds.
    pub fn number<T: TryFrom<i64, Error = OutOfRange>>(
        &mut self,
        pointer: &str,
        text: &str,
    ) -> Option<T> {
        let number = text.trim().parse::<i64>().map_err(|_| OutOfRange);
        self.take(pointer, number.and_then(T::try_from))
    }

    /// That a field is not right, and why.
    pub fn refuse(&mut self, pointer: &str, code: impl ToString) {
        self.errors.push(FieldError::new(pointer, code));
    }

    /// What was read, when every field is right.
    pub fn done<T>(self, read: Option<T>) -> Result<T, Vec<FieldError>> {
        match read {
            Some(read) if self.errors.is_empty() => Ok(read),
            _ => Err(self.errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Name;

    #[test]
    fn every_field_that_is_not_right_is_gathered() {
        let mut reading = Reading::default();
        let name = reading.take("/name", Name::parse(" "));
        let empty = reading.optional("/venue", " ", Name::parse);
        let long = reading.optional("/place", &"x".repeat(121), Name::parse);
        assert_eq!((&name, empty, long), (&None, None, None));
        let expected = [
            FieldError::new("/name", "required"),
            FieldError::new("/place", "too_long"),
        ];
        assert_eq!(reading.done(name), Err(expected.to_vec()));
        assert_eq!(Reading::default().done(Some(1)), Ok(1));
    }
}
