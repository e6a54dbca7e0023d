//! Hosts, and what else a request says of itself and is not believed.

use shared::auth;
use shared::problem::ProblemCode;

use crate::support::{Company, Database, PASSWORD, Sent, Stage, wire};

const PUBLIC: &str = "plan.example.org";

/// A server that people reach as `https://plan.example.org`, behind a proxy.
async fn public() -> Stage {
    let base = format!("https://{PUBLIC}");
    let database = Database::create().await;
    Stage::with(database, &[("CALLBOARD_BASE_URL", &base)]).await
}

/// The host that a request names is looked at and never believed: another one is refused, and
/// links begin as the settings say. Case B14.
#[actix_web::test]
async fn links_never_carry_a_host_that_somebody_chose() {
    let stage = public().await;
    let (_, admin) = stage.company("Compagnie du Lac").await;
    for host in [
        "evil.example",
        "plan.example.org.evil.example",
        "plan.example.org:81",
    ] {
        let mut elsewhere = admin.clone();
        elsewhere.host = Some(host.to_owned());
        for path in ["/orgs/current", "/app/", "/openapi.json"] {
            let sent = Sent::<()>::of(elsewhere.request("GET", path)).await;
            sent.refused(ProblemCode::Misdirected);
        }
        let probe = Sent::<()>::of(elsewhere.request("GET", "/livez")).await;
        assert_eq!(probe.status, 200);
    }
    let feed = shared::calendar::FeedIn {
        label: "Bureau".parse().unwrap(),
    };
    let request = admin.request("POST", "/calendar/feeds").json(&feed);
    let request = request
        .header("x-forwarded-host", "evil.example")
        .header("forwarded", "host=evil.example")
        .header("x-original-url", "/orgs/current")
        .header("x-rewrite-url", "/orgs/current");
    let made = Sent::<shared::calendar::FeedMade>::of(request).await.ok();
    assert!(made.url.starts_with("https://plan.example.org/calendar/"));
    let document = admin.request("GET", "/openapi.json");
    let document = document.header("x-forwarded-host", "evil.example");
    assert!(!Sent::<()>::of(document).await.text().contains("evil"));
    let none = b"GET /orgs/current HTTP/1.0\r\n\r\n";
    assert!(wire(&stage.base, none).await.contains(" 421 "));
}

/// Over TLS the cookie is the browser's, for this host alone, and small. Case H7.
#[actix_web::test]
async fn the_cookie_is_for_this_host_alone() {
    let stage = public().await;
    stage.company("Compagnie du Lac").await;
    let input = serde_json::json!({
        "email": "admin@compagnie-du-lac.example.org", "password": PASSWORD,
    });
    let request = stage.anonymous().request("POST", "/auth/login");
    let sent = Sent::<auth::TokenOut>::of(request.json(&input)).await;
    let set = sent.header("set-cookie").unwrap();
    assert!(set.starts_with("__Host-rt="), "{set}");
    for attribute in [
        "Path=/",
        "Secure",
        "HttpOnly",
        "SameSite=Strict",
        "Max-Age=",
    ] {
        assert!(
            set.split("; ").any(|part| part.starts_with(attribute)),
            "{set}"
        );
    }
    assert!(!set.contains("Domain") && set.len() < 4096, "{set}");
    assert_eq!(sent.headers.get_all("set-cookie").iter().count(), 1);
    let policy = sent.header("content-security-policy").unwrap();
    assert!(policy.ends_with("; upgrade-insecure-requests"), "{policy}");
}

/// Headers that some frameworks obey are nothing here. Case A14.
#[actix_web::test]
async fn no_header_changes_who_asks_or_what() {
    let company = Company::new().await;
    let theirs = company.outsider.org.unwrap().to_string();
    let admin = company.admin.id().await.to_string();
    let request = company.tech.request("GET", "/orgs/current");
    let request = request
        .header("x-tenant-id", &theirs)
        .header("x-organization-id", &theirs)
        .header("x-user-id", &admin)
        .header("x-role", "ADMIN")
        .header("x-http-method-override", "DELETE")
        .header("x-method-override", "DELETE")
        .header("x-original-url", "/users");
    let org = Sent::<shared::orgs::OrgOut>::of(request).await.ok();
    assert_eq!(org.id, company.org.id);
    let request = company.tech.request("GET", "/users");
    let request = request
        .header("x-user-id", &admin)
        .header("x-role", "ADMIN");
    Sent::<()>::of(request)
        .await
        .refused(ProblemCode::Forbidden);
}
