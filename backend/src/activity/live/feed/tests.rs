use futures_util::{FutureExt as _, StreamExt as _};
use shared::id::UserId;

use super::*;

fn listener(person: UserId) -> Listener {
    Listener::sample(person)
}

/// Who does not read is not waited for, and is not kept for ever: the others are told, and what
/// waits for the slow one is bounded.
#[test]
fn who_reads_too_slowly_loses_the_place() {
    let (streams, org) = (Streams::default(), OrgId::new());
    let enter = || streams.enter(org, listener(UserId::new()), 1).unwrap();
    let (mut slow, mut quick) = (enter(), enter());
    let feed = quick.feed().clone();
    for _ in 0..MOST_WAITING + 10 {
        feed.tell(|_| vec![Bytes::from_static(b"x")]);
        assert!(quick.next().now_or_never().flatten().is_some());
    }
    assert_eq!(feed.listeners().keys().collect::<Vec<_>>(), [&quick.id]);
    let waited = std::iter::from_fn(|| slow.next().now_or_never().flatten()).count();
    assert_eq!(waited, MOST_WAITING, "and then its stream ends");
    assert!(slow.next().now_or_never().is_some_and(|end| end.is_none()));
}

#[test]
fn a_feed_is_there_as_long_as_somebody_listens() {
    let (streams, org, person) = (Streams::default(), OrgId::new(), UserId::new());
    let seat = streams.enter(org, listener(person), 1).unwrap();
    assert!(
        streams.enter(org, listener(person), 1).is_err(),
        "one is as many as there may be"
    );
    let feed = seat.feed().clone();
    assert!(!streams.close_if_empty(org, &feed));
    drop(seat);
    assert!(streams.close_if_empty(org, &feed));
    let next = streams.enter(org, listener(person), 1).unwrap();
    assert!(!Arc::ptr_eq(next.feed(), &feed));
    streams.close(org, &feed);
    assert!(
        !streams.close_if_empty(org, next.feed()),
        "only that one was closed"
    );
}
