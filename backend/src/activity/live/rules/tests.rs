use serde_json::{Value, json};
use shared::id::OrgId;

use super::*;

fn event(kind: &str, before: Option<Value>, after: Option<Value>) -> Event {
    Event {
        id: EventId::new(),
        org_id: OrgId::new(),
        kind: kind.to_owned(),
        actor_id: Some(UserId::new()),
        object_id: Uuid::now_v7(),
        object_version: after.is_some().then_some(Version::FIRST),
        before,
        after,
        operation_id: None,
        at: "2026-11-24T09:00:00Z".parse().unwrap(),
    }
}

fn told(batch: &Batch, audience: Audience, person: UserId) -> String {
    let parts = batch.told_to(audience, person);
    parts
        .iter()
        .map(|part| String::from_utf8_lossy(part).into_owned())
        .collect()
}

#[test]
fn a_stretch_is_a_minute_whatever_comes_after_the_time() {
    let id = EventId::new();
    let before = earlier(id);
    assert!(before < id);
    let millis = |id: EventId| {
        let (seconds, nanos) = id.uuid().get_timestamp().unwrap().to_unix();
        seconds * 1000 + u64::from(nanos / 1_000_000)
    };
    assert_eq!(millis(id) - millis(before), STRETCH_MILLIS);
    let first = EventId::from_uuid(Uuid::nil());
    assert!(earlier(first) < before, "also of an id without a time");
}

#[test]
fn a_reader_hears_of_publications_and_of_nothing_else() {
    let row = json!({"status": "PUBLISHED", "role": "Secret"});
    let person = UserId::new();
    for (kind, before, after, heard) in [
        ("shift.created", None, Some(row.clone()), false),
        ("shift.updated", Some(row.clone()), Some(row.clone()), false),
        ("shift.deleted", Some(row.clone()), None, false),
        ("shift.published", None, Some(row.clone()), true),
        ("shift.withdrawn", Some(row), None, true),
    ] {
        let event = event(kind, before, after);
        let batch = Batch::of(std::slice::from_ref(&event));
        let words = told(&batch, Audience::Reader, person);
        assert_eq!(words.contains("PUBLISHED"), heard, "{event:?}");
        assert_eq!(words.is_empty(), !heard);
        assert!(!words.contains("Secret") && !words.contains(&event.object_id.to_string()));
        // Planners read again as well: what is announced is no row of theirs.
        let planners = told(&batch, Audience::Planner, person);
        assert_eq!(planners.contains("event: reset"), heard, "{planners}");
        assert_eq!(planners.contains("event: change"), !heard);
    }
}

#[test]
fn availability_is_told_to_its_person_and_without_its_row_to_planners() {
    let (one, other) = (UserId::new(), UserId::new());
    let row = json!({"person_id": one, "note": "Medical", "version": 3});
    let batch = Batch::of(&[event("availability.deleted", Some(row), None)]);
    assert!(told(&batch, Audience::Reader, one).contains("OWN"));
    assert_eq!(told(&batch, Audience::Reader, other), "");
    let planners = told(&batch, Audience::Planner, other);
    assert!(planners.contains("availability.deleted") && planners.contains("\"object_version\":3"));
    assert!(!planners.contains("Medical"));
}

#[test]
fn a_bulk_act_is_one_word_and_secrets_are_none() {
    let operation = Some(OperationId::new());
    let mut events: Vec<_> = (0..=MOST_OF_AN_ACT)
        .map(|_| Event {
            operation_id: operation,
            ..event("shift.created", None, Some(json!({})))
        })
        .collect();
    let single = event("shift.created", None, Some(json!({})));
    events.insert(3, single.clone());
    events.push(event(
        "api_key.created",
        None,
        Some(json!({"prefix": "cb_live_x"})),
    ));
    let words = told(&Batch::of(&events), Audience::Planner, UserId::new());
    assert_eq!(words.matches("event: change").count(), 1);
    assert_eq!(words.matches("event: reset").count(), 1);
    assert!(words.contains(&single.object_id.to_string()) && words.contains("BULK"));
    assert!(!words.contains("api_key"));
}
