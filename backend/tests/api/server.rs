//! The server among others: whether it is ready, that reading changes nothing, that what has had
//! its time is forgotten.

pub mod process;

use std::panic::AssertUnwindSafe;

use backend::platform::problem::Failure;
use futures_util::FutureExt as _;
use sea_orm::{ConnectionTrait as _, Database as Connection, DatabaseConnection, Statement};
use shared::missions;

use crate::access::operations;
use crate::calendar::feed;
use crate::missions::{mission, song};
use crate::support::{Company, Persona, Sent, Stage};
use crate::tenancy::objects;

async fn connection(stage: &Stage) -> DatabaseConnection {
    Connection::connect(stage.database.url()).await.unwrap()
}

async fn rows(connection: &DatabaseConnection, table: &str) -> i64 {
    let query = format!("SELECT count(*) AS rows FROM {table}");
    let statement = Statement::from_string(connection.get_database_backend(), query);
    let row = connection.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get("", "rows").unwrap()
}

/// A server is ready when the schema is its own, and on a newer one, which only adds to it; not
/// when steps are missing, nor without a schema.
#[actix_web::test]
async fn a_server_is_ready_on_its_schema() {
    let stage = Stage::new().await;
    let nobody = stage.anonymous();
    let ready = async || Sent::<()>::of(nobody.request("GET", "/readyz")).await;
    let (db, connection) = (stage.database.connect().await, connection(&stage).await);
    assert_eq!(
        (ready().await.status, ready().await.text()),
        (200, "ok".to_owned())
    );
    let newer =
        "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m2999_01_01_000001_later', 0)";
    connection.execute_unprepared(newer).await.unwrap();
    let ahead = ready().await;
    assert_eq!(
        (ahead.status, ahead.text()),
        (200, "ok, on a newer schema".to_owned())
    );
    let older = "DELETE FROM seaql_migrations WHERE version LIKE 'm2999%'";
    connection.execute_unprepared(older).await.unwrap();
    db.migrate_down().await.unwrap();
    let behind = ready().await.problem();
    assert_eq!(
        (behind.status, behind.detail.as_deref()),
        (503, Some("The schema is 1 steps behind"))
    );
    let none = "DROP TABLE seaql_migrations";
    connection.execute_unprepared(none).await.unwrap();
    assert_eq!(ready().await.problem().status, 503);
    let alive = Sent::<()>::of(nobody.request("GET", "/livez")).await;
    assert_eq!(alive.status, 200);
}

/// No read changes anything: on a database that refuses every change, each answers as it does
/// elsewhere. Case B19.
#[actix_web::test]
async fn reading_changes_nothing() {
    let company = Company::new().await;
    let objects = objects(&company).await;
    let key = shared::auth::ApiKeyIn {
        label: "Paie".parse().unwrap(),
        scopes: vec![shared::access::Capability::MissionRead],
        expires_at: None,
    };
    let key = company
        .admin
        .send(shared::auth::create_api_key(&key))
        .await
        .ok();
    let (feed, _) = feed(&company, "Bureau").await;
    let feed = feed.url.rsplit('/').next().unwrap().replace(".ics", "");
    let object = |start| {
        let found = objects.iter().find(|(of, _)| *of == start);
        &found.unwrap().1
    };
    // A shift has a series to read once it recurs.
    let id = object("/shifts/").parse().unwrap();
    let version = company
        .manager
        .send(shared::shifts::get(id))
        .await
        .ok()
        .version;
    let repeat = shared::series::repeat(id, version, &crate::series::weekly("TU", 3));
    company.manager.send(repeat).await.ok();
    let plan = shared::media::get(object("/media/").parse().unwrap());
    let plan = company.manager.send(plan).await.ok().links.url;
    let plan = plan.rsplit('/').next().unwrap().to_owned();
    let reader = Stage::on(company.stage.database.read_only()).await;
    let refused = missions::create(&mission("Le Songe"));
    assert_eq!(
        company.admin.at(&reader.base).send(refused).await.status,
        500
    );
    let ask = async |persona: &Persona, path: &str| {
        let sent = Sent::<()>::of(persona.request("GET", path)).await;
        (sent.status, sent.status < 400)
    };
    let reads = operations()
        .into_iter()
        .filter(|operation| operation.method == "GET");
    for operation in reads {
        let object = objects
            .iter()
            .find(|(start, _)| operation.path.starts_with(start));
        let id = object.map_or_else(String::new, |(_, id)| id.clone());
        let token = match operation.id.as_str() {
            "read_media" => &plan,
            _ => &feed,
        };
        let path = operation.address(&id, token);
        let here = ask(&company.admin, &path).await;
        assert!(here.1, "{path}: {}", here.0);
        assert_eq!(
            ask(&company.admin.at(&reader.base), &path).await,
            here,
            "{path}"
        );
    }
    // When it was last used is noted apart from the answer, and is missing here.
    let integrator = reader.anonymous().with_token(&key.secret);
    assert_eq!(ask(&integrator, "/missions").await.0, 200);
}

/// Counters of guesses go when their time is over, with the guesses of others.
#[actix_web::test]
async fn old_counters_are_forgotten() {
    let stage = Stage::new().await;
    let nobody = stage.anonymous();
    let connection = connection(&stage).await;
    let guess = async |n: usize| {
        let input = serde_json::json!({ "email": format!("a{n}@example.org"), "password": "x" });
        let request = nobody.request("POST", "/auth/login").json(&input);
        let address = format!("203.0.113.{n}");
        Sent::<()>::of(request.header("x-forwarded-for", address))
            .await
            .status
    };
    for n in 0..10 {
        assert_eq!(guess(n).await, 401);
    }
    assert_eq!(rows(&connection, "throttle").await, 30);
    stage.state.clock.advance(3601);
    // A few at a time: the first forgets twenty, the second the rest.
    assert_eq!(guess(100).await, 401);
    assert_eq!(rows(&connection, "throttle").await, 13);
    assert_eq!(guess(101).await, 401);
    assert_eq!(rows(&connection, "throttle").await, 6);
}

/// Answers that are kept no longer go with the repeats of others, each organisation's with its
/// own; those that are still kept stay.
#[actix_web::test]
async fn old_answers_are_forgotten() {
    let company = Company::new().await;
    let connection = connection(&company.stage).await;
    let create = async |persona: &Persona, key: &str| {
        let call = missions::create(&mission("Le Songe")).once(key);
        persona.send(call).await.ok().id
    };
    for n in 0..3 {
        create(&company.manager, &format!("old-{n}")).await;
    }
    let theirs = create(&company.outsider, "old").await;
    assert_eq!(create(&company.outsider, "old").await, theirs);
    company.stage.state.clock.advance(24 * 3600 + 1);
    let kept = create(
        &company.manager.clone().with_token(&again(&company).await),
        "new",
    )
    .await;
    assert_eq!(rows(&connection, "idempotency_key").await, 2);
    let token = again(&company).await;
    assert_eq!(
        create(&company.manager.clone().with_token(&token), "new").await,
        kept
    );
}

/// The manager's next access token, the last one being over.
async fn again(company: &Company) -> String {
    let manager = company.stage.anonymous();
    let manager = manager.sign_in("manon.manager@example.org", crate::support::PASSWORD);
    manager.await.token.unwrap()
}

/// Work that breaks off in its transaction leaves nothing behind: neither what it wrote, nor a
/// connection that the next one could not use. Case A16, but for row-level security.
#[actix_web::test]
async fn work_that_breaks_off_leaves_nothing() {
    let company = Company::new().await;
    let song = song(&company.manager).await;
    let system = company.stage.state.system("a story");
    for _ in 0..40 {
        let broken = system.write(async |tx| -> Result<(), Failure> {
            let gone = "DELETE FROM mission";
            tx.connection().execute_unprepared(gone).await.unwrap();
            panic!("in the middle of it");
        });
        assert!(AssertUnwindSafe(broken).catch_unwind().await.is_err());
    }
    let kept = company.manager.send(missions::get(song.id)).await.ok();
    assert_eq!(kept, song);
    let created = missions::create(&mission("La Nuit"));
    company.manager.send(created).await.ok();
    let theirs = missions::list(&missions::MissionQuery::default());
    assert!(company.outsider.send(theirs).await.ok().items.is_empty());
}
