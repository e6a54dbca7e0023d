//! More at once than there is room for.

use std::time::Instant;

use futures_util::future::join_all;
use shared::missions::{self, MissionQuery};
use shared::problem::ProblemCode;

use crate::missions::mission;
use crate::support::{Company, Sent, Stage};

/// Twenty writers at one moment, on two instances, each read and then write in one transaction:
/// all of them do. Case I9.
#[actix_web::test]
async fn many_writers_all_write() {
    let company = Company::new().await;
    let second = company.stage.second().await;
    let elsewhere = company.manager.at(&second.base);
    let writers = (0..20).map(|n| {
        let writer = if n % 2 == 0 {
            &company.manager
        } else {
            &elsewhere
        };
        writer.send(missions::create(&mission(&format!("Mission {n}"))))
    });
    for sent in join_all(writers).await {
        assert_eq!(sent.status, 201, "{}", sent.text());
    }
    let list = missions::list(&MissionQuery::default());
    assert_eq!(company.manager.send(list).await.ok().items.len(), 20);
}

/// Two hundred sign in at one moment: each is told yes, or to come back, and meanwhile the server
/// says that it lives. Case I6.
#[actix_web::test]
async fn many_sign_in_and_the_server_lives() {
    let company = Company::new().await;
    let nobody = company.stage.anonymous();
    let input = serde_json::json!({
        "email": "theo.tech@example.org", "password": crate::support::PASSWORD,
    });
    let sign_in = |n: usize| {
        let request = nobody.request("POST", "/auth/login").json(&input);
        let address = format!("203.0.{}.{}", n / 250, n % 250);
        Sent::<()>::of(request.header("x-forwarded-for", address))
    };
    let alive = async {
        let mut slowest = 0;
        for _ in 0..20 {
            let asked = Instant::now();
            let sent = Sent::<()>::of(nobody.request("GET", "/livez")).await;
            assert_eq!(sent.status, 200);
            slowest = slowest.max(asked.elapsed().as_secs());
        }
        slowest
    };
    let all = join_all((0..200).map(sign_in));
    let (sent, slowest) = futures_util::future::join(all, alive).await;
    assert!(slowest < 10, "{slowest} s");
    for sent in &sent {
        assert!([200, 503].contains(&sent.status), "{}", sent.text());
    }
    assert!(sent.iter().any(|sent| sent.status == 200));
}

/// When every connection is taken, a request is told in time to come back, and why the server
/// is not ready; it lives, and goes on when there is room again. Case I8.
#[actix_web::test]
async fn a_full_pool_is_told_in_time() {
    let stage = Stage::new().await;
    let (_, admin) = stage.company("Compagnie du Lac").await;
    // As many as the pool has on PostgreSQL; SQLite has one turn to write.
    let taken = if stage.database.url().starts_with("sqlite") {
        1
    } else {
        16
    };
    let mut held = Vec::new();
    for _ in 0..taken {
        held.push(stage.state.db.begin().await.unwrap());
    }
    let asked = Instant::now();
    let create = missions::create(&mission("Le Songe"));
    let waits = admin.send(create.clone());
    let lives = Sent::<()>::of(admin.request("GET", "/livez"));
    let (waited, lives) = futures_util::future::join(waits, lives).await;
    waited.refused(ProblemCode::Unavailable);
    assert_eq!(waited.header("retry-after"), Some("1"));
    assert!(
        (4..15).contains(&asked.elapsed().as_secs()),
        "{:?}",
        asked.elapsed()
    );
    assert_eq!(lives.status, 200);
    drop(held);
    assert_eq!(admin.send(create).await.status, 201);
}
