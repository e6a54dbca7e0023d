//! Pictures and documents, from the upload to the sweep. The stories are told of a server that
//! stores in a folder and of one that stores in a bucket.

mod bad;
mod faults;
mod killed;

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use reqwest::RequestBuilder;
use reqwest::multipart::{Form, Part};
use shared::id::{MissionId, UserId};
use shared::media::{self, MediaLinked, MediaOut, MediaPurpose, MediaType};
use shared::missions;
use shared::page::PageQuery;
use shared::problem::ProblemCode;
use shared::users;

use crate::missions::song;
use crate::support::{BucketServer, Company, Database, Persona, Sent, Stage};

/// A company, and where its files lie.
pub struct Place {
    pub company: Company,
    pub bucket: Option<BucketServer>,
}

impl Place {
    /// A company whose files lie in a folder.
    pub async fn folder() -> Self {
        let company = Company::new().await;
        let bucket = None;
        Self { company, bucket }
    }

    /// A company whose files lie in a bucket.
    pub async fn bucket() -> Self {
        let bucket = BucketServer::start().await;
        let stage = Stage::with(Database::create().await, &bucket.settings()).await;
        let company = Company::on(stage).await;
        let bucket = Some(bucket);
        Self { company, bucket }
    }

    async fn each() -> [Self; 2] {
        [Self::folder().await, Self::bucket().await]
    }

    /// How many objects the store has.
    pub async fn objects(&self) -> usize {
        let storage = &self.company.stage.state.storage;
        storage.list("").await.unwrap().len()
    }

    /// What is read at an address, whoever answers there.
    pub async fn read(&self, url: &str) -> Sent<()> {
        let nobody = self.company.stage.anonymous();
        if url.starts_with('/') {
            return Sent::of(nobody.request("GET", url)).await;
        }
        Sent::of(nobody.client.get(url)).await
    }

    async fn mission(&self) -> MissionId {
        song(&self.company.manager).await.id
    }
}

/// A picture whose every place is told by its colour: red grows to the right, green downwards.
pub fn gradient(width: u32, height: u32) -> DynamicImage {
    let level =
        |at: u32, of: u32| u8::try_from(at * 255 / of.max(2).saturating_sub(1)).unwrap_or(255);
    let pixel = |x, y| Rgb([level(x, width), level(y, height), 120]);
    RgbImage::from_fn(width, height, pixel).into()
}

pub fn file_of(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner()
}

pub fn png(width: u32, height: u32) -> Vec<u8> {
    file_of(&gradient(width, height), ImageFormat::Png)
}

/// A small document.
pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

/// The request that uploads a file with these fields.
pub fn upload_request(
    persona: &Persona,
    file: &[u8],
    name: &str,
    fields: &[(&str, &str)],
) -> RequestBuilder {
    let mut form = Form::new();
    for (key, value) in fields {
        form = form.text((*key).to_owned(), (*value).to_owned());
    }
    let part = Part::bytes(file.to_vec()).file_name(name.to_owned());
    let form = form.part("file", part);
    persona.request("POST", "/media/upload").multipart(form)
}

/// Uploads a file with these fields.
pub async fn upload(
    persona: &Persona,
    file: &[u8],
    name: &str,
    fields: &[(&str, &str)],
) -> Sent<MediaOut> {
    Sent::of(upload_request(persona, file, name, fields)).await
}

/// Uploads one's own avatar.
pub async fn own_avatar(persona: &Persona, file: &[u8]) -> Sent<MediaOut> {
    upload(persona, file, "me.png", &[("purpose", "AVATAR")]).await
}

/// Attaches a file to a mission.
pub async fn attach(
    persona: &Persona,
    mission: MissionId,
    file: &[u8],
    name: &str,
) -> Sent<MediaOut> {
    let mission = mission.to_string();
    let fields = [("purpose", "ATTACHMENT"), ("mission_id", mission.as_str())];
    upload(persona, file, name, &fields).await
}

async fn linked(persona: &Persona, media: &MediaOut) -> MediaLinked {
    persona.send(media::get(media.id)).await.ok()
}

/// A picture becomes an avatar of two sizes that everybody of the company sees; the next one
/// takes its place.
#[actix_web::test]
async fn an_avatar_is_uploaded_seen_and_replaced() {
    for place in Place::each().await {
        let company = &place.company;
        let tech = company.tech.id().await;
        let sent = own_avatar(&company.tech, &png(400, 300)).await;
        assert_eq!(sent.status, 201, "{}", sent.text());
        let first = sent.ok();
        assert_eq!(
            (first.purpose, first.person_id),
            (MediaPurpose::Avatar, Some(tech))
        );
        assert_eq!((first.content_type, &first.name), (MediaType::Jpeg, &None));
        assert_eq!(
            sent.header("location"),
            Some(format!("/media/{}", first.id).as_str())
        );

        let seen = company
            .manager
            .send(media::avatars(&PageQuery::default()))
            .await
            .ok()
            .items;
        assert_eq!(seen.len(), 1);
        assert_eq!((seen[0].person_id, seen[0].media_id), (tech, first.id));
        assert_eq!(seen[0].hash, first.hash);
        let small = seen[0].links.small_url.clone().unwrap();
        for (url, side) in [(&seen[0].links.url, 256), (&small, 64)] {
            let read = place.read(url).await;
            assert_eq!(read.status, 200, "{}", read.text());
            assert_eq!(read.header("content-type"), Some("image/jpeg"));
            let picture = image::load_from_memory(&read.body).unwrap();
            assert_eq!((picture.width(), picture.height()), (side, side));
            // The middle of the gradient is in the middle, and the left is left.
            let middle = picture.to_rgb8()[(side / 2, side / 2)].0;
            assert!(
                middle[0].abs_diff(127) < 6 && middle[1].abs_diff(127) < 6,
                "{middle:?}"
            );
            assert!(picture.to_rgb8()[(1, 1)].0[0] < 64);
        }

        let second = own_avatar(&company.tech, &png(40, 40)).await.ok();
        let seen = company
            .tech
            .send(media::avatars(&PageQuery::default()))
            .await
            .ok()
            .items;
        assert_eq!(
            seen.iter().map(|one| one.media_id).collect::<Vec<_>>(),
            [second.id]
        );
        company
            .tech
            .send(media::get(first.id))
            .await
            .refused(ProblemCode::NotFound);
    }
}

/// The square that was chosen is the one that is kept.
#[actix_web::test]
async fn a_crop_is_kept_to() {
    let place = Place::folder().await;
    let tech = &place.company.tech;
    let fields = [("purpose", "AVATAR"), ("crop", "300,0,100")];
    let made = upload(tech, &png(400, 300), "me.png", &fields).await.ok();
    let read = place.read(&linked(tech, &made).await.links.url).await;
    let picture = image::load_from_memory(&read.body).unwrap().to_rgb8();
    let [left, right] = [picture[(2, 128)].0, picture[(253, 128)].0];
    assert!(
        left[0].abs_diff(192) < 8 && right[0] > 245,
        "{left:?} {right:?}"
    );
    assert!(picture[(128, 253)].0[1].abs_diff(84) < 8);
}

/// Documents and pictures are attached to a mission, listed, and read back as they were, under
/// the name they were given.
#[actix_web::test]
async fn attachments_are_listed_and_read_back() {
    for place in Place::each().await {
        let manager = &place.company.manager;
        let mission = place.mission().await;
        let plan = attach(manager, mission, PDF, "Plan de sc\u{e8}ne.pdf")
            .await
            .ok();
        let photo = png(640, 480);
        let picture = attach(manager, mission, &photo, "quai.png").await.ok();
        assert_eq!(
            (plan.content_type, plan.mission_id),
            (MediaType::Pdf, Some(mission))
        );
        assert_eq!(
            plan.name.as_ref().map(ToString::to_string).as_deref(),
            Some("Plan de sc\u{e8}ne.pdf")
        );

        let listed = manager
            .send(media::attachments(mission, &PageQuery::default()))
            .await
            .ok()
            .items;
        let ids: Vec<_> = listed.iter().map(|one| one.media.id).collect();
        assert_eq!(ids, [picture.id, plan.id]);
        assert_eq!(listed[1].links.small_url, None);
        let read = place.read(&listed[1].links.url).await;
        assert_eq!((read.status, read.body.as_slice()), (200, PDF));
        assert_eq!(read.header("content-type"), Some("application/pdf"));
        assert_eq!(
            read.header("content-disposition"),
            Some(
                "attachment; filename=\"attachment.pdf\"; filename*=UTF-8''Plan%20de%20sc%C3%A8ne.pdf"
            )
        );
        let small = place
            .read(listed[0].links.small_url.as_ref().unwrap())
            .await;
        let small = image::load_from_memory(&small.body).unwrap();
        assert_eq!((small.width(), small.height()), (256, 192));
        let whole = place.read(&listed[0].links.url).await;
        let whole = image::load_from_memory(&whole.body).unwrap().to_rgb8();
        assert_eq!(whole, gradient(640, 480).to_rgb8());
    }
}

/// Whose file it is says who may add, see and remove it.
#[actix_web::test]
async fn everybody_has_their_own_picture_and_no_more() {
    let place = Place::folder().await;
    let company = &place.company;
    let mission = place.mission().await;
    let tech = company.tech.id().await.to_string();
    let of_tech = [("purpose", "AVATAR"), ("person_id", tech.as_str())];
    for persona in [&company.manager, &company.outsider] {
        let sent = upload(persona, &png(9, 9), "x.png", &of_tech).await;
        assert!(sent.status == 403 || sent.status == 422, "{}", sent.text());
    }
    let by_admin = upload(&company.admin, &png(9, 9), "x.png", &of_tech)
        .await
        .ok();
    attach(&company.tech, mission, PDF, "x.pdf")
        .await
        .refused(ProblemCode::Forbidden);
    attach(&company.outsider, mission, PDF, "x.pdf")
        .await
        .invalid("/mission_id", "unknown_reference");
    let plan = attach(&company.manager, mission, PDF, "x.pdf").await.ok();
    company
        .tech
        .send(media::get(plan.id))
        .await
        .refused(ProblemCode::Forbidden);
    company
        .tech
        .send(media::delete(plan.id))
        .await
        .refused(ProblemCode::Forbidden);
    company
        .manager
        .send(media::delete(by_admin.id))
        .await
        .refused(ProblemCode::Forbidden);
    for id in [plan.id, by_admin.id] {
        company
            .outsider
            .send(media::get(id))
            .await
            .refused(ProblemCode::NotFound);
        company
            .outsider
            .send(media::delete(id))
            .await
            .refused(ProblemCode::NotFound);
    }
    company.tech.send(media::delete(by_admin.id)).await.done();
    company.manager.send(media::delete(plan.id)).await.done();
    company
        .manager
        .send(media::delete(plan.id))
        .await
        .refused(ProblemCode::NotFound);
    let activity = company
        .manager
        .send(shared::activity::list(&PageQuery::default()))
        .await
        .text();
    assert!(activity.contains("media.uploaded") && activity.contains("media.deleted"));
}

/// An address is good for five minutes, for one file, with the policies of something that nobody
/// of the house wrote. Cases A20, E7.
#[actix_web::test]
async fn an_address_ends_and_cannot_be_altered() {
    let place = Place::folder().await;
    let company = &place.company;
    let made = own_avatar(&company.tech, &png(40, 40)).await.ok();
    let url = linked(&company.tech, &made).await.links.url;
    let read = place.read(&url).await;
    assert_eq!(read.status, 200);
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        (
            "content-security-policy",
            "default-src 'none'; frame-ancestors 'none'; sandbox",
        ),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "private, max-age=300, immutable"),
        ("content-disposition", "inline; filename=\"avatar.jpg\""),
    ] {
        assert_eq!(read.header(name), Some(value));
    }
    let etag = read.header("etag").unwrap();
    let again = company
        .stage
        .anonymous()
        .request("GET", &url)
        .header("if-none-match", etag);
    let again = Sent::<()>::of(again).await;
    assert_eq!((again.status, again.body.len()), (304, 0));

    for at in [17, 40, 60, 90, url.len() - 2] {
        let mut altered = url.clone().into_bytes();
        altered[at] = if altered[at] == b'A' { b'B' } else { b'A' };
        let altered = String::from_utf8(altered).unwrap();
        place
            .read(&altered)
            .await
            .refused(ProblemCode::BadSignature);
    }
    company.stage.state.clock.advance(299);
    assert_eq!(place.read(&url).await.status, 200);
    company.stage.state.clock.advance(1);
    place.read(&url).await.refused(ProblemCode::BadSignature);
    let url = linked(&company.tech, &made).await.links.url;
    company.tech.send(media::delete(made.id)).await.done();
    place.read(&url).await.refused(ProblemCode::NotFound);
}

/// An upload that is repeated under its key is the same file, and the room is taken once.
#[actix_web::test]
async fn an_upload_can_be_repeated() {
    let place = Place::folder().await;
    let manager = &place.company.manager;
    let mission = place.mission().await.to_string();
    let send = async |file: &[u8]| {
        let fields = [("purpose", "ATTACHMENT"), ("mission_id", mission.as_str())];
        let request = upload_request(manager, file, "plan.pdf", &fields);
        Sent::<MediaOut>::of(request.header("idempotency-key", "plan")).await
    };
    let first = send(PDF).await.ok();
    assert_eq!(send(PDF).await.ok(), first);
    let other = [PDF, b"\n"].concat();
    send(&other).await.refused(ProblemCode::IdempotencyMismatch);
    let id = mission.parse().unwrap();
    let listed = manager
        .send(media::attachments(id, &PageQuery::default()))
        .await
        .ok();
    assert_eq!(listed.items.len(), 1);
    backend::media::sweep(&place.company.stage.state)
        .await
        .unwrap();
    assert_eq!(place.objects().await, 1);
}

/// Whoever leaves takes their picture along, and a mission its attachments: at once from sight,
/// a day later from the store.
#[actix_web::test]
async fn files_go_with_what_they_are_of() {
    for place in Place::each().await {
        let company = &place.company;
        let mission = place.mission().await;
        own_avatar(&company.tech, &png(40, 40)).await.succeeded();
        attach(&company.manager, mission, PDF, "a.pdf")
            .await
            .succeeded();
        attach(&company.manager, mission, &png(9, 9), "b.png")
            .await
            .succeeded();
        assert_eq!(place.objects().await, 5);
        let url = company
            .manager
            .send(media::attachments(mission, &PageQuery::default()))
            .await
            .ok()
            .items;
        let tech: UserId = company.tech.id().await;
        let version = company.admin.send(users::get(tech)).await.ok().version;
        company
            .admin
            .send(users::remove(tech, version))
            .await
            .done();
        let version = company
            .manager
            .send(missions::get(mission))
            .await
            .ok()
            .version;
        company
            .manager
            .send(missions::delete(mission, version))
            .await
            .done();

        let state = &company.stage.state;
        let left = company
            .admin
            .send(media::avatars(&PageQuery::default()))
            .await
            .ok();
        assert!(left.items.is_empty());
        if place.bucket.is_none() {
            place
                .read(&url[0].links.url)
                .await
                .refused(ProblemCode::NotFound);
        }
        assert_eq!(backend::media::sweep(state).await.unwrap(), 0);
        assert_eq!(place.objects().await, 5);
        state.clock.advance(24 * 60 * 60);
        assert_eq!(backend::media::sweep(state).await.unwrap(), 3);
        assert_eq!(place.objects().await, 0);
    }
}

/// An organisation has room for so many bytes and files; what is removed gives it back. Case E8.
#[actix_web::test]
async fn an_organisation_has_so_much_room() {
    for (name, most) in [
        ("CALLBOARD_MEDIA_FILES", "2"),
        ("CALLBOARD_MEDIA_MEGABYTES", "5"),
    ] {
        let stage = Stage::with(Database::create().await, &[(name, most)]).await;
        let place = Place {
            company: Company::on(stage).await,
            bucket: None,
        };
        let manager = &place.company.manager;
        let mission = place.mission().await;
        let plan = [PDF, &vec![b' '; 2 * 1024 * 1024], PDF].concat();
        let first = attach(manager, mission, &plan, "a.pdf").await.ok();
        attach(manager, mission, &plan, "b.pdf").await.succeeded();
        let refused = attach(manager, mission, &plan, "c.pdf").await;
        refused.refused(ProblemCode::QuotaExceeded);
        assert_eq!(place.objects().await, 2, "{name}");
        manager.send(media::delete(first.id)).await.done();
        attach(manager, mission, &plan, "c.pdf").await.succeeded();
        // Another organisation has room of its own.
        own_avatar(&place.company.outsider, &png(9, 9))
            .await
            .succeeded();
    }
}
