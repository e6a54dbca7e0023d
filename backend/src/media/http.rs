use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use shared::access::Capability;
use shared::id::{MediaId, MissionId};
use shared::media::{AvatarOut, MOST_ATTACHMENT_BYTES, MediaLinked, MediaOut, MediaPurpose};
use shared::page::{Page, PageQuery};
use shared::problem::{Problem, ProblemCode};
use utoipa::ToSchema;

use super::rules::{self, Target, Upload};
use super::store::{self, Media};
use super::{keep, link, serve};
use crate::openapi::IdempotencyHeader;
use crate::platform::form::{Form, Shape};
use crate::platform::idempotency::Idempotency;
use crate::platform::input::{Params, PathId};
use crate::platform::page::Listing;
use crate::platform::problem::Failure;
use crate::platform::reply::{Answer, Reply};
use crate::platform::session::{Grant, MediaOwn, Member, MissionRead, OrgRead};
use crate::state::AppState;

/// The form of an upload, for the document.
#[derive(ToSchema)]
#[expect(dead_code, reason = "the struct only describes a form to the document")]
pub(super) struct UploadForm {
    /// The file. An avatar: PNG, JPEG or WebP, at most 2 MB. An attachment: these or PDF, at
    /// most 20 MB.
    #[schema(value_type = String, format = Binary, content_media_type = "application/octet-stream")]
    file: Vec<u8>,
    /// What it is for.
    purpose: MediaPurpose,
    /// Whose avatar it is; the caller's own when absent.
    person_id: Option<shared::id::UserId>,
    /// The mission that it is attached to.
    mission_id: Option<MissionId>,
    /// The square to cut an avatar out of the picture, in its pixels as it is seen:
    /// `left,top,side`. The largest in the middle when absent.
    #[schema(pattern = "^[0-9]+,[0-9]+,[0-9]+$", example = "120,40,800")]
    crop: Option<String>,
}

impl Shape for UploadForm {
    // The file, and room for the rest.
    const MOST_BYTES: usize = MOST_ATTACHMENT_BYTES + 4096;
    const KNOWN: &'static [&'static str] = &["file", "purpose", "person_id", "mission_id", "crop"];
}

/// Uploads a file
///
/// The content says what it is, not its name. An avatar is turned as its EXIF says, cut to a square and made anew in
/// 256 and 64 pixels; an attachment is kept as it is, without the metadata of pictures. What is not taken: 415
/// another type; 413 too long; 422 `too_many_pixels`, `animated`, `damaged`. One's own avatar: everybody; another's:
/// ADMIN; an attachment: MANAGER.
#[utoipa::path(tag = "media", operation_id = "upload_media", params(IdempotencyHeader),
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "The file", body = MediaOut),
        (status = 409, description = "`quota_exceeded`", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/media/upload")]
pub(super) async fn upload(
    member: Member<MediaOwn>,
    key: Idempotency,
    form: Form<UploadForm>,
) -> Answer {
    let (file, upload) = Upload::of(form.valid()?, member.user_id)?;
    ensure_may(&member, upload.target)?;
    key.ensure_valid()?;
    let studio = &member.state().studio;
    let made = studio.make(upload.purpose(), file, upload.crop).await?;
    keep::keep(&member, &key, &upload, &made).await
}

/// Refuses who may not add or remove such a file.
fn ensure_may<C: Grant>(member: &Member<C>, target: Target) -> Result<(), Failure> {
    match rules::needed(target, member.user_id) {
        Some(needed) if !member.may(needed) => Err(ProblemCode::Forbidden.into()),
        _ => Ok(()),
    }
}

/// Lists avatars
///
/// Of the people of the organisation who have one, each with its addresses for five minutes. A copy that was kept
/// under the id and the hash is good for ever.
#[utoipa::path(tag = "media", operation_id = "list_avatars", params(PageQuery),
    responses((status = 200, description = "The avatars", body = Page<AvatarOut>)))]
#[get("/media/avatars")]
pub(super) async fn avatars(member: Member<OrgRead>, query: Params<PageQuery>) -> Answer {
    let (state, query) = (member.state(), query.valid()?);
    let listing = Listing::of(&state.cursor_key, member.org_id(), "/media/avatars", &query)?;
    let mut rows = Vec::new();
    for media in store::avatars(&member, &listing).await? {
        if let Some(avatar) = avatar(state, media).await? {
            rows.push((avatar.media_id, avatar));
        }
    }
    listing.answer(rows)
}

async fn avatar(state: &AppState, media: Media) -> Result<Option<AvatarOut>, Failure> {
    let links = link::of(state, &media, state.now()).await?;
    Ok(media.person_id.map(|person_id| AvatarOut {
        person_id,
        media_id: media.id,
        hash: media.sha256,
        links,
    }))
}

/// Lists a mission's attachments
///
/// The latest first, each with its addresses for five minutes. MANAGER.
#[utoipa::path(tag = "media", operation_id = "list_attachments",
    params(("id" = MissionId, Path, description = "The mission"), PageQuery),
    responses((status = 200, description = "The attachments", body = Page<MediaLinked>)))]
#[get("/missions/{id}/attachments")]
pub(super) async fn attachments(
    planner: Member<MissionRead>,
    id: PathId<MissionId>,
    query: Params<PageQuery>,
) -> Answer {
    let (mission, query) = (id.found()?, query.valid()?);
    if !crate::missions::known(&planner, mission).await? {
        return Err(ProblemCode::NotFound.into());
    }
    let state = planner.state();
    let path = "/missions/{id}/attachments";
    let listing = Listing::of(&state.cursor_key, planner.org_id(), path, &query)?;
    let mut rows = Vec::new();
    for media in store::attachments(&planner, mission, &listing).await? {
        let links = link::of(state, &media, state.now()).await?;
        let media = MediaOut::from(media);
        rows.push((media.id, MediaLinked { media, links }));
    }
    listing.answer(rows)
}

/// Reads about a file
///
/// With its addresses for five minutes. An avatar: everybody; an attachment: MANAGER.
#[utoipa::path(tag = "media", operation_id = "get_media", params(("id" = MediaId, Path, description = "The file")),
    responses((status = 200, description = "The file", body = MediaLinked)))]
#[get("/media/{id}")]
pub(super) async fn get(member: Member<OrgRead>, id: PathId<MediaId>) -> Answer {
    let media = store::get(&member, id.found()?).await?;
    let attached = matches!(rules::target_of(&media)?, Target::Mission(_));
    if attached && !member.may(Capability::MissionRead) {
        return Err(ProblemCode::Forbidden.into());
    }
    let links = link::of(member.state(), &media, member.now()).await?;
    let media = MediaOut::from(media);
    Reply::ok(&MediaLinked { media, links })
}

/// Removes a file
///
/// It is shown no longer, and its addresses lead nowhere. One's own avatar: everybody; another's: ADMIN; an
/// attachment: MANAGER.
#[utoipa::path(tag = "media", operation_id = "delete_media", params(("id" = MediaId, Path, description = "The file")),
    responses((status = 204, description = "It is gone")))]
#[delete("/media/{id}")]
pub(super) async fn delete(member: Member<MediaOwn>, id: PathId<MediaId>) -> Answer {
    let id = id.found()?;
    let media = store::get(&member, id).await?;
    ensure_may(&member, rules::target_of(&media)?)?;
    member
        .write(async |tx| {
            let used = store::lock_usage(tx).await?;
            let media = store::lock(tx, id).await?;
            keep::remove(tx, used, &[media]).await?;
            Reply::done()
        })
        .await
}

/// Reads a file
///
/// By an address that this server signed, which ends after five minutes: one that is altered or too old is refused,
/// one of a file that was removed is not found. Where files lie in a bucket, their addresses are the bucket's.
#[utoipa::path(tag = "media", operation_id = "read_media", security(()),
    params(("token" = String, Path, description = "What the address was signed for")),
    responses(
        (status = 200, description = "The file", body = String, content_type = "application/octet-stream",
            headers(("ETag", description = "Of its content"))),
        (status = 304, description = "It is as `If-None-Match` says"),
        (status = 403, description = "`bad_signature`", body = Problem, content_type = "application/problem+json"),
    ))]
#[get("/media/files/{token}")]
pub(super) async fn read(
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Failure> {
    let token = request.match_info().get("token").unwrap_or_default();
    serve::file(&request, &state, token).await
}
