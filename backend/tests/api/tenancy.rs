//! Nobody learns that another organisation's things exist: for every operation and every kind
//! of object, generated from the API document.

use shared::availability::{AvailabilityIn, AvailabilityKind, Span};
use shared::planning::paste::PasteIn;
use shared::planning::publish::PublishIn;
use shared::problem::{Problem, ProblemCode};
use uuid::Uuid;

use crate::access::{Operation, operations};
use crate::calendar::feed;
use crate::missions::song;
use crate::support::{Company, Sent};

/// A member of another organisation who names this one is no member: 404 on every operation.
/// Cases A1, A2, A4.
#[actix_web::test]
async fn an_outsider_finds_no_organisation() {
    let company = Company::new().await;
    let outsider = company.outsider.clone().in_org(company.org.id);
    for operation in operations()
        .iter()
        .filter(|operation| operation.of_organisation())
    {
        operation
            .ask(&outsider, &Uuid::now_v7().to_string())
            .await
            .refused(ProblemCode::NotFound);
    }
}

/// In the own organisation, the id of another one's object is answered as one that nothing has.
/// Cases A1, A2, A4.
#[actix_web::test]
async fn a_foreign_id_is_as_unknown_as_a_random_one() {
    let company = Company::new().await;
    let objects = objects(&company).await;
    for operation in operations()
        .iter()
        .filter(|op| op.of_organisation() && op.path.contains("{id}"))
    {
        let id = foreign(operation, &objects);
        let about_theirs = operation.ask(&company.outsider, &id).await;
        let about_nothing = operation
            .ask(&company.outsider, &Uuid::now_v7().to_string())
            .await;
        assert_eq!(
            about_theirs.status,
            404,
            "{}: {}",
            operation.id,
            about_theirs.text()
        );
        assert_eq!(
            without_request(&about_theirs),
            without_request(&about_nothing),
            "{}",
            operation.id
        );
    }
}

/// A problem without the id of its request, the one thing in it that always differs.
fn without_request(sent: &Sent<()>) -> Problem {
    Problem {
        request_id: None,
        ..sent.problem()
    }
}

/// An object of each kind, by the start of its path.
pub async fn objects(company: &Company) -> Vec<(&'static str, String)> {
    let manager = &company.manager;
    let mission = song(manager).await;
    let shift = crate::shifts::shift(mission.id, "2026-11-24T08:00:00Z", "2026-11-24T12:00:00Z");
    let shift = manager
        .send(shared::shifts::create(&shift))
        .await
        .ok()
        .shift;
    let day = "2026-11-24".parse().unwrap();
    let stretch = AvailabilityIn {
        person_id: None,
        kind: AvailabilityKind::Preferred,
        span: Span::Days {
            first: day,
            last: day,
        },
        note: None,
    };
    let stretch = manager
        .send(shared::availability::create(&stretch))
        .await
        .ok();
    let team = shared::teams::TeamIn {
        name: "Son".parse().unwrap(),
        member_ids: Vec::new(),
    };
    let team = company.admin.send(shared::teams::create(&team)).await.ok();
    let (feed, _) = feed(company, "Bureau").await;
    let key = shared::auth::ApiKeyIn {
        label: "Paie".parse().unwrap(),
        scopes: vec![shared::access::Capability::ShiftRead],
        expires_at: None,
    };
    let key = company
        .admin
        .send(shared::auth::create_api_key(&key))
        .await
        .ok();
    let pasted = manager
        .send(shared::planning::paste::paste(&PasteIn {
            from: day,
            to: day.plus_days(7),
            ..crate::operations::last_week()
        }))
        .await
        .ok();
    let plan = crate::media::attach(manager, mission.id, crate::media::PDF, "plan.pdf");
    let plan = plan.await.ok();
    let rules = crate::labour::usual("2026-11-01");
    let rules = company
        .admin
        .send(shared::labour::create(&rules))
        .await
        .ok();
    let template = manager
        .send(shared::templates::create(&crate::templates::template(
            "Service",
        )))
        .await
        .ok();
    let published = manager
        .send(shared::planning::publish::publish(&PublishIn {
            from: day,
            to: day,
            ..crate::publications::week()
        }))
        .await
        .ok();
    vec![
        ("/templates/", template.id.to_string()),
        ("/orgs/current/labour-policies/", rules.id.to_string()),
        ("/media/", plan.id.to_string()),
        (
            "/planning/publications/",
            published.publication.unwrap().id.to_string(),
        ),
        ("/operations/", pasted.operation_id.unwrap().to_string()),
        ("/missions/", mission.id.to_string()),
        ("/shifts/", shift.id.to_string()),
        ("/availability/", stretch.id.to_string()),
        ("/teams/", team.id.to_string()),
        ("/users/", company.tech.id().await.to_string()),
        ("/calendar/feeds/", feed.feed.id.to_string()),
        ("/api-keys/", key.key.id.to_string()),
    ]
}

fn foreign(operation: &Operation, objects: &[(&'static str, String)]) -> String {
    let object = objects
        .iter()
        .find(|(start, _)| operation.path.starts_with(start));
    object
        .unwrap_or_else(|| panic!("no object of another organisation for {}", operation.path))
        .1
        .clone()
}

/// Every list of another organisation leaves this one's things out, whatever page it is on, and
/// whatever somebody of it looks at. Case A5.
#[actix_web::test]
async fn no_list_shows_anothers_things() {
    let company = Company::new().await;
    let mut ids: Vec<_> = objects(&company)
        .await
        .into_iter()
        .map(|(_, id)| id)
        .collect();
    ids.push(company.org.id.to_string());
    for persona in [&company.manager, &company.tech, &company.admin] {
        ids.push(persona.id().await.to_string());
    }
    let lists = operations()
        .into_iter()
        .filter(|operation| operation.method == "GET");
    for operation in lists.filter(|operation| !operation.path.contains('{')) {
        let path = operation.address("", "");
        let theirs = Sent::<()>::of(company.outsider.request("GET", &path)).await;
        theirs.succeeded();
        let shown: Vec<_> = ids
            .iter()
            .filter(|id| theirs.text().contains(*id))
            .collect();
        assert!(shown.is_empty(), "{path} shows {shown:?}");
    }
}

/// Whoever was invited and has not accepted, and whoever was removed, is no member: 404 on every
/// operation, and nothing done. Cases A2, A11, A12.
#[actix_web::test]
async fn only_members_are_members() {
    let company = Company::new().await;
    let objects = objects(&company).await;
    let invited = shared::users::UserIn {
        email: "admin@theatre-voisin.example.org".parse().unwrap(),
        name: "Somebody".parse().unwrap(),
        role: shared::access::Role::Admin,
        team_ids: Vec::new(),
    };
    company
        .admin
        .send(shared::users::invite(&invited))
        .await
        .ok();
    let manager = company.manager.id().await;
    let member = company.admin.send(shared::users::get(manager)).await.ok();
    let gone = shared::users::remove(manager, member.version);
    company.admin.send(gone).await.done();
    let waiting = company.outsider.clone().in_org(company.org.id);
    for operation in operations()
        .iter()
        .filter(|operation| operation.of_organisation())
    {
        let object = objects
            .iter()
            .find(|(start, _)| operation.path.starts_with(start));
        let id = object.map_or_else(|| Uuid::now_v7().to_string(), |(_, id)| id.clone());
        for persona in [&waiting, &company.manager] {
            let sent = operation.ask(persona, &id).await;
            sent.refused(ProblemCode::NotFound);
            assert!(!sent.text().contains(&id), "{}", sent.text());
        }
    }
    for (start, id) in objects.iter().filter(|(start, _)| {
        !["feeds", "keys", "policies"]
            .iter()
            .any(|it| start.contains(it))
    }) {
        let sent = Sent::<()>::of(company.admin.request("GET", &format!("{start}{id}"))).await;
        sent.succeeded();
    }
}
