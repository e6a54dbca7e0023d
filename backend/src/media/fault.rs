use shared::problem::{FieldError, ProblemCode};

use crate::platform::problem::Failure;

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is of no type that is taken there.
    Type,
    /// It is longer than such a file may be.
    TooLong,
    /// It declares more pixels than are decoded.
    Pixels,
    /// It has more than one frame.
    Moving,
    /// It ends too early, or is not what it says.
    Damaged,
    /// The square to cut out does not lie in it.
    Crop,
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        let (pointer, code) = match fault {
            Fault::Type => return ProblemCode::UnsupportedMediaType.into(),
            Fault::TooLong => return ProblemCode::TooLarge.into(),
            Fault::Pixels => ("/file", "too_many_pixels"),
            Fault::Moving => ("/file", "animated"),
            Fault::Damaged => ("/file", "damaged"),
            Fault::Crop => ("/crop", "out_of_range"),
        };
        FieldError::new(pointer, code).into()
    }
}
