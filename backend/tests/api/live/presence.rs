//! Who looks at which week.

use shared::activity::presence::{Looking, PresenceIn, look};
use shared::activity::stream::{Frame, ResetReason};
use shared::id::StreamId;

use super::{HEARTBEAT, NO_HEARTBEAT, company, draft, reset, this_week};
use crate::support::Listening;

/// That so many look at something.
pub fn looking(count: usize) -> impl Fn(Frame) -> Option<Vec<Looking>> {
    move |frame| match frame {
        Frame::Presence(presence) if presence.looking.len() == count => Some(presence.looking),
        _ => None,
    }
}

/// Planners see who else looks at what, also on another instance: when they come, go on to
/// another week, and leave. Technicians do not.
#[actix_web::test]
async fn planners_see_who_looks_at_what() {
    let company = company(&[NO_HEARTBEAT]).await;
    let mut manager = Listening::of(&company.manager).await;
    manager.until(looking(0)).await;
    let mut tech = Listening::of(&company.tech).await;
    let admin = Listening::of(&company.admin).await;
    let input = this_week(admin.ready.stream);
    company.admin.send(look(&input)).await.done();
    let (user_id, week) = (company.admin.id().await, input.week);
    assert_eq!(manager.until(looking(1)).await, [Looking { user_id, week }]);

    let next = PresenceIn {
        week: week.plus_weeks(1),
        ..input
    };
    company.admin.send(look(&next)).await.done();
    let expected = [Looking {
        user_id,
        week: next.week,
    }];
    assert_eq!(manager.until(looking(1)).await, expected);
    let mut late = Listening::of(&company.manager).await;
    assert_eq!(
        late.until(looking(1)).await,
        expected,
        "who comes later sees it too"
    );
    drop(admin);
    manager.until(looking(0)).await;
    // Its own news comes after whatever it might have been told of the planners.
    draft(&company.manager).await;
    crate::publications::published(&company.manager).await;
    assert_eq!(tech.until(reset).await, ResetReason::Published);
    assert!(!tech.heard.contains("presence"), "{}", tech.heard);
}

/// What no stream keeps up is over after a while: an instance that was killed leaves nobody.
#[actix_web::test]
async fn a_presence_that_nobody_keeps_up_ends() {
    let company = company(&[HEARTBEAT]).await;
    let mut manager = Listening::of(&company.manager).await;
    let kept = look(&this_week(manager.ready.stream));
    company.manager.send(kept).await.done();
    company
        .admin
        .send(look(&this_week(StreamId::new())))
        .await
        .done();
    manager.until(looking(2)).await;
    company.stage.state.clock.advance(40);
    manager.heartbeat().await;
    manager.heartbeat().await;
    company.stage.state.clock.advance(10);
    let left = manager.until(looking(1)).await;
    assert_eq!(
        left.first().map(|one| one.user_id),
        Some(company.manager.id().await)
    );
}
