//! The edge that browsers, proxies and scanners meet: headers, hosts, origins, methods, paths.

mod hosts;

use shared::problem::ProblemCode;

use crate::calendar::feed;
use crate::support::{Company, Database, Sent, Stage};

/// What every answer carries, and how each begins (CASES.md section 5).
const POLICIES: [(&str, &str); 9] = [
    ("strict-transport-security", "max-age=63072000"),
    ("x-content-type-options", "nosniff"),
    ("content-security-policy", "default-src 'none'"),
    ("referrer-policy", "same-origin"),
    ("permissions-policy", "accelerometer=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("x-request-id", ""),
];

#[track_caller]
fn carries_policies(sent: &Sent<()>, status: u16) {
    assert_eq!(sent.status, status, "{}", sent.text());
    for (name, start) in POLICIES {
        let value = sent.header(name);
        let value = value.unwrap_or_else(|| panic!("{status} without {name}"));
        assert!(value.starts_with(start), "{status} {name}: {value}");
        let times = sent.headers.get_all(name).iter().count();
        assert_eq!(times, 1, "{status} {name}");
    }
    let policy = sent.header("content-security-policy").unwrap();
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    for name in ["server", "x-powered-by", "access-control-allow-origin"] {
        assert_eq!(sent.header(name), None, "{status} {name}");
    }
    if status >= 400 {
        let named = sent.problem().request_id;
        assert_eq!(named.as_deref(), sent.header("x-request-id"), "{status}");
    }
}

/// Every answer carries the policies, whoever gave it: a handler, the router, a middleware that
/// refused. Cases H1, H3.
#[actix_web::test]
async fn every_answer_carries_the_policies() {
    let company = Company::new().await;
    let manager = &company.manager;
    let nobody = company.stage.anonymous();
    let json = |body: &str| {
        let request = manager.request("POST", "/missions");
        let request = request.header("content-type", "application/json");
        request.body(body.to_owned())
    };
    let (_, feed) = feed(&company, "Bureau").await;
    let tag = Sent::<()>::of(nobody.request("GET", &feed)).await;
    let tag = tag.header("etag").unwrap().to_owned();
    for (request, status) in [
        (nobody.request("GET", "/livez"), 200),
        (nobody.request("GET", "/openapi.json"), 200),
        (nobody.request("OPTIONS", "/missions"), 204),
        (nobody.request("GET", "/"), 303),
        (
            nobody.request("GET", &feed).header("if-none-match", tag),
            304,
        ),
        (json("{"), 400),
        (nobody.request("GET", "/missions"), 401),
        (company.tech.request("GET", "/missions"), 403),
        (nobody.request("GET", "/nothing"), 404),
        (nobody.request("GET", "/app/nothing.js"), 404),
        (nobody.request("DELETE", "/missions"), 405),
        (nobody.request("POST", "/openapi.json"), 405),
        (json(&" ".repeat(300_000)), 413),
        (manager.request("POST", "/missions").body("{}"), 415),
        (json("{}"), 422),
    ] {
        carries_policies(&Sent::of(request).await, status);
    }
}

/// Nor does an answer go without them that tells a caller to wait, or of a fault of ours, which
/// says nothing of the inside. Cases H1, D10.
#[actix_web::test]
async fn refusals_and_faults_carry_the_policies() {
    let database = Database::create().await;
    let stage = Stage::with(database, &[("CALLBOARD_RATE_PER_MINUTE", "40")]).await;
    let (_, admin) = stage.company("Compagnie du Lac").await;
    let connection = sea_orm::Database::connect(stage.database.url()).await;
    let connection = connection.unwrap();
    use sea_orm::ConnectionTrait as _;
    let broken = "ALTER TABLE mission RENAME TO elsewhere";
    connection.execute_unprepared(broken).await.unwrap();
    connection.close().await.unwrap();
    let fault = Sent::<()>::of(admin.request("GET", "/missions")).await;
    carries_policies(&fault, 500);
    fault.refused(ProblemCode::Internal);
    let told = fault.text().to_lowercase();
    for inside in ["select", "mission", "sql", "table", ".rs", "0.1.0"] {
        assert!(!told.contains(inside), "{inside}: {told}");
    }
    let mut last = fault;
    while last.status != 429 {
        last = Sent::of(admin.request("GET", "/orgs/current")).await;
        assert_eq!(
            last.header("ratelimit-policy"),
            Some("\"default\";q=40;w=60")
        );
    }
    carries_policies(&last, 429);
    assert!(
        last.header("ratelimit")
            .unwrap()
            .starts_with("\"default\";r=0")
    );
    assert!(last.header("retry-after").unwrap().parse::<u64>().unwrap() > 0);
}

/// Another site's page is told nothing that would let it read an answer. Case H2.
#[actix_web::test]
async fn no_other_origin_is_let_in() {
    let company = Company::new().await;
    for origin in ["https://evil.example", "null", "https://plan.example.evil"] {
        for (method, path) in [
            ("GET", "/missions"),
            ("OPTIONS", "/missions"),
            ("OPTIONS", "/auth/login"),
            ("GET", "/openapi.json"),
            ("GET", "/nothing"),
        ] {
            let request = company.manager.request(method, path);
            let request = request.header("origin", origin);
            let request = request.header("access-control-request-method", "POST");
            let sent = Sent::<()>::of(request).await;
            let told = sent.headers.keys().map(ToString::to_string);
            let told: Vec<_> = told
                .filter(|name| name.starts_with("access-control"))
                .collect();
            assert!(told.is_empty(), "{origin} {method} {path}: {told:?}");
        }
    }
}

/// A page that is only read has the methods of one, and says so as every operation does.
/// Case C9.
#[actix_web::test]
async fn pages_are_only_read() {
    let stage = Stage::new().await;
    let nobody = stage.anonymous();
    for path in [
        "/",
        "/app",
        "/app/planning",
        "/openapi.json",
        "/docs",
        "/problems/stale",
    ] {
        for method in ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"] {
            let sent = Sent::<()>::of(nobody.request(method, path)).await;
            sent.refused(ProblemCode::MethodNotAllowed);
            assert_eq!(sent.header("allow"), Some("GET, HEAD, OPTIONS"), "{path}");
        }
        let options = Sent::<()>::of(nobody.request("OPTIONS", path)).await;
        assert_eq!(
            options.header("allow"),
            Some("GET, HEAD, OPTIONS"),
            "{path}"
        );
        let get = Sent::<()>::of(nobody.request("GET", path)).await;
        let head = Sent::<()>::of(nobody.request("HEAD", path)).await;
        assert_eq!((head.status, head.text().len()), (get.status, 0), "{path}");
    }
}

/// What scanners look for is not here, and neither is anything that a path could climb to.
/// Cases H6, C1, C15.
#[actix_web::test]
async fn paths_lead_to_nothing_else() {
    let company = Company::new().await;
    let long = format!("/missions/{}", "9".repeat(5_000));
    for path in [
        "/metrics",
        "/.git/config",
        "/.env",
        "/app/app.js.map",
        "/app/.git/config",
        "/admin",
        "/debug/pprof",
        "/server-status",
        "/swagger.json",
        "/missions/%2e%2e%2f%2e%2e%2fetc/passwd",
        "/missions/%252e%252e%252f",
        "/app/%2e%2e%2f%2e%2e%2fCargo.toml",
        "/app/..%5c..%5cCargo.toml",
        "//missions",
        "/missions//",
        "/missions/",
        "/missions/%00",
        "/calendar/%00.ics",
        "/calendar/%c3%28.ics",
        "/problems/%00",
        "/missions/1",
        "/missions/0192b8a8-0000-7000-8000-00000000000g",
        &long,
    ] {
        let sent = Sent::<()>::of(company.admin.request("GET", path)).await;
        sent.refused(ProblemCode::NotFound);
    }
}

/// What somebody signed in is told is kept by no cache. Case D12.
#[actix_web::test]
async fn answers_to_somebody_are_kept_nowhere() {
    let company = Company::new().await;
    for path in [
        "/orgs/current",
        "/auth/me",
        "/missions",
        "/users",
        "/activity",
        "/nothing",
    ] {
        let request = company.admin.request("GET", path);
        let sent = Sent::<()>::of(request.header("accept-encoding", "gzip")).await;
        assert_eq!(sent.header("cache-control"), Some("no-store"), "{path}");
        if sent.header("content-encoding").is_some() {
            let varies = sent.header("vary").unwrap_or_default().to_lowercase();
            assert!(varies.contains("accept-encoding"), "{path}: {varies}");
        }
    }
}
