//! What the form of an import holds.

use utoipa::ToSchema;

use crate::platform::form::Shape;

/// The form of an import, for the document.
#[derive(ToSchema)]
#[expect(dead_code, reason = "the struct only describes a form to the document")]
pub(super) struct ImportForm {
    /// The calendar, at most 5 MB.
    #[schema(value_type = String, format = Binary, content_media_type = "text/calendar")]
    file: Vec<u8>,
    /// The mission that the shifts are worked for.
    mission_id: shared::id::MissionId,
    /// What is done on them.
    role: shared::text::Label,
    /// What kind of work they are.
    kind: shared::shifts::ShiftKind,
    /// Who works them; nobody yet when absent.
    person_id: Option<shared::id::UserId>,
    /// How final they are; drafts unless said.
    status: Option<shared::shifts::ShiftStatus>,
}

impl Shape for ImportForm {
    const MOST_BYTES: usize = 5 * 1024 * 1024;
    const KNOWN: &'static [&'static str] =
        &["file", "mission_id", "role", "kind", "person_id", "status"];
}
