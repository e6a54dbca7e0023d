//! What happens is told as it happens.

mod positions;
mod presence;

use shared::access::{Capability, Role};
use shared::activity::presence::PresenceIn;
use shared::activity::stream::{End, EndReason, Frame, Happened, ResetReason};
use shared::id::StreamId;
use shared::patch::Patch;
use shared::problem::ProblemCode;
use shared::shifts::{ShiftIn, ShiftOut};
use shared::users::UserPatch;

use crate::missions::song;
use crate::shifts::renamed;
use crate::support::{Company, Database, Listening, Persona, Sent, Stage};

/// That a stream's person looks at the week of every story.
pub fn this_week(stream: StreamId) -> PresenceIn {
    let week = "2026-W48".parse().unwrap();
    PresenceIn { stream, week }
}

/// The settings of a server on which nothing but news wakes anybody.
const NO_HEARTBEAT: (&str, &str) = ("CALLBOARD_HEARTBEAT_SECONDS", "3600");

/// A heartbeat as often as there can be one.
const HEARTBEAT: (&str, &str) = ("CALLBOARD_HEARTBEAT_SECONDS", "1");

/// A company on a server with these settings.
async fn company(settings: &[(&str, &str)]) -> Company {
    Company::on(Stage::with(Database::create().await, settings).await).await
}

fn change(frame: Frame) -> Option<Happened> {
    match frame {
        Frame::Change(happened) => Some(*happened),
        _ => None,
    }
}

fn reset(frame: Frame) -> Option<ResetReason> {
    match frame {
        Frame::Reset(reset) => Some(reset.reason),
        _ => None,
    }
}

/// A change of this shift to a version.
fn version(shift: &ShiftOut, number: i64) -> impl Fn(Frame) -> Option<Happened> {
    let id = shift.id.uuid();
    move |frame| {
        let happened = change(frame)?;
        let same = happened.object_version.map(|version| version.number()) == Some(number);
        (happened.object_id == id && same).then_some(happened)
    }
}

async fn wanted(manager: &Persona) -> ShiftIn {
    let mission = song(manager).await.id;
    crate::shifts::shift(mission, "2026-11-24T08:00:00Z", "2026-11-24T12:00:00Z")
}

/// A draft of the manager's.
async fn draft(manager: &Persona) -> ShiftOut {
    let input = wanted(manager).await;
    manager
        .send(shared::shifts::create(&input))
        .await
        .ok()
        .shift
}

/// What one planner does, another sees, with the row and who did it; also when it is done on
/// another instance, where the database tells it to all of them.
#[actix_web::test]
async fn a_change_reaches_the_others() {
    let company = company(&[NO_HEARTBEAT]).await;
    let elsewhere = match company.stage.database.url().starts_with("postgres") {
        true => Some(company.stage.second().await),
        // Of SQLite there is one instance.
        false => None,
    };
    let base = elsewhere.as_ref().unwrap_or(&company.stage).base.clone();
    let mut admin = Listening::of(&company.admin.at(&base)).await;
    let mut own = Listening::of(&company.manager).await;
    let shift = draft(&company.manager).await;
    for stream in [&mut admin, &mut own] {
        let told = stream.until(version(&shift, 1)).await;
        assert_eq!(told.kind, "shift.created");
        assert_eq!(told.shift.as_ref(), Some(&shift));
        assert_eq!(told.actor_id, Some(company.manager.id().await));
    }
    let shift = renamed(&company.manager, &shift, "Poursuite").await;
    let told = admin.until(version(&shift, 2)).await;
    assert_eq!(told.shift.unwrap().role, shift.role);
    let gone = shared::shifts::delete(shift.id, shift.version);
    company.manager.send(gone).await.done();
    let told = admin.until(version(&shift, 2)).await;
    assert_eq!((told.kind.as_str(), told.shift), ("shift.deleted", None));
}

/// Other organisations hear nothing of it, and whoever may not listen is told so.
#[actix_web::test]
async fn an_organisation_hears_of_its_own() {
    let company = company(&[NO_HEARTBEAT]).await;
    let mut outsider = Listening::of(&company.outsider).await;
    let shift = draft(&company.manager).await;
    let theirs = draft(&company.outsider).await;
    outsider.until(version(&theirs, 1)).await;
    assert!(!outsider.heard.contains(&shift.id.to_string()));
    let elsewhere = company.outsider.clone().in_org(company.org.id);
    let refused = Sent::<()>::of(elsewhere.request("GET", "/activity/stream")).await;
    refused.refused(ProblemCode::NotFound);
}

/// A TECH is told that there is something to read, and only when it is public: nothing of a
/// draft, not even that it is there.
#[actix_web::test]
async fn a_tech_hears_of_nothing_unpublished() {
    let company = company(&[NO_HEARTBEAT]).await;
    let mut tech = Listening::of(&company.tech).await;
    let mut admin = Listening::of(&company.admin).await;
    let shift = draft(&company.manager).await;
    let shift = renamed(&company.manager, &shift, "Poursuite").await;
    admin.until(version(&shift, 2)).await;
    crate::publications::published(&company.manager).await;
    assert_eq!(
        tech.until(|frame| Some(reset(frame))).await,
        Some(ResetReason::Published)
    );
    for secret in [
        &shift.id.to_string(),
        "Poursuite",
        &company.manager.id().await.to_string(),
    ] {
        assert!(!tech.heard.contains(secret), "{}", tech.heard);
    }
}

/// Nor is a key that may only read shifts, whoever made it.
#[actix_web::test]
async fn a_key_hears_as_far_as_its_scopes_go() {
    let company = company(&[NO_HEARTBEAT]).await;
    let mut streams = Vec::new();
    for scopes in [
        vec![Capability::ShiftRead],
        vec![Capability::ShiftRead, Capability::ShiftEdit],
    ] {
        let key = shared::auth::ApiKeyIn {
            label: "Ecran".parse().unwrap(),
            scopes,
            expires_at: None,
        };
        let made = company
            .admin
            .send(shared::auth::create_api_key(&key))
            .await
            .ok();
        let holder = company.stage.anonymous().with_token(&made.secret);
        streams.push((Listening::of(&holder).await, made.key));
    }
    let shift = draft(&company.manager).await;
    let [(reader, _), (planner, key)] = &mut streams[..] else {
        panic!()
    };
    planner.until(version(&shift, 1)).await;
    // Its own news comes after whatever it might have been told of the draft.
    crate::publications::published(&company.manager).await;
    assert_eq!(reader.until(reset).await, ResetReason::Published);
    company
        .admin
        .send(shared::auth::revoke_api_key(key.id))
        .await
        .done();
    assert_eq!(ended(planner).await, EndReason::SignedOut);
    assert!(!reader.heard.contains("change"), "{}", reader.heard);
}

/// The reason for which a stream ends, which is its last word.
async fn ended(stream: &mut Listening) -> EndReason {
    let reason = stream.until(|frame| match frame {
        Frame::End(End { reason }) => Some(reason),
        _ => None,
    });
    let reason = reason.await;
    assert_eq!(stream.next().await, None);
    reason
}

/// Whoever is removed, may do less, or signs out, hears nothing more.
#[actix_web::test]
async fn a_stream_ends_with_the_right_to_it() {
    let company = company(&[NO_HEARTBEAT]).await;
    let lea = company
        .stage
        .joins(&company.admin, Role::Manager, "Lea Leaves")
        .await;
    let (mut removed, mut demoted) = (
        Listening::of(&lea).await,
        Listening::of(&company.manager).await,
    );
    let member = company
        .admin
        .send(shared::users::get(lea.id().await))
        .await
        .ok();
    let remove = shared::users::remove(member.id, member.version);
    company.admin.send(remove).await.done();
    assert_eq!(ended(&mut removed).await, EndReason::NotAMember);

    let member = company
        .admin
        .send(shared::users::get(company.manager.id().await))
        .await
        .ok();
    let patch = UserPatch {
        role: Patch::Set(Role::Tech),
        ..Default::default()
    };
    let demote = shared::users::edit(member.id, member.version, &patch);
    company.admin.send(demote).await.ok();
    assert_eq!(ended(&mut demoted).await, EndReason::AccessChanged);

    let mut left = Listening::of(&company.tech).await;
    company
        .tech
        .send(shared::auth::logout_everywhere())
        .await
        .done();
    draft(&company.admin).await;
    assert_eq!(ended(&mut left).await, EndReason::SignedOut);
}

/// A bulk act is one word, however many rows it has.
#[actix_web::test]
async fn a_bulk_act_is_told_as_one() {
    let company = company(&[NO_HEARTBEAT]).await;
    let input = wanted(&company.manager).await;
    for hour in 0..21 {
        let start = input.start.plus_seconds(hour * 3600);
        let input = ShiftIn {
            start,
            end: start.plus_seconds(3600),
            ..input.clone()
        };
        company
            .manager
            .send(shared::shifts::create(&input))
            .await
            .ok();
    }
    let mut admin = Listening::of(&company.admin).await;
    let paste = shared::planning::paste::PasteIn {
        from: "2026-11-24".parse().unwrap(),
        to: "2026-12-01".parse().unwrap(),
        ..crate::operations::last_week()
    };
    let pasted = company
        .manager
        .send(shared::planning::paste::paste(&paste))
        .await
        .ok();
    let told = admin.until(|frame| match frame {
        Frame::Reset(reset) => Some(reset),
        _ => None,
    });
    let told = told.await;
    assert_eq!(
        (told.reason, told.operation_id),
        (ResetReason::Bulk, pasted.operation_id)
    );
    assert!(!admin.heard.contains("2026-12-01T"), "no row is told");
}

/// A stream says that it is there, in pieces that nothing holds back.
#[actix_web::test]
async fn a_stream_shows_that_it_is_alive() {
    let company = company(&[HEARTBEAT]).await;
    let request = company.manager.request("GET", "/activity/stream");
    let mut stream = Listening::open(request.header("accept-encoding", "br, gzip")).await;
    stream.heartbeat().await;
    stream.heartbeat().await;
    let head = Sent::<()>::of(company.manager.request("GET", "/activity/stream")).await;
    for (name, value) in [("cache-control", "no-store"), ("x-accel-buffering", "no")] {
        assert_eq!(head.header(name), Some(value));
    }
    // By the clock of the server, not only when something happens.
    company.stage.state.clock.advance(400 * 24 * 3600);
    assert_eq!(ended(&mut stream).await, EndReason::SignedOut);
}

/// Nobody takes the server from the others with streams, and one that is closed counts no more.
#[actix_web::test]
async fn a_person_has_a_few_streams() {
    let company = company(&[("CALLBOARD_STREAMS_PER_PERSON", "2"), NO_HEARTBEAT]).await;
    let mut kept = Listening::of(&company.manager).await;
    let closed = Listening::of(&company.manager).await;
    let third = company.manager.request("GET", "/activity/stream");
    let refused = Sent::<()>::of(third).await;
    refused.refused(ProblemCode::TooMany);
    assert!(refused.header("retry-after").is_some());
    Listening::of(&company.admin).await;
    // The other stream is told when this one is left.
    let look = shared::activity::presence::look(&this_week(closed.ready.stream));
    company.manager.send(look).await.done();
    kept.until(presence::looking(1)).await;
    drop(closed);
    kept.until(presence::looking(0)).await;
    Listening::of(&company.manager).await;
}
