//! Links and keys that were good once, and must not be good again elsewhere.

use shared::access::{Capability, Role};
use shared::auth::{self, ApiKeyIn, LinkAcceptIn, LinkTokenIn, Token};
use shared::page::PageQuery;
use shared::problem::ProblemCode;
use shared::users::{self, UserIn};

use crate::support::{Company, PASSWORD};

fn token(url: &str) -> Token {
    let (_, token) = url.split_once('#').unwrap();
    token.to_owned().try_into().unwrap()
}

fn with_password(token: Token, password: &str) -> LinkAcceptIn {
    LinkAcceptIn {
        token,
        password: password.to_owned().try_into().unwrap(),
    }
}

fn invitation(email: &str, role: Role) -> UserIn {
    UserIn {
        email: email.parse().unwrap(),
        name: "Somebody".parse().unwrap(),
        role,
        team_ids: Vec::new(),
    }
}

/// A password reset that an ADMIN kept is no way into an organisation that the person joined
/// since.
#[actix_web::test]
async fn a_kept_reset_ends_when_its_person_joins_elsewhere() {
    let company = Company::new().await;
    let tech = company.tech.id().await;
    let kept = company.admin.send(users::create_link(tech)).await.ok();
    let input = invitation("theo.tech@example.org", Role::Manager);
    let invited = company.outsider.send(users::invite(&input)).await.ok();
    let joins = with_password(token(&invited.link.url), PASSWORD);
    let nobody = company.stage.anonymous();
    nobody.send(auth::accept_link(&joins)).await.ok();

    let inspect = LinkTokenIn {
        token: token(&kept.url),
    };
    let looked = nobody.send(auth::inspect_link(&inspect)).await;
    looked.refused(ProblemCode::LinkGone);
    let taken = with_password(token(&kept.url), "a password of mine");
    let taken = nobody.send(auth::accept_link(&taken)).await;
    taken.refused(ProblemCode::LinkGone);
    let owner = company.stage.anonymous();
    owner.sign_in("theo.tech@example.org", PASSWORD).await;
}

fn reading() -> ApiKeyIn {
    ApiKeyIn {
        label: "Paie".parse().unwrap(),
        scopes: vec![Capability::ShiftRead],
        expires_at: None,
    }
}

/// A key tells when it was last used, by a read as well, to the minute.
#[actix_web::test]
async fn a_key_tells_when_it_was_last_used() {
    let company = Company::new().await;
    let clock = &company.stage.state.clock;
    let made = company.admin.send(auth::create_api_key(&reading())).await;
    let integrator = company.stage.anonymous().with_token(&made.ok().secret);
    let used = async || {
        let keys = company.admin.send(auth::api_keys(&PageQuery::default()));
        keys.await.ok().items[0].last_used_at
    };
    let read = async || {
        let week = shared::shifts::list(&crate::shifts::week());
        integrator.send(week).await.ok();
    };
    assert_eq!(used().await, None);
    read().await;
    let first = used().await.unwrap();
    clock.advance(30);
    read().await;
    assert_eq!(used().await, Some(first));
    clock.advance(31);
    read().await;
    assert!(used().await.unwrap().seconds_since(first) >= 60);
}

/// A key whose maker left stays dead when the maker comes back.
#[actix_web::test]
async fn a_key_does_not_come_back_with_its_maker() {
    let company = Company::new().await;
    let input = invitation("noa@example.org", Role::Admin);
    let invited = company.admin.send(users::invite(&input)).await.ok();
    let noa = company.stage.accepts(&invited.link.url).await;
    let noa = noa.in_org(company.org.id);
    let made = noa.send(auth::create_api_key(&reading())).await.ok();
    let integrator = company.stage.anonymous().with_token(&made.secret);
    let week = crate::shifts::week();
    integrator.send(shared::shifts::list(&week)).await.ok();

    let member = company.admin.send(users::get(invited.user.id)).await.ok();
    let left = company.admin.send(users::remove(member.id, member.version));
    left.await.done();
    let again = company.admin.send(users::invite(&input)).await.ok();
    company.stage.accepts(&again.link.url).await;
    noa.send(shared::orgs::current()).await.ok();
    let gone = integrator.send(shared::shifts::list(&week)).await;
    gone.refused(ProblemCode::Unauthenticated);
}

/// That a password was reset is told in the organisation whose ADMIN made the link; the link and
/// the password are not.
#[actix_web::test]
async fn a_used_reset_is_told() {
    let company = Company::new().await;
    let tech = company.tech.id().await;
    let link = company.admin.send(users::create_link(tech)).await.ok();
    let used = with_password(token(&link.url), "another quiet lamp");
    let nobody = company.stage.anonymous();
    nobody.send(auth::accept_link(&used)).await.ok();
    let events = shared::activity::list(&PageQuery::default());
    let told = company.manager.send(events).await;
    let last = &told.ok().items[0];
    assert_eq!(
        (last.kind.as_str(), last.actor_name.as_deref()),
        ("link.used", Some("Theo Tech"))
    );
    assert!(!told.text().contains(token(&link.url).reveal()));
    assert!(!told.text().contains("another quiet lamp"));
}
