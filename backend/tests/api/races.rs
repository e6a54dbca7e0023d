//! Several at one moment: repeats, editors, bursts, writers, readers of a list that changes.

mod exhaustion;

use futures_util::future::join_all;
use shared::access::Role;
use shared::id::Version;
use shared::missions::{self, MissionPatch, MissionQuery};
use shared::page::Limit;
use shared::patch::Patch;
use shared::problem::ProblemCode;

use crate::missions::{mission, song};
use crate::support::{Company, PASSWORD, Sent};

async fn titles(company: &Company) -> Vec<String> {
    let list = missions::list(&MissionQuery::default());
    let items = company.manager.send(list).await.ok().items;
    items
        .into_iter()
        .map(|mission| mission.title.to_string())
        .collect()
}

/// A creation that is sent many times at one moment, on two instances, is done once and answered
/// alike. Case I2.
#[actix_web::test]
async fn repeats_at_one_moment_are_one() {
    let company = Company::new().await;
    let second = company.stage.second().await;
    let elsewhere = company.manager.at(&second.base);
    let planners = (0..20).map(|n| {
        if n % 2 == 0 {
            &company.manager
        } else {
            &elsewhere
        }
    });
    let call = || missions::create(&mission("Le Songe")).once("songe-2026");
    let sent = join_all(planners.map(|planner| planner.send(call()))).await;
    for answer in &sent {
        assert_eq!(
            (answer.status, &answer.body),
            (201, &sent[0].body),
            "{}",
            answer.text()
        );
    }
    assert_eq!(titles(&company).await, ["Le Songe"]);
}

/// A repeat is known by who sends it, not by the token they have just now, and on every instance;
/// another organisation of the same person has keys of its own. Cases A15, I2.
#[actix_web::test]
async fn a_repeat_is_known_by_who_sends_it() {
    let company = Company::new().await;
    let second = company.stage.second().await;
    let call = || missions::create(&mission("Le Songe")).once("songe-2026");
    let first = company.admin.send(call()).await;
    let email = "admin@compagnie-du-lac.example.org";
    let again = second.anonymous().sign_in(email, PASSWORD).await;
    let again = again.in_org(company.org.id);
    assert_ne!(again.token, company.admin.token);
    let repeated = again.send(call()).await;
    assert_eq!((repeated.status, &repeated.body), (201, &first.body));
    assert_eq!(repeated.header("location"), first.header("location"));
    assert_eq!(repeated.header("etag"), first.header("etag"));

    let input = shared::orgs::OrgIn {
        name: "Festival".parse().unwrap(),
        zone: None,
    };
    let festival = company.admin.send(shared::orgs::create(&input)).await.ok();
    let there = company.admin.clone().in_org(festival.id);
    let theirs = there.send(call()).await.ok();
    assert_ne!(theirs.id, first.ok().id);
    let manager = company.manager.send(call()).await.ok();
    assert_eq!(titles(&company).await.len(), 2);
    assert_ne!(manager.id, theirs.id);
    // A refusal is kept for nobody: the repeat tries again.
    let wrong = missions::create(&mission("Le Songe")).once("a b");
    assert_eq!(company.admin.send(wrong).await.status, 422);
}

/// Whoever may no longer do it is not answered what they once did. Case A7.
#[actix_web::test]
async fn a_repeat_needs_the_right_still() {
    let company = Company::new().await;
    let call = || missions::create(&mission("Le Songe")).once("songe-2026");
    company.manager.send(call()).await.ok();
    let manager = company.manager.id().await;
    let member = company.admin.send(shared::users::get(manager)).await.ok();
    let patch = shared::users::UserPatch {
        role: Patch::Set(Role::Tech),
        ..Default::default()
    };
    let demoted = shared::users::edit(manager, member.version, &patch);
    let demoted = company.admin.send(demoted).await.ok();
    company
        .manager
        .send(call())
        .await
        .refused(ProblemCode::Forbidden);
    let removed = shared::users::remove(manager, demoted.version);
    company.admin.send(removed).await.done();
    company
        .manager
        .send(call())
        .await
        .refused(ProblemCode::NotFound);
}

/// Of two editors on two instances one wins, and the other is shown what was written. No version,
/// or any version, is none. Case I3.
#[actix_web::test]
async fn of_two_editors_one_wins() {
    let company = Company::new().await;
    let second = company.stage.second().await;
    let elsewhere = company.admin.at(&second.base);
    let song = song(&company.manager).await;
    let rename = |title: &str| MissionPatch {
        title: Patch::Set(title.parse().unwrap()),
        ..MissionPatch::default()
    };
    let edit = |title: &str, version| missions::edit(song.id, version, &rename(title));
    for round in 1..=10 {
        let version = company
            .manager
            .send(missions::get(song.id))
            .await
            .ok()
            .version;
        let (here, there) = (format!("Ici {round}"), format!("La {round}"));
        let sent = join_all([
            company.manager.send(edit(&here, version)),
            elsewhere.send(edit(&there, version)),
        ])
        .await;
        let won: Vec<_> = sent.iter().filter(|sent| sent.status == 200).collect();
        assert_eq!(won.len(), 1, "{}", sent[0].text());
        let lost = sent.iter().find(|sent| sent.status != 200).unwrap();
        let problem = lost.refused(ProblemCode::Stale);
        assert_eq!(
            problem.current.unwrap()["title"],
            won[0].ok().title.to_string()
        );
    }
    for tag in [None, Some("*")] {
        let request = company
            .manager
            .request("PATCH", &format!("/missions/{}", song.id));
        let request = match tag {
            Some(tag) => request.header("if-match", tag),
            None => request,
        };
        let sent = Sent::<()>::of(request.json(&rename("La Nuit"))).await;
        sent.refused(ProblemCode::PreconditionRequired);
    }
    let stale = missions::delete(song.id, Version::FIRST);
    company
        .manager
        .send(stale)
        .await
        .refused(ProblemCode::Stale);
}

/// Guesses are counted once for all instances; how often one asks, by each. Case I4.
#[actix_web::test]
async fn guesses_on_two_instances_are_counted_once() {
    let company = Company::new().await;
    let second = company.stage.second().await;
    let guess = |base: &str, password: &str| {
        let somebody = company.stage.anonymous().at(base);
        let input = serde_json::json!({ "email": "theo.tech@example.org", "password": password });
        Sent::<()>::of(somebody.request("POST", "/auth/login").json(&input))
    };
    for base in [
        &company.stage.base,
        &second.base,
        &company.stage.base,
        &second.base,
        &second.base,
    ] {
        guess(base, "wrong")
            .await
            .refused(ProblemCode::BadCredentials);
    }
    for base in [&company.stage.base, &second.base] {
        let stopped = guess(base, PASSWORD).await;
        stopped.refused(ProblemCode::TooMany);
        let wait: u64 = stopped.header("retry-after").unwrap().parse().unwrap();
        assert!(wait > 0);
        assert!(stopped.header("ratelimit").is_some());
    }
}

/// Of many guesses at one moment no more are looked at than one after the other. Case I4.
#[actix_web::test]
async fn guesses_at_one_moment_are_counted_each() {
    let company = Company::new().await;
    let second = company.stage.second().await;
    let guesses = (0..20).map(|n| {
        let base = if n % 2 == 0 {
            &company.stage.base
        } else {
            &second.base
        };
        let somebody = company.stage.anonymous().at(base);
        let input = serde_json::json!({ "email": "theo.tech@example.org", "password": "wrong" });
        Sent::<()>::of(somebody.request("POST", "/auth/login").json(&input))
    });
    let sent = join_all(guesses).await;
    assert_eq!(sent.iter().filter(|sent| sent.status == 401).count(), 5);
    assert_eq!(sent.iter().filter(|sent| sent.status == 429).count(), 15);
}

/// A list is walked while rows come and go: those that stay are met once each. Case I7.
#[actix_web::test]
async fn a_list_is_walked_while_it_changes() {
    let company = Company::new().await;
    let manager = &company.manager;
    let mut passing = Vec::new();
    for letter in 'a'..='l' {
        let create = missions::create(&mission(&format!("{letter} stays")));
        manager.send(create).await.ok();
        let create = missions::create(&mission(&format!("{letter} goes")));
        passing.push(manager.send(create).await.ok());
    }
    let mut query = MissionQuery {
        limit: Limit::try_from(5).ok(),
        ..MissionQuery::default()
    };
    let mut met = Vec::new();
    for step in 0.. {
        let page = manager.send(missions::list(&query)).await.ok();
        met.extend(
            page.items
                .into_iter()
                .map(|mission| mission.title.to_string()),
        );
        let Some(next) = page.next_cursor else { break };
        query.cursor = Some(next);
        // One before, one after and one where the reader stands, and two that go.
        for letter in ["0", "m", "e"] {
            let create = missions::create(&mission(&format!("{letter} comes {step}")));
            manager.send(create).await.ok();
        }
        for gone in [
            passing.pop(),
            (!passing.is_empty()).then(|| passing.remove(0)),
        ] {
            let Some(gone) = gone else { continue };
            manager
                .send(missions::delete(gone.id, gone.version))
                .await
                .done();
        }
    }
    let stayed: Vec<_> = met
        .iter()
        .filter(|title| title.ends_with("stays"))
        .collect();
    let expected: Vec<_> = ('a'..='l')
        .map(|letter| format!("{letter} stays"))
        .collect();
    assert_eq!(stayed, expected.iter().collect::<Vec<_>>());
    let mut once = met.clone();
    once.dedup();
    assert_eq!(met, once);
}
