//! Pictures of people, documents of missions: shown, chosen, cut out, attached.

mod attachments;
mod avatars;
mod chosen;
mod crop;
mod kept;
mod picture;
mod size;

pub(crate) use attachments::Attachments;
pub(crate) use avatars::Avatars;
pub(crate) use kept::forget;
pub(crate) use picture::Picture;
