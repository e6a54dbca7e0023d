//! The document, the calls and the served routes are one contract.

use backend::app::openapi_document;
use shared::call::Call;
use shared::id::{
    ApiKeyId, AvailabilityId, FeedId, LabourPolicyId, MediaId, MissionId, OperationId,
    PublicationId, SessionId, ShiftId, StreamId, TeamId, TemplateId, UserId, Version,
};
use shared::page::PageQuery;

use crate::access::operations;
use crate::support::{Sent, Stage};

/// Operations that no `Call` asks for: they are not JSON, or not for the web app.
const WITHOUT_A_CALL: [&str; 5] = [
    "import_calendar",
    "read_feed",
    "read_media",
    "livez",
    "readyz",
];

fn asks<T>(call: Call<T>) -> (String, String) {
    let path = call.path.split('?').next().unwrap_or_default().to_owned();
    (call.method.as_str().to_owned(), path)
}

/// Every call that `shared` makes, about some object.
fn calls() -> Vec<(String, String)> {
    use shared::{
        activity, auth, availability, calendar, labour, media, missions, operations, orgs,
        planning, publications, series, shifts, teams, templates, users,
    };
    let (page, one) = (PageQuery::default(), Version::FIRST);
    let at = "2026-11-24T09:00:00Z".parse().unwrap();
    let token = "x".repeat(43);
    let login = serde_json::from_str(r#"{"email":"a@b.org","password":"x"}"#).unwrap();
    let password = serde_json::from_str(r#"{"current":"x","new":"a quiet green lamp"}"#).unwrap();
    let link = serde_json::from_value(serde_json::json!({ "token": token })).unwrap();
    let accept =
        serde_json::from_value(serde_json::json!({ "token": token, "password": "x" })).unwrap();
    let key = serde_json::from_str(r#"{"label":"x","scopes":[]}"#).unwrap();
    let invite = serde_json::from_str(r#"{"email":"a@b.org","name":"x","role":"TECH"}"#).unwrap();
    let team = serde_json::from_str(r#"{"name":"x"}"#).unwrap();
    let org = serde_json::from_str(r#"{"name":"x"}"#).unwrap();
    let window = planning::PlanningQuery { from: at, to: at };
    let shift = crate::shifts::shift(
        MissionId::new(),
        "2026-11-24T09:00:00Z",
        "2026-11-24T10:00:00Z",
    );
    let declared = serde_json::from_str(
        r#"{"kind":"PREFERRED","span":{"unit":"days","first":"2026-11-24","last":"2026-11-24"}}"#,
    )
    .unwrap();
    let stretches = availability::AvailabilityQuery {
        from: at,
        to: at,
        person_id: None,
        limit: None,
        cursor: None,
    };
    vec![
        asks(auth::login(&login)),
        asks(auth::refresh()),
        asks(auth::logout()),
        asks(auth::logout_everywhere()),
        asks(auth::me()),
        asks(auth::edit_me(one, &Default::default())),
        asks(auth::change_password(&password)),
        asks(auth::sessions(&page)),
        asks(auth::revoke_session(SessionId::new())),
        asks(auth::inspect_link(&link)),
        asks(auth::accept_link(&accept)),
        asks(auth::api_keys(&page)),
        asks(auth::create_api_key(&key)),
        asks(auth::revoke_api_key(ApiKeyId::new())),
        asks(orgs::current()),
        asks(orgs::create(&org)),
        asks(orgs::edit(one, &Default::default())),
        asks(labour::list(&page)),
        asks(labour::create(&crate::labour::usual("2026-01-01"))),
        asks(labour::edit(
            LabourPolicyId::new(),
            one,
            &Default::default(),
        )),
        asks(labour::delete(LabourPolicyId::new(), one)),
        asks(users::list(&page)),
        asks(users::get(UserId::new())),
        asks(users::invite(&invite)),
        asks(users::edit(UserId::new(), one, &Default::default())),
        asks(users::remove(UserId::new(), one)),
        asks(users::create_link(UserId::new())),
        asks(teams::list(&page)),
        asks(teams::get(TeamId::new())),
        asks(teams::create(&team)),
        asks(teams::edit(TeamId::new(), one, &Default::default())),
        asks(teams::delete(TeamId::new(), one)),
        asks(missions::list(&Default::default())),
        asks(missions::get(MissionId::new())),
        asks(missions::create(&crate::missions::mission("x"))),
        asks(missions::edit(MissionId::new(), one, &Default::default())),
        asks(missions::delete(MissionId::new(), one)),
        asks(shifts::list(&crate::shifts::week())),
        asks(shifts::get(ShiftId::new())),
        asks(shifts::create(&shift)),
        asks(shifts::edit(ShiftId::new(), one, &Default::default())),
        asks(shifts::delete(ShiftId::new(), one)),
        asks(shifts::check(&shifts::CheckIn { shifts: Vec::new() })),
        asks(availability::list(&stretches)),
        asks(availability::get(AvailabilityId::new())),
        asks(availability::create(&declared)),
        asks(availability::edit(
            AvailabilityId::new(),
            one,
            &Default::default(),
        )),
        asks(availability::delete(AvailabilityId::new(), one)),
        asks(planning::read(&window)),
        asks(planning::paste::paste(&crate::operations::last_week())),
        asks(planning::publish::publish(&crate::publications::week())),
        asks(planning::moves::move_all(
            &crate::operations::moves::by_a_day(&[]),
        )),
        asks(planning::deletion::delete(&planning::deletion::DeleteIn {
            shifts: Vec::new(),
            dry_run: true,
        })),
        asks(templates::list(&Default::default())),
        asks(templates::get(TemplateId::new())),
        asks(templates::create(&crate::templates::template("x"))),
        asks(templates::edit(TemplateId::new(), one, &Default::default())),
        asks(templates::apply(
            TemplateId::new(),
            &crate::templates::one_week(),
        )),
        asks(series::create(&crate::series::mondays(MissionId::new(), 2))),
        asks(series::repeat(
            ShiftId::new(),
            one,
            &crate::series::weekly("MO", 2),
        )),
        asks(series::of_shift(ShiftId::new())),
        asks(series::edit(
            ShiftId::new(),
            one,
            &crate::series::change(series::SeriesScope::Series, Default::default()),
        )),
        asks(series::delete(
            ShiftId::new(),
            one,
            series::SeriesScope::Series,
        )),
        asks(publications::list(&page)),
        asks(publications::get(PublicationId::new())),
        asks(publications::own()),
        asks(publications::acknowledge(PublicationId::new())),
        asks(operations::list(&page)),
        asks(operations::get(OperationId::new())),
        asks(operations::undo(OperationId::new())),
        asks(media::upload()),
        asks(media::avatars(&page)),
        asks(media::attachments(MissionId::new(), &page)),
        asks(media::get(MediaId::new())),
        asks(media::delete(MediaId::new())),
        asks(calendar::feeds(&page)),
        asks(calendar::create_feed(&calendar::FeedIn {
            label: "x".parse().unwrap(),
        })),
        asks(calendar::revoke_feed(FeedId::new())),
        asks(activity::list(&page)),
        asks(activity::stream::stream()),
        asks(activity::presence::look(&crate::live::this_week(
            StreamId::new(),
        ))),
    ]
}

fn shaped(path: &str) -> String {
    let step = |step: &str| {
        if uuid::Uuid::parse_str(step).is_ok() {
            "{id}".to_owned()
        } else {
            step.to_owned()
        }
    };
    path.split('/').map(step).collect::<Vec<_>>().join("/")
}

/// Every call asks for an operation of the document, and every operation has its call.
#[test]
fn calls_and_document_are_the_same_operations() {
    let mut called: Vec<_> = calls()
        .into_iter()
        .map(|(method, path)| format!("{method} {}", shaped(&path)))
        .collect();
    let listed = operations()
        .into_iter()
        .filter(|operation| !WITHOUT_A_CALL.contains(&operation.id.as_str()));
    let mut documented: Vec<_> = listed
        .map(|operation| format!("{} {}", operation.method, operation.path))
        .collect();
    called.sort();
    documented.sort();
    assert_eq!(called, documented);
}

/// Each operation says what it is and every status it can answer.
#[test]
fn the_document_keeps_its_shape() {
    let mut lines = Vec::new();
    for (path, item) in openapi_document().paths.paths {
        for (method, operation) in [
            ("GET", item.get),
            ("POST", item.post),
            ("PUT", item.put),
            ("PATCH", item.patch),
            ("DELETE", item.delete),
        ] {
            let Some(operation) = operation else { continue };
            assert!(
                operation.summary.is_some(),
                "{method} {path} has no summary"
            );
            let statuses: Vec<_> = operation.responses.responses.keys().cloned().collect();
            lines.push(format!(
                "{method} {path} {} {}",
                operation.operation_id.unwrap(),
                statuses.join(" ")
            ));
        }
    }
    insta::assert_snapshot!(lines.join("\n"));
}

/// What the server does not know is told apart: a path that is nothing, and a method that a
/// known path does not have, with those it has. Case C9.
#[actix_web::test]
async fn unknown_paths_and_methods_are_problems() {
    let stage = Stage::new().await;
    let nobody = stage.anonymous();
    for path in [
        "/nothing",
        "/missions/x/y",
        "/%2e%2e%2fetc/passwd",
        "//",
        "/.env",
        "/metrics",
    ] {
        assert_eq!(
            Sent::<()>::of(nobody.request("GET", path))
                .await
                .problem()
                .status,
            404,
            "{path}"
        );
    }
    for (method, path, allow) in [
        ("DELETE", "/missions", "GET, POST, OPTIONS"),
        (
            "POST",
            "/missions/0192b8a8-0000-7000-8000-000000000000",
            "DELETE, GET, PATCH, OPTIONS",
        ),
        ("TRACE", "/orgs/current", "GET, PATCH, OPTIONS"),
    ] {
        let sent = Sent::<()>::of(nobody.request(method, path)).await;
        assert_eq!(sent.problem().status, 405, "{method} {path}");
        assert_eq!(sent.header("allow"), Some(allow), "{method} {path}");
        let options = Sent::<()>::of(nobody.request("OPTIONS", path)).await;
        assert_eq!(
            (options.status, options.header("allow")),
            (204, Some(allow)),
            "{path}"
        );
    }
}

/// The document and its viewer are served from this server alone.
#[actix_web::test]
async fn the_document_is_served() {
    let stage = Stage::new().await;
    let nobody = stage.anonymous();
    let document = Sent::<serde_json::Value>::of(nobody.request("GET", "/openapi.json"))
        .await
        .ok();
    assert_eq!(
        document["openapi"]
            .as_str()
            .map(|version| version.starts_with("3.1")),
        Some(true)
    );
    let viewer = Sent::<()>::of(nobody.request("GET", "/docs/")).await;
    assert_eq!(viewer.status, 200, "{}", viewer.text());
    assert!(
        !viewer.text().contains("https://"),
        "the viewer loads nothing from elsewhere"
    );
    assert_eq!(
        Sent::<()>::of(nobody.request("GET", "/problems/stale"))
            .await
            .status,
        200
    );
}
