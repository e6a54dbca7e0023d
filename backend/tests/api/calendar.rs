//! Calendars in and out, through the server.

use std::collections::BTreeSet;
use std::path::Path;

use shared::calendar::{self, FeedIn, FeedMade, ImportOut};
use shared::id::{MissionId, UserId};
use shared::page::PageQuery;
use shared::problem::ProblemCode;
use shared::shifts::ShiftStatus;
use shared::time::Instant;

use crate::missions::song;
use crate::support::{Company, Persona, Sent};

/// Three days of a tour, in three forms of time, and six events that become nothing.
const TOUR: &str = "BEGIN:VCALENDAR\r\n\
    BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Montage\r\nLOCATION:Quai 4\\, Lyon\r\nDTSTART;TZID=Romance Standard Time:20261124T090000\r\n\
    DTEND;TZID=Romance Standard Time:20261124T120000\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20261125T080000Z\r\nDURATION:PT2H\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:c\r\nDTSTART:20261126T090000\r\nDTEND:20261126T100000\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:d\r\nDTSTART:20261125T090000Z\r\nDURATION:PT2H\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:e\r\nDTSTART:20261127T090000Z\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:f\r\nDTSTART:20261127T090000Z\r\nDURATION:P8D\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:g\r\nDTSTART:20261127T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:h\r\nDTSTART:20261127T090000Z\r\nDURATION:PT1H\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:i\r\nDTSTART:soon\r\nEND:VEVENT\r\n\
    END:VCALENDAR\r\n";

type Fields<'a> = &'a [(&'a str, &'a str)];

/// A form; the part `file` is a file, the others are fields.
fn form(fields: Fields<'_>) -> (String, String) {
    let boundary = "the-boundary";
    let mut body = String::new();
    for (name, value) in fields {
        let file = if *name == "file" {
            "; filename=\"x.ics\"\r\nContent-Type: text/calendar"
        } else {
            ""
        };
        body += &format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n"
        );
    }
    (
        format!("multipart/form-data; boundary={boundary}"),
        format!("{body}--{boundary}--\r\n"),
    )
}

async fn import(persona: &Persona, fields: Fields<'_>) -> Sent<ImportOut> {
    let (kind, body) = form(fields);
    Sent::of(
        persona
            .request("POST", "/calendar/import")
            .header("content-type", kind)
            .body(body),
    )
    .await
}

pub async fn into(
    persona: &Persona,
    mission: MissionId,
    person: Option<UserId>,
    file: &str,
) -> Sent<ImportOut> {
    let (mission, person) = (mission.to_string(), person.map(|id| id.to_string()));
    let mut fields = vec![
        ("file", file),
        ("mission_id", &mission),
        ("role", "Regie"),
        ("kind", "AUTRE"),
        ("status", "PUBLISHED"),
    ];
    fields.extend(person.as_deref().map(|id| ("person_id", id)));
    import(persona, &fields).await
}

/// A feed of the organisation, and the path at which calendar apps read it.
pub async fn feed(company: &Company, label: &str) -> (FeedMade, String) {
    let input = FeedIn {
        label: label.parse().unwrap(),
    };
    let made = company
        .manager
        .send(calendar::create_feed(&input))
        .await
        .ok();
    let path = made
        .url
        .strip_prefix(&company.stage.base)
        .unwrap()
        .to_owned();
    (made, path)
}

fn reasons(out: &ImportOut) -> Vec<(&str, &str)> {
    out.refused
        .iter()
        .map(|event| (event.uid.as_deref().unwrap(), event.reason.as_str()))
        .collect()
}

/// Each event becomes a shift or is told why not; the shifts carry their act and their person.
/// Case C12.
#[actix_web::test]
async fn a_file_becomes_shifts() {
    let company = Company::new().await;
    let mission = song(&company.manager).await.id;
    let tech = company.tech.id().await;
    let sent = into(&company.manager, mission, Some(tech), TOUR).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    let out = sent.ok();
    let starts: Vec<_> = out
        .created
        .iter()
        .map(|shift| (shift.start.to_string(), shift.zone.clone()))
        .collect();
    let expected = [
        ("2026-11-24T08:00:00Z", "Europe/Paris"),
        ("2026-11-25T08:00:00Z", "UTC"),
        ("2026-11-26T08:00:00Z", "Europe/Paris"),
    ];
    assert_eq!(
        starts,
        expected.map(|(start, zone)| (start.to_owned(), zone.to_owned()))
    );
    let refused = [
        ("d", "overlap"),
        ("e", "empty"),
        ("f", "too_long"),
        ("g", "recurrence_too_frequent"),
        ("h", "cancelled"),
        ("i", "invalid_time"),
    ];
    assert_eq!(reasons(&out), refused);
    let shift = company
        .manager
        .send(shared::shifts::get(out.created[0].shift_id))
        .await
        .ok();
    assert_eq!(
        (shift.person_id, shift.status),
        (Some(tech), ShiftStatus::Published)
    );
    assert_eq!(
        shift.notes.map(String::from).as_deref(),
        Some("Montage\n\nQuai 4, Lyon")
    );

    let again = into(&company.manager, mission, Some(tech), TOUR).await.ok();
    assert!(
        again.created.is_empty()
            && reasons(&again)[..4]
                .iter()
                .all(|(_, reason)| *reason == "overlap")
    );
    let to_fill = into(&company.manager, mission, None, TOUR).await.ok();
    assert_eq!(to_fill.created.len(), 4);
}

/// A series becomes a shift for each of its times in the year ahead: its exceptions move or call
/// off single ones, its wall time stays when the clocks change.
#[actix_web::test]
async fn a_series_becomes_shifts() {
    let company = Company::new().await;
    let mission = song(&company.manager).await.id;
    let file = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:s\nRRULE:FREQ=MONTHLY;BYDAY=1MO\n\
        DTSTART;TZID=Europe/Paris:20200106T200000\nDTEND;TZID=Europe/Paris:20200106T230000\n\
        EXDATE;TZID=Europe/Paris:20270104T200000\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:s\nRECURRENCE-ID:20261207T190000Z\nSTATUS:CANCELLED\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:s\nRECURRENCE-ID:20270201T190000Z\nDTSTART:20270202T080000Z\n\
        DURATION:PT1H\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:t\nDTSTART:20200106T200000Z\nDURATION:PT1H\n\
        RRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\nEND:VCALENDAR\n";
    let out = into(&company.manager, mission, None, file).await.ok();
    let starts: Vec<_> = out
        .created
        .iter()
        .map(|shift| shift.start.to_string())
        .collect();
    assert_eq!(
        starts[..5],
        [
            "2026-11-02T19:00:00Z",
            "2027-02-02T08:00:00Z",
            "2027-03-01T19:00:00Z",
            "2027-04-05T18:00:00Z",
            "2027-05-03T18:00:00Z",
        ]
    );
    assert_eq!(starts.last().unwrap(), "2027-11-01T19:00:00Z");
    assert_eq!(reasons(&out), [("s", "cancelled"), ("t", "out_of_horizon")]);
}

/// The festival's programme goes in and comes out of the feed at the same instants.
#[actix_web::test]
async fn the_festival_goes_in_and_comes_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .unwrap()
        .join("shared/data");
    let Ok(file) = std::fs::read_to_string(folder.join("festival-2019.ics")) else {
        eprintln!("skipped: there is no festival in {}", folder.display());
        return;
    };
    let company = Company::new().await;
    let mission = song(&company.manager).await.id;
    let (_, path) = feed(&company, "Telephone").await;
    let out = into(&company.manager, mission, None, &file).await.ok();
    assert_eq!((out.created.len(), out.refused.len()), (79, 0));
    assert_eq!(
        out.created
            .iter()
            .map(|shift| shift.start)
            .min()
            .unwrap()
            .to_string(),
        "2019-08-21T09:00:00Z"
    );

    let festival: Instant = "2019-08-20T00:00:00Z".parse().unwrap();
    let clock = &company.stage.state.clock;
    let back = festival.seconds_since(clock.now());
    clock.advance(back);
    let calendar = Sent::<()>::of(company.stage.anonymous().request("GET", &path))
        .await
        .text();
    clock.advance(-back);
    let second = into(&company.manager, mission, None, &calendar).await.ok();
    let spans = |out: &ImportOut| {
        let mut spans: Vec<_> = out
            .created
            .iter()
            .map(|shift| (shift.start, shift.end))
            .collect();
        spans.sort();
        spans
    };
    assert_eq!(spans(&second), spans(&out));
    let uids: BTreeSet<_> = second
        .created
        .iter()
        .map(|shift| shift.uid.clone().unwrap())
        .collect();
    let shifts: BTreeSet<_> = out
        .created
        .iter()
        .map(|shift| shift.shift_id.to_string())
        .collect();
    assert_eq!(uids, shifts);
}

/// Who may not import is told so before the form is looked at; a form that is not right is
/// told where. Cases A3, A9.
#[actix_web::test]
async fn a_form_is_held_to_its_rules() {
    let company = Company::new().await;
    let mission = song(&company.manager).await.id;
    assert_eq!(
        into(&company.tech, mission, None, TOUR)
            .await
            .problem()
            .code,
        ProblemCode::Forbidden
    );
    into(&company.outsider, mission, None, TOUR)
        .await
        .invalid("/mission_id", "unknown_reference");
    let outsider = company.outsider.id().await;
    into(&company.manager, mission, Some(outsider), TOUR)
        .await
        .invalid("/person_id", "unknown_reference");
    into(&company.manager, mission, None, "hello")
        .await
        .invalid("/file", "invalid_format");

    let sent = import(
        &company.manager,
        &[
            ("mission_id", "x"),
            ("kind", "y"),
            ("status", "z"),
            ("role", " "),
        ],
    )
    .await;
    for (pointer, code) in [
        ("/file", "required"),
        ("/mission_id", "invalid_id"),
        ("/role", "required"),
        ("/kind", "invalid_choice"),
        ("/status", "invalid_choice"),
    ] {
        sent.invalid(pointer, code);
    }
    import(&company.manager, &[("team_id", "x")])
        .await
        .invalid("/team_id", "unknown_field");
    import(&company.manager, &[("role", "x"), ("role", "y")])
        .await
        .invalid("/role", "unknown_field");

    let request = |kind: &str, body: String| {
        company
            .manager
            .request("POST", "/calendar/import")
            .header("content-type", kind.to_owned())
            .body(body)
    };
    let (kind, body) = form(&[("role", "x")]);
    let parts = form(&[("role", "x"); 10_000]).1;
    let half = body[..body.len() - 20].to_owned();
    let large = form(&[("file", &"x".repeat(5 * 1024 * 1024 + 1))]).1;
    for (kind, body, code) in [
        (
            "text/calendar",
            TOUR.to_owned(),
            ProblemCode::UnsupportedMediaType,
        ),
        ("multipart/form-data", body, ProblemCode::Malformed),
        (&kind, half, ProblemCode::Malformed),
        (&kind, parts, ProblemCode::Malformed),
        (&kind, large, ProblemCode::TooLarge),
    ] {
        assert_eq!(
            Sent::<()>::of(request(kind, body)).await.problem().code,
            code
        );
    }
}

/// A request repeated under its key is answered as before and makes nothing; another one under
/// the same key is refused. Cases A15, I2.
#[actix_web::test]
async fn an_import_can_be_repeated() {
    let company = Company::new().await;
    let mission = song(&company.manager).await.id.to_string();
    let send = async |role: &str, file: &str| {
        let fields = [
            ("file", file),
            ("mission_id", &mission),
            ("role", role),
            ("kind", "AUTRE"),
        ];
        let (kind, body) = form(&fields);
        let request = company.manager.request("POST", "/calendar/import");
        let request = request
            .header("content-type", kind)
            .header("idempotency-key", "tour-2026");
        Sent::<ImportOut>::of(request.body(body)).await
    };
    let first = send("Regie", TOUR).await.ok();
    assert_eq!(first.created.len(), 4);
    assert_eq!(send("Regie", TOUR).await.ok(), first);
    let festival = TOUR.replace("UID:a", "UID:z");
    for (role, file) in [("Son", TOUR), ("Regie", &festival)] {
        let other = send(role, file).await;
        other.refused(ProblemCode::IdempotencyMismatch);
    }
    let stored = company
        .manager
        .send(shared::shifts::list(&crate::shifts::week()))
        .await
        .ok();
    assert_eq!(stored.items.len(), 4);
}

/// Whoever leaves still knows the addresses they made: they lead nowhere from then on, as one
/// that never was.
#[actix_web::test]
async fn a_feed_ends_with_the_membership_of_its_maker() {
    let company = Company::new().await;
    let (_, path) = feed(&company, "Telephone").await;
    let app = company.stage.anonymous();
    let answer = async |path: &str| Sent::<()>::of(app.request("GET", path)).await;
    assert_eq!(answer(&path).await.status, 200);
    let manager = company.manager.id().await;
    let version = company
        .admin
        .send(shared::users::get(manager))
        .await
        .ok()
        .version;
    company
        .admin
        .send(shared::users::remove(manager, version))
        .await
        .done();
    let (left, never) = (
        answer(&path).await,
        answer(&format!("/calendar/{}.ics", "x".repeat(43))).await,
    );
    let told = |sent: &Sent<()>| {
        let mut problem: serde_json::Value = serde_json::from_slice(&sent.body).unwrap();
        let id = problem.as_object_mut().unwrap().remove("request_id");
        assert!(id.is_some());
        (sent.status, problem)
    };
    assert_eq!(left.refused(ProblemCode::NotFound).status, 404);
    assert_eq!(told(&left), told(&never));
}

/// A feed is read without an account, says when nothing changed, and is gone once revoked.
/// Case D12.
#[actix_web::test]
async fn a_feed_is_read_and_revoked() {
    let company = Company::new().await;
    let mission = song(&company.manager).await.id;
    into(&company.manager, mission, None, TOUR).await.ok();
    let (made, path) = feed(&company, "Telephone").await;
    let app = company.stage.anonymous();
    let first = Sent::<()>::of(app.request("GET", &path)).await;
    assert_eq!(
        (first.status, first.header("content-type")),
        (200, Some("text/calendar; charset=utf-8"))
    );
    assert_eq!(first.header("cache-control"), Some("private, no-cache"));
    assert_eq!(first.header("x-robots-tag"), Some("noindex"));
    assert_eq!(first.header("x-content-type-options"), Some("nosniff"));
    assert!(
        first
            .text()
            .contains("SUMMARY:Regie - Le Songe\r\nLOCATION:Theatre de la Ville\r\n"),
        "{}",
        first.text()
    );
    assert_eq!(first.text().matches("BEGIN:VEVENT").count(), 4);

    let etag = first.header("etag").unwrap().to_owned();
    let head = Sent::<()>::of(app.request("HEAD", &path)).await;
    assert_eq!(
        (head.status, head.header("etag"), head.text().len()),
        (200, Some(etag.as_str()), 0)
    );
    let again = Sent::<()>::of(app.request("GET", &path).header("if-none-match", &etag)).await;
    assert_eq!(
        (again.status, again.header("etag")),
        (304, Some(etag.as_str()))
    );
    into(&company.manager, mission, None, TOUR).await.ok();
    assert_eq!(
        Sent::<()>::of(app.request("GET", &path).header("if-none-match", &etag))
            .await
            .status,
        200
    );

    let listed = company
        .manager
        .send(calendar::feeds(&PageQuery::default()))
        .await
        .ok();
    assert_eq!(listed.items, std::slice::from_ref(&made.feed));
    assert!(
        company
            .outsider
            .send(calendar::feeds(&PageQuery::default()))
            .await
            .ok()
            .items
            .is_empty()
    );
    assert_eq!(
        company
            .outsider
            .send(calendar::revoke_feed(made.feed.id))
            .await
            .problem()
            .status,
        404
    );
    assert_eq!(
        company
            .tech
            .send(calendar::revoke_feed(made.feed.id))
            .await
            .problem()
            .code,
        ProblemCode::Forbidden
    );
    company
        .manager
        .send(calendar::revoke_feed(made.feed.id))
        .await
        .done();
    assert_eq!(
        Sent::<()>::of(app.request("GET", &path))
            .await
            .problem()
            .code,
        ProblemCode::NotFound
    );
    assert_eq!(
        company
            .manager
            .send(calendar::revoke_feed(made.feed.id))
            .await
            .problem()
            .status,
        404
    );
}
