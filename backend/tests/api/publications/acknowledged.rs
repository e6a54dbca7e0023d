//! Who knows of what was published.

use shared::access::{Capability, Role};
use shared::auth::ApiKeyIn;
use shared::problem::ProblemCode;
use shared::publications::{self, PublicationDetail};

use super::{FRIDAY, TUESDAY, changed, drafted, kinds, later, published, sides};
use crate::missions::song;
use crate::support::{Company, Persona};

async fn unread(persona: &Persona) -> Vec<(u32, Vec<(bool, bool)>)> {
    let own = persona.send(publications::own()).await.ok();
    let publications = own.publications.iter();
    publications
        .map(|it| (it.publication.number, sides(&it.changes)))
        .collect()
}

fn readers(detail: &PublicationDetail) -> Vec<(&str, bool)> {
    let readers = detail.readers.iter();
    readers
        .map(|it| (it.name.as_str(), it.acknowledged_at.is_some()))
        .collect()
}

/// Each is told their own changes only, and says that they know; the manager sees who has not.
#[actix_web::test]
async fn each_acknowledges_their_own() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let lea = company
        .stage
        .joins(&company.admin, Role::Tech, "Lea Tech")
        .await;
    let theo = &company.tech;
    let own = drafted(manager, mission, Some(theo.id().await), TUESDAY).await;
    drafted(manager, mission, Some(lea.id().await), FRIDAY).await;
    drafted(manager, mission, None, FRIDAY).await;
    let first = published(manager).await.publication.unwrap().id;
    changed(manager, &own, later()).await;
    let second = published(manager).await.publication.unwrap().id;

    assert_eq!(unread(&lea).await, [(1, vec![(false, true)])]);
    let twice = [(1, vec![(false, true)]), (2, vec![(true, true)])];
    assert_eq!(unread(theo).await, twice);
    let told = theo.send(publications::own()).await.ok();
    assert_eq!(told.missions[0].title.to_string(), "Le Songe");
    assert!(unread(manager).await.is_empty());

    // One click for all that was shown; a second one changes nothing.
    for _ in 0..2 {
        theo.send(publications::acknowledge(second)).await.done();
    }
    assert!(unread(theo).await.is_empty());
    let acknowledged = kinds(manager).await;
    let acknowledged = acknowledged
        .iter()
        .filter(|kind| *kind == "publication.acknowledged");
    assert_eq!(acknowledged.count(), 2);
    let seen = manager.send(publications::get(first)).await.ok();
    assert_eq!(readers(&seen), [("Lea Tech", false), ("Theo Tech", true)]);
    let counts = (seen.publication.told, seen.publication.acknowledged);
    assert_eq!(counts, (2, 1));
    assert_eq!(seen.changes.len(), 3, "Lea, Theo, and a need to fill");

    // Who is told nothing by it has nothing to acknowledge; planners' pages are theirs.
    for (persona, id) in [(&lea, second), (manager, first)] {
        let sent = persona.send(publications::acknowledge(id)).await;
        sent.refused(ProblemCode::NotFound);
    }
    theo.send(publications::get(first))
        .await
        .refused(ProblemCode::Forbidden);
}

/// Acknowledging an earlier one leaves what came after it.
#[actix_web::test]
async fn what_came_later_stays_to_be_read() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let own = drafted(manager, mission, Some(company.tech.id().await), TUESDAY).await;
    let first = published(manager).await.publication.unwrap().id;
    changed(manager, &own, later()).await;
    published(manager).await;
    let call = publications::acknowledge(first);
    company.tech.send(call).await.done();
    assert_eq!(unread(&company.tech).await, [(2, vec![(true, true)])]);
}

/// A key acknowledges nothing for its maker, and cannot be given the right to.
#[actix_web::test]
async fn no_key_acknowledges() {
    let company = Company::new().await;
    let key = |scope| ApiKeyIn {
        label: "Paie".parse().unwrap(),
        scopes: vec![scope],
        expires_at: None,
    };
    let sent = shared::auth::create_api_key(&key(Capability::ChangesOwn));
    let sent = company.admin.send(sent).await;
    sent.refused(ProblemCode::Invalid);
    let made = shared::auth::create_api_key(&key(Capability::ShiftEdit));
    let secret = company.admin.send(made).await.ok().secret;
    let program = company.stage.anonymous().with_token(&secret);
    let sent = program.send(publications::own()).await;
    sent.refused(ProblemCode::InsufficientScope);
}
