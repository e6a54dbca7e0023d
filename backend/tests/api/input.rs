//! Bodies, queries and values that mean no good, or mean nothing. `values` and `texts`
//! have what is in them, `queries` what stands in the address.

mod queries;
mod texts;
mod values;

use shared::problem::ProblemCode;

use crate::missions::song;
use crate::support::{Company, Persona, Sent};

/// A mission, as somebody who writes JSON by hand sends it.
const MISSION: &str = r#"{"title":"Le Songe","hue":"teal"}"#;

async fn post(persona: &Persona, path: &str, body: impl Into<Vec<u8>>) -> Sent<()> {
    let request = persona.request("POST", path);
    let request = request.header("content-type", "application/json");
    Sent::of(request.body(body.into())).await
}

async fn missions(company: &Company) -> usize {
    let list = shared::missions::list(&shared::missions::MissionQuery::default());
    company.manager.send(list).await.ok().items.len()
}

/// What is not JSON, or is it twice over, cannot be read; nothing comes of it. Cases C2, C3, C6.
#[actix_web::test]
async fn what_is_no_json_cannot_be_read() {
    let company = Company::new().await;
    let deep = |open: &str, close: &str| {
        let (open, close) = (open.repeat(10_000), close.repeat(10_000));
        format!(r#"{{"title":{open}1{close},"hue":"teal"}}"#).into_bytes()
    };
    let broken: Vec<Vec<u8>> = vec![
        b"".to_vec(),
        b"{".to_vec(),
        b"{\"title\":\"\xff\xfe\",\"hue\":\"teal\"}".to_vec(),
        b"{\"title\":\"\xc0\x80\",\"hue\":\"teal\"}".to_vec(),
        b"{\"title\":\"\xed\xa0\x80\",\"hue\":\"teal\"}".to_vec(),
        br#"{"title":"\ud800","hue":"teal"}"#.to_vec(),
        br#"{"title":"\udc00\ud800","hue":"teal"}"#.to_vec(),
        [b"\xef\xbb\xbf", MISSION.as_bytes()].concat(),
        [
            b"\xff\xfe".to_vec(),
            MISSION.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ]
        .concat(),
        format!("{MISSION}{MISSION}").into_bytes(),
        format!("{MISSION}\0").into_bytes(),
        br#"{"title":"a","title":"b","hue":"teal"}"#.to_vec(),
        br#"{"title":"a","hue":"teal","hue":"teal"}"#.to_vec(),
        br#"{"title":'a',"hue":"teal"}"#.to_vec(),
        br#"{"title":"a","hue":"teal",}"#.to_vec(),
        br#"{"title":NaN,"hue":"teal"}"#.to_vec(),
        br#"{"title":"a
b","hue":"teal"}"#
            .to_vec(),
    ];
    for body in broken {
        let sent = post(&company.manager, "/missions", body.clone()).await;
        let shown = String::from_utf8_lossy(&body).into_owned();
        assert_eq!(sent.problem().code, ProblemCode::Malformed, "{shown}");
    }
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let sent = post(&company.manager, "/missions", deep(open, close)).await;
        assert!(
            [400, 422].contains(&sent.problem().status),
            "{}",
            sent.text()
        );
    }
    let twice = r#"{"kind":"PREFERRED","span":{"unit":"days","first":"2026-11-24","first":"2026-11-25","last":"2026-11-26"}}"#;
    let sent = post(&company.tech, "/availability", twice).await;
    sent.refused(ProblemCode::Malformed);
    assert_eq!(missions(&company).await, 0);
}

/// A body of another type than an operation takes is not looked into, and none is unpacked.
/// Cases C5, C8.
#[actix_web::test]
async fn only_plain_json_is_looked_into() {
    let company = Company::new().await;
    let typed = |kind: &str| {
        let request = company.manager.request("POST", "/missions");
        request
            .header("content-type", kind.to_owned())
            .body(MISSION)
    };
    for kind in [
        "text/plain",
        "text/html",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json-seq",
        "application/jsonp",
        "json",
        "",
    ] {
        let sent = Sent::<()>::of(typed(kind)).await;
        sent.refused(ProblemCode::UnsupportedMediaType);
    }
    let untyped = company.manager.request("POST", "/missions").body(MISSION);
    let untyped = Sent::<()>::of(untyped).await;
    untyped.refused(ProblemCode::UnsupportedMediaType);
    // How a gzip bomb begins: none is read further than its header.
    let bomb = b"\x1f\x8b\x08\0\0\0\0\0\x02\x03".to_vec();
    for coding in ["gzip", "br", "zstd", "deflate", "gzip, gzip", "identity"] {
        for (path, kind) in [
            ("/missions", "application/json"),
            ("/calendar/import", "multipart/form-data; boundary=x"),
        ] {
            let request = company.manager.request("POST", path);
            let request = request.header("content-type", kind);
            let request = request.header("content-encoding", coding);
            let sent = Sent::<()>::of(request.body(bomb.clone())).await;
            sent.refused(ProblemCode::UnsupportedMediaType);
        }
    }
    assert_eq!(missions(&company).await, 0);
    for kind in ["application/json; charset=utf-8", "APPLICATION/JSON"] {
        let sent = Sent::<()>::of(typed(kind).header("accept", "text/html")).await;
        assert_eq!(sent.status, 201, "{kind}: {}", sent.text());
        assert_eq!(sent.header("content-type"), Some("application/json"));
    }
}

/// Lists in a body have an end. Case C3.
#[actix_web::test]
async fn lists_have_an_end() {
    let company = Company::new().await;
    let ids = |count: usize| {
        let id = format!("\"{}\"", uuid::Uuid::now_v7());
        vec![id; count].join(",")
    };
    let team = |count| format!(r#"{{"name":"Son","member_ids":[{}]}}"#, ids(count));
    let user = |count| {
        format!(
            r#"{{"email":"a@b.org","name":"x","role":"TECH","team_ids":[{}]}}"#,
            ids(count)
        )
    };
    let one = r#"{"start":"2026-11-24T08:00:00Z","end":"2026-11-24T09:00:00Z"}"#;
    let check = |count| format!(r#"{{"shifts":[{}]}}"#, vec![one; count].join(","));
    let scopes = |count| {
        format!(
            r#"{{"label":"x","scopes":[{}]}}"#,
            vec![r#""shift:read""#; count].join(",")
        )
    };
    for (path, body, pointer) in [
        ("/teams", team(5_000), "/member_ids"),
        ("/users", user(5_000), "/team_ids"),
        ("/shifts/check", check(3_000), "/shifts"),
        ("/api-keys", scopes(5_000), "/scopes"),
    ] {
        let sent = post(&company.admin, path, body).await;
        sent.invalid(pointer, "too_many_items");
    }
    let endless = format!(
        r#"{{"name":"Son","member_ids":[{}1]}}"#,
        "1,".repeat(1_000_000)
    );
    let request = company.admin.request("POST", "/teams");
    let request = request
        .header("content-type", "application/json")
        .body(endless);
    // Refused before it is read, so the client may not even have sent it.
    if let Ok(response) = request.send().await {
        assert_eq!(response.status(), 413);
    }
}

/// What the server decides is not the caller's to write, and an unknown member of a body is a
/// mistake rather than nothing. Case A13.
#[actix_web::test]
async fn what_the_server_decides_cannot_be_written() {
    let company = Company::new().await;
    let mission = format!("/missions/{}", song(&company.manager).await.id);
    let tech = format!("/users/{}", company.tech.id().await);
    let theirs = serde_json::json!(company.outsider.org);
    for (persona, method, path) in [
        (&company.manager, "POST", "/missions"),
        (&company.manager, "PATCH", mission.as_str()),
        (&company.manager, "POST", "/shifts"),
        (&company.tech, "POST", "/availability"),
        (&company.tech, "PATCH", "/auth/me"),
        (&company.admin, "POST", "/users"),
        (&company.admin, "PATCH", tech.as_str()),
        (&company.admin, "POST", "/teams"),
        (&company.admin, "PATCH", "/orgs/current"),
        (&company.admin, "POST", "/api-keys"),
        (&company.manager, "POST", "/calendar/feeds"),
    ] {
        for name in [
            "id",
            "org_id",
            "tenant_id",
            "is_admin",
            "created_at",
            "version",
            "password_hash",
        ] {
            let body = serde_json::json!({ name: theirs });
            let request = persona.request(method, path).header("if-match", "\"1\"");
            let sent = Sent::<()>::of(request.json(&body)).await;
            sent.invalid(&format!("/{name}"), "unknown_field");
        }
    }
    let patch = serde_json::json!({ "role": "ADMIN" });
    let request = company
        .tech
        .request("PATCH", "/auth/me")
        .header("if-match", "\"1\"");
    let sent = Sent::<()>::of(request.json(&patch)).await;
    sent.invalid("/role", "unknown_field");
    let me = company.tech.send(shared::auth::me()).await.ok();
    assert_eq!(me.memberships[0].role, shared::access::Role::Tech);
}
