//! The program itself, as an operator starts it: what it refuses, and what it writes down.

use std::process::{Output, Stdio};
use std::time::Duration;

use shared::activity::stream::{EndReason, Frame};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::support::{Database, Listening, PASSWORD, Persona, Sent, wire};

const SECRET: &str = "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY";

/// The settings that a story may not have by chance, from whoever runs it.
const OTHERS: [&str; 4] = [
    "CALLBOARD_CLOCK",
    "CALLBOARD_PASSWORD",
    "CALLBOARD_RATE_PER_MINUTE",
    "CALLBOARD_TRUSTED_PROXY",
];

/// The program with these arguments and settings, and no others.
fn callboard(arguments: &[&str], settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_callboard"));
    for name in OTHERS {
        command.env_remove(name);
    }
    command
        .args(arguments)
        .envs(settings.iter().copied())
        .current_dir(std::env::temp_dir())
        .kill_on_drop(true)
        .stdin(Stdio::null());
    command
}

/// The settings of a production server on this database.
fn production<'a>(database: &'a Database, data: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("CALLBOARD_ENV", "production"),
        ("CALLBOARD_LISTEN", "127.0.0.1:0"),
        ("CALLBOARD_BASE_URL", "https://plan.example.org"),
        ("CALLBOARD_DATA", data),
        ("DATABASE_URL", database.url()),
        ("JWT_SECRET", SECRET),
        ("RUST_LOG", "trace,sqlx=debug,hyper=info,h2=info"),
    ]
}

fn told(output: &Output) -> String {
    let said = [output.stdout.as_slice(), &output.stderr].concat();
    String::from_utf8_lossy(&said).into_owned()
}

/// A production server that would not be safe does not start, and says what to set. Case B21.
#[actix_web::test]
async fn an_unsafe_server_does_not_start() {
    let database = Database::create().await;
    let folder = tempfile::tempdir().unwrap();
    let good = production(&database, folder.path().to_str().unwrap());
    let sample = backend::config::SAMPLE_JWT_SECRET;
    for (name, value) in [
        ("JWT_SECRET", ""),
        ("JWT_SECRET", "secret"),
        ("JWT_SECRET", "k1:c2hvcnQ"),
        ("JWT_SECRET", sample),
        ("CALLBOARD_BASE_URL", ""),
        ("CALLBOARD_BASE_URL", "http://plan.example.org"),
        ("CALLBOARD_CLOCK", "2019-08-21T00:00:00Z"),
    ] {
        let changed = good.iter().copied().filter(|(known, _)| *known != name);
        let settings: Vec<_> = changed.chain([(name, value)]).collect();
        let output = callboard(&["serve"], &settings).output().await.unwrap();
        assert!(!output.status.success(), "{name}={value}");
        assert!(
            told(&output).contains(name),
            "{name}={value}: {}",
            told(&output)
        );
    }
    let demo = callboard(&["demo"], &good).output().await.unwrap();
    assert!(
        !demo.status.success() && told(&demo).contains("CALLBOARD_ENV"),
        "{}",
        told(&demo)
    );
}

/// Founds an organisation, whose ADMIN is alix@example.org.
async fn found(settings: &[(&str, &str)]) {
    let founds = [
        "user",
        "create-admin",
        "--email",
        "alix@example.org",
        "--name",
        "Alix",
        "--organisation",
        "Lac",
    ];
    let founded = callboard(&founds, settings).output().await.unwrap();
    assert!(founded.status.success(), "{}", told(&founded));
}

/// Starts the program with these settings; answers where it listens.
pub async fn serve(settings: &[(&str, &str)]) -> (Child, String) {
    let mut child = callboard(&["serve"], settings)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    let first = said.next_line().await.unwrap().unwrap();
    (child, first.rsplit_once(' ').unwrap().1.to_owned())
}

/// A server that is told to stop does not wait for answers that have no end: it says so in them.
#[cfg(unix)]
#[actix_web::test]
async fn a_server_that_stops_ends_its_streams() {
    let database = Database::create().await;
    let folder = tempfile::tempdir().unwrap();
    let mut settings = production(&database, folder.path().to_str().unwrap());
    settings.extend([("CALLBOARD_PASSWORD", PASSWORD), ("RUST_LOG", "off")]);
    found(&settings).await;
    let (mut child, base) = serve(&settings).await;
    let nobody = Persona::new(&base, Some("plan.example.org"));
    let admin = nobody.sign_in("alix@example.org", PASSWORD).await;
    let mut stream = Listening::of(&admin).await;
    let id = child.id().unwrap().to_string();
    let sent = Command::new("kill").arg(id).status().await.unwrap();
    assert!(sent.success());
    let reason = stream.until(|frame| match frame {
        Frame::End(end) => Some(end.reason),
        _ => None,
    });
    assert_eq!(reason.await, EndReason::ServerStops);
    assert_eq!(stream.next().await, None);
    let stopped = tokio::time::timeout(Duration::from_secs(20), child.wait()).await;
    assert!(stopped.unwrap().unwrap().success());
}

/// Every line that a production server writes down is one JSON object, whatever was asked of it,
/// and no secret is in any of them. Case D8.
#[actix_web::test]
async fn no_secret_is_written_down() {
    let database = Database::create().await;
    let folder = tempfile::tempdir().unwrap();
    let mut settings = production(&database, folder.path().to_str().unwrap());
    settings.push(("CALLBOARD_PASSWORD", PASSWORD));
    found(&settings).await;
    let (mut child, base) = serve(&settings).await;
    // Read all along, so that the program never waits for its reader.
    let mut log = child.stderr.take().unwrap();
    let log = actix_web::rt::spawn(async move {
        let mut written = String::new();
        log.read_to_string(&mut written).await.unwrap();
        written
    });
    let secrets = visit(&base).await;
    child.kill().await.unwrap();
    let written = log.await.unwrap();
    assert!(written.lines().count() > 20, "{written}");
    for line in written.lines() {
        let event: Result<serde_json::Value, _> = serde_json::from_str(line);
        assert!(event.is_ok_and(|event| event.is_object()), "{line}");
    }
    // The library that reads requests has words of its own, which are off unless asked for.
    let warned = written
        .lines()
        .filter(|line| !line.contains("\"target\":\"actix_http"))
        .find(|line| line.contains("\"WARN\"") || line.contains("\"ERROR\""));
    assert_eq!(warned, None, "a client's mistake is no warning");
    assert!(!written.contains('\u{1b}'));
    for secret in secrets {
        assert!(!written.contains(&secret), "{secret} was written down");
    }
}

/// Somebody signs in, makes a key, a feed and a link, uses each, and makes every mistake; answers
/// what nobody else may read.
async fn visit(base: &str) -> Vec<String> {
    let nobody = Persona::new(base, Some("plan.example.org"));
    let forged = "GET /x HTTP/1.1\r\nHost: plan.example.org\r\nUser-Agent: a\x1b[31mb\r\nConnection: close\r\n\r\n";
    wire(base, forged.as_bytes()).await;
    let login = serde_json::json!({ "email": "alix@example.org", "password": PASSWORD });
    let request = nobody.request("POST", "/auth/login").json(&login);
    let sent = Sent::<shared::auth::TokenOut>::of(request).await;
    let refresh = sent
        .header("set-cookie")
        .unwrap()
        .split(['=', ';'])
        .nth(1)
        .unwrap()
        .to_owned();
    let access = sent.ok().access_token;
    let admin = nobody.clone().with_token(&access);
    let post = async |path: &str, body: serde_json::Value| {
        let request = admin.request("POST", path).json(&body);
        Sent::<serde_json::Value>::of(request).await.ok()
    };
    let text = |answer: &serde_json::Value, at: &str| {
        let found = answer.pointer(at).and_then(serde_json::Value::as_str);
        found.unwrap().to_owned()
    };
    let key = post(
        "/api-keys",
        serde_json::json!({ "label": "x", "scopes": ["mission:read"] }),
    )
    .await;
    let key = text(&key, "/secret");
    let feed = post("/calendar/feeds", serde_json::json!({ "label": "x" })).await;
    let feed = text(&feed, "/url").replace("https://plan.example.org", "");
    let noa = serde_json::json!({ "email": "noa@example.org", "name": "N", "role": "TECH" });
    let link = text(&post("/users", noa).await, "/link/url");
    let link = link.split_once('#').unwrap().1.to_owned();
    let wrong = "a wrong red lamp".to_owned();
    for request in [
        nobody.request("GET", &feed),
        nobody.clone().with_token(&key).request("GET", "/missions"),
        nobody
            .clone()
            .with_token(&key)
            .request("POST", "/missions")
            .body("{"),
        nobody
            .clone()
            .with_token(&format!("{access}x"))
            .request("GET", "/auth/me"),
        nobody.request("GET", &format!("/auth/me?token={access}")),
        nobody.request("GET", &feed.replace(".ics", "")),
        nobody
            .request("POST", "/auth/refresh")
            .header("cookie", format!("__Host-rt={refresh}")),
        nobody
            .request("POST", "/auth/refresh")
            .header("cookie", format!("__Host-rt=x{refresh}")),
        nobody
            .request("POST", "/auth/login")
            .json(&serde_json::json!({ "email": "alix@example.org", "password": wrong })),
        nobody
            .request("POST", "/auth/links/inspect")
            .json(&serde_json::json!({ "token": link })),
        nobody
            .request("POST", "/auth/links/accept")
            .json(&serde_json::json!({ "token": link, "password": wrong })),
        nobody
            .request("POST", "/auth/links/accept")
            .json(&serde_json::json!({ "token": link, "password": 1 })),
        admin
            .request("POST", "/missions")
            .json(&serde_json::json!({ "title": "a\r\nb\u{1b}[31m", "hue": "teal" })),
        admin.request("DELETE", "/missions"),
    ] {
        let sent = Sent::<()>::of(request).await;
        assert!(sent.status < 500, "{}", sent.text());
    }
    let feed = feed.rsplit('/').next().unwrap().replace(".ics", "");
    let signature = access.rsplit('.').next().unwrap().to_owned();
    let (_, signing) = SECRET.split_once(':').unwrap();
    vec![
        access,
        signature,
        refresh,
        key,
        feed,
        link,
        wrong,
        PASSWORD.to_owned(),
        signing.to_owned(),
        "$argon2id".to_owned(),
    ]
}
