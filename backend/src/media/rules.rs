use serde::Serialize;
use shared::access::Capability;
use shared::id::{MediaId, MissionId, OrgId, UserId};
use shared::media::{Crop, MediaOut, MediaPurpose, MediaState, shown_name};
use shared::problem::{FieldError, Problem, ProblemCode};
use shared::text::Name;
use shared::time::Instant;

use super::picture::Encoded;
use super::store::{Media, Usage};
use super::studio::Made;
use crate::config::MediaSettings;
use crate::platform::form::Parts;
use crate::platform::problem::Failure;
use crate::platform::secret;
use crate::platform::storage::FolderKey;

/// How long an upload may be pending before it is taken to have broken off, in seconds: far
/// longer than one takes.
pub(super) const PENDING_SECONDS: i64 = 60 * 60;

/// How long the objects of a removed file are kept, in seconds: longer than a backup takes, so
/// that every row of a backup finds its objects.
pub(super) const KEPT_SECONDS: i64 = 24 * 60 * 60;

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) enum Target {
    /// The avatar of this person.
    Person(UserId),
    /// An attachment of this mission.
    Mission(MissionId),
}

/// An upload, as its form asks for it. Serialised, it is what tells one from another.
#[derive(Debug, Serialize)]
pub(super) struct Upload {
    /// The digest of the file.
    file: String,
    pub(super) target: Target,
    pub(super) crop: Option<Crop>,
    pub(super) name: Option<Name>,
}

impl Upload {
    /// The file and the upload of a form: every field that is missing or wrong is told. The
    /// avatar of nobody in particular is the caller's own.
    pub(super) fn of(mut parts: Parts, caller: UserId) -> Result<(Vec<u8>, Self), Failure> {
        let file = parts.file("file");
        let purpose = parts.required::<MediaPurpose>("purpose", "invalid_choice");
        let person = parts.optional::<UserId>("person_id", "invalid_id");
        let mission = parts.optional::<MissionId>("mission_id", "invalid_id");
        let crop = parts.optional::<Crop>("crop", "");
        match (file, purpose, person, mission, crop) {
            (Ok(file), Ok(purpose), Ok(person), Ok(mission), Ok(crop)) => {
                let target = target(purpose, person, mission, crop, caller)?;
                let called = file.file_name.as_deref();
                let upload = Self {
                    file: secret::digest_of(&file.content),
                    target,
                    crop,
                    name: called
                        .filter(|_| purpose == MediaPurpose::Attachment)
                        .and_then(shown_name),
                };
                Ok((file.content, upload))
            }
            (file, purpose, person, mission, crop) => {
                let errors = [
                    file.err(),
                    purpose.err(),
                    person.err(),
                    mission.err(),
                    crop.err(),
                ];
                let mut problem = Problem::new(ProblemCode::Invalid);
                problem.errors = errors.into_iter().flatten().collect();
                Err(problem.into())
            }
        }
    }

    pub(super) const fn purpose(&self) -> MediaPurpose {
        match self.target {
            Target::Person(_) => MediaPurpose::Avatar,
            Target::Mission(_) => MediaPurpose::Attachment,
        }
    }
}

fn target(
    purpose: MediaPurpose,
    person: Option<UserId>,
    mission: Option<MissionId>,
    crop: Option<Crop>,
    caller: UserId,
) -> Result<Target, FieldError> {
    let unknown = |name: &str| Err(FieldError::new(format!("/{name}"), "unknown_field"));
    match (purpose, person, mission, crop) {
        (MediaPurpose::Avatar, _, Some(_), _) => unknown("mission_id"),
        (MediaPurpose::Avatar, person, None, _) => Ok(Target::Person(person.unwrap_or(caller))),
        (MediaPurpose::Attachment, Some(_), _, _) => unknown("person_id"),
        (MediaPurpose::Attachment, _, _, Some(_)) => unknown("crop"),
        (MediaPurpose::Attachment, None, None, None) => {
            Err(FieldError::new("/mission_id", "required"))
        }
        (MediaPurpose::Attachment, None, Some(mission), None) => Ok(Target::Mission(mission)),
    }
}

/// What somebody needs, beyond their own picture, to add or remove a file of this kind.
pub(super) fn needed(target: Target, caller: UserId) -> Option<Capability> {
    match target {
        Target::Person(person) if person == caller => None,
        Target::Person(_) => Some(Capability::PeopleEdit),
        Target::Mission(_) => Some(Capability::MissionEdit),
    }
}

/// What a stored file is for.
pub(super) fn target_of(media: &Media) -> Result<Target, Failure> {
    match (media.person_id, media.mission_id) {
        (Some(person), None) => Ok(Target::Person(person)),
        (None, Some(mission)) => Ok(Target::Mission(mission)),
        _ => Err(anyhow::anyhow!("a file of no one thing: {}", media.id).into()),
    }
}

/// The row of an upload, before its objects are stored.
pub(super) fn pending(
    upload: &Upload,
    made: &Made,
    org_id: OrgId,
    now: Instant,
) -> Result<Media, Failure> {
    let length = |file: &Encoded| i32::try_from(file.content.len()).map_err(anyhow::Error::from);
    let digest = |file: &Encoded| secret::digest_of(&file.content);
    let (person_id, mission_id) = match upload.target {
        Target::Person(person) => (Some(person), None),
        Target::Mission(mission) => (None, Some(mission)),
    };
    Ok(Media {
        id: MediaId::new(),
        org_id,
        purpose: upload.purpose(),
        person_id,
        mission_id,
        state: MediaState::Pending,
        folder: FolderKey::new(org_id).as_str().to_owned(),
        name: upload.name.clone(),
        content_type: made.main.kind,
        bytes: length(&made.main)?,
        sha256: digest(&made.main),
        small_type: made.small.as_ref().map(|small| small.kind),
        small_bytes: made.small.as_ref().map(length).transpose()?,
        small_sha256: made.small.as_ref().map(digest),
        created_at: now,
    })
}

/// What a file takes of the organisation's room.
pub(super) fn weight(media: &Media) -> i64 {
    i64::from(media.bytes) + media.small_bytes.map_or(0, i64::from)
}

/// What is used with one more file, if there is room for it (CASES.md E8).
pub(super) fn with(
    used: Usage,
    more: &Media,
    limits: &MediaSettings,
) -> Result<Usage, ProblemCode> {
    let usage = Usage {
        bytes: used.bytes.saturating_add(weight(more)),
        files: used.files.saturating_add(1),
        ..used
    };
    let most_bytes = i64::from(limits.most_megabytes) * 1024 * 1024;
    if usage.bytes > most_bytes || i64::from(usage.files) > i64::from(limits.most_files) {
        Err(ProblemCode::QuotaExceeded)
    } else {
        Ok(usage)
    }
}

/// What is used without these files.
pub(super) fn without(used: Usage, gone: &[Media]) -> Usage {
    let files = i32::try_from(gone.len()).unwrap_or(i32::MAX);
    Usage {
        bytes: (used.bytes - gone.iter().map(weight).sum::<i64>()).max(0),
        files: used.files.saturating_sub(files).max(0),
        ..used
    }
}

impl From<Media> for MediaOut {
    fn from(row: Media) -> Self {
        let Media {
            id,
            org_id: _,
            purpose,
            person_id,
            mission_id,
            state: _,
            folder: _,
            name,
            content_type,
            bytes,
            sha256,
            small_type: _,
            small_bytes: _,
            small_sha256: _,
            created_at,
        } = row;
        Self {
            id,
            purpose,
            person_id,
            mission_id,
            name,
            content_type,
            bytes,
            hash: sha256,
            created_at,
        }
    }
}
