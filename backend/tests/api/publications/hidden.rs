//! What is not published is seen by planners alone.

use shared::access::Role;
use shared::patch::Patch;
use shared::shifts::{self, ShiftPatch, ShiftStatus};

use super::{FRIDAY, TUESDAY, board, changed, drafted, kinds, later, published, sides};
use crate::access::operations;
use crate::calendar::feed;
use crate::missions::song;
use crate::support::{Company, Sent};

/// The organisation's feed, as a calendar app reads it.
struct Feed {
    path: String,
}

impl Feed {
    async fn new(company: &Company) -> Self {
        let (_, path) = feed(company, "Bureau").await;
        Self { path }
    }

    async fn text(&self, company: &Company) -> String {
        let app = company.stage.anonymous();
        Sent::<()>::of(app.request("GET", &self.path)).await.text()
    }
}

/// The sequence numbers of a feed.
fn sequences(feed: &str) -> Vec<u32> {
    let lines = feed
        .lines()
        .filter_map(|line| line.strip_prefix("SEQUENCE:"));
    lines.map(|number| number.parse().unwrap()).collect()
}

/// Everything that a technician can read says nothing of what was changed, moved or drafted after
/// the publication; publishing again says all of it.
#[actix_web::test]
async fn a_technician_reads_nothing_unpublished() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let tech = company.tech.id().await;
    let feed = Feed::new(&company).await;
    let shift = drafted(manager, mission, Some(tech), TUESDAY).await;
    published(manager).await;
    let first = feed.text(&company).await;
    let other = drafted(manager, mission, None, FRIDAY).await;
    let secret = ShiftPatch {
        role: Patch::Set("Secret".parse().unwrap()),
        notes: Patch::Set(Some("Secret".parse().unwrap())),
        ..ShiftPatch::default()
    };
    changed(manager, &other, secret.clone()).await;
    changed(manager, &shift, secret).await;
    changed(manager, &shift, later()).await;

    for operation in operations() {
        if operation.method != "GET" || !operation.of_organisation() {
            continue;
        }
        for id in [shift.id, other.id] {
            let path = operation.address(&id.to_string(), "");
            let read = Sent::<()>::of(company.tech.request("GET", &path)).await;
            assert!(!read.text().contains("Secret"), "{path} {}", read.text());
        }
    }
    let seen = company.tech.send(shifts::get(shift.id)).await.ok();
    assert_eq!((seen.end, seen.version.number()), (shift.end, 2));
    assert_eq!(feed.text(&company).await, first, "nothing was announced");

    let told = published(manager).await;
    assert_eq!((told.published, told.people.len()), (2, 2));
    let seen = company.tech.send(shifts::get(shift.id)).await.ok();
    assert_eq!(seen.role.to_string(), "Secret");
    assert!(seen.end > shift.end);
    let second = feed.text(&company).await;
    assert_eq!(second.matches("SUMMARY:Secret").count(), 2);
    assert!(sequences(&second)[0] > sequences(&first)[0]);
}

/// A shift that went to somebody else stays with who had it until that is published.
#[actix_web::test]
async fn a_moved_shift_moves_when_it_is_published() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let lea = company
        .stage
        .joins(&company.admin, Role::Tech, "Lea Tech")
        .await;
    let (theo, lea) = (company.tech.id().await, lea.id().await);
    let shift = drafted(manager, mission, Some(theo), TUESDAY).await;
    published(manager).await;
    let moved = ShiftPatch {
        person_id: Patch::Set(Some(lea)),
        ..ShiftPatch::default()
    };
    changed(manager, &shift, moved).await;
    let board_of_manager = board(manager).await;
    assert_eq!(
        board_of_manager.announced[0].announced.person_id,
        Some(theo)
    );
    assert_eq!(board(&company.tech).await.shifts[0].person_id, Some(theo));
    let told = published(manager).await;
    let mut people: Vec<_> = told
        .people
        .iter()
        .map(|one| (one.person_id, sides(&one.changes)))
        .collect();
    people.sort_by_key(|(person, _)| *person != Some(theo));
    assert_eq!(
        people,
        [
            (Some(theo), vec![(true, false)]),
            (Some(lea), vec![(false, true)])
        ]
    );
    assert_eq!(board(&company.tech).await.shifts[0].person_id, Some(lea));
}

/// Called off or deleted, a shift stays announced until that is published; calendar apps are
/// then told that it is cancelled.
#[actix_web::test]
async fn what_goes_is_announced_as_gone() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let tech = company.tech.id().await;
    let feed = Feed::new(&company).await;
    let off = drafted(manager, mission, Some(tech), TUESDAY).await;
    let deleted = drafted(manager, mission, Some(tech), FRIDAY).await;
    published(manager).await;
    let before = feed.text(&company).await;
    let status = ShiftPatch {
        status: Patch::Set(ShiftStatus::Cancelled),
        ..ShiftPatch::default()
    };
    changed(manager, &off, status).await;
    let present = manager.send(shifts::get(deleted.id)).await.ok();
    let call = shifts::delete(deleted.id, present.version);
    manager.send(call).await.done();
    assert_eq!(board(&company.tech).await.shifts.len(), 2);
    assert_eq!(board(manager).await.announced.len(), 2);
    assert_eq!(feed.text(&company).await, before);
    let version = manager
        .send(shared::missions::get(mission))
        .await
        .ok()
        .version;
    let used = shared::missions::delete(mission, version);
    manager
        .send(used.clone())
        .await
        .refused(shared::problem::ProblemCode::MissionInUse);

    let told = published(manager).await;
    assert_eq!(sides(&told.people[0].changes), [(true, false); 2]);
    assert_eq!(kinds(manager).await[..2], ["shift.withdrawn"; 2]);
    assert!(board(&company.tech).await.shifts.is_empty());
    assert!(board(manager).await.announced.is_empty());
    let after = feed.text(&company).await;
    assert_eq!(after.matches("STATUS:CANCELLED").count(), 2);
    let (before, after) = (sequences(&before), sequences(&after));
    assert!(
        before
            .iter()
            .zip(&after)
            .all(|(before, after)| after > before)
    );
    assert_eq!(published(manager).await.published, 0);

    // What was called off lets go of its mission, once the shift itself is gone.
    let present = manager.send(shifts::get(off.id)).await.ok();
    manager
        .send(shifts::delete(off.id, present.version))
        .await
        .done();
    manager.send(used).await.done();
}
