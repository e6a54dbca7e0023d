//! Signing in and out, sessions, passwords, links and keys.

mod credentials;
mod guessing;
mod takeover;
mod tokens;

use shared::access::{Capability, Role};
use shared::auth::{self, ApiKeyIn, LinkAcceptIn, LoginIn, PasswordIn, ProfilePatch, TokenOut};
use shared::page::PageQuery;
use shared::patch::Patch;
use shared::problem::ProblemCode;

use crate::support::{Company, PASSWORD, Persona, Sent, Stage};

fn login(email: &str, password: &str) -> LoginIn {
    LoginIn {
        email: email.parse().unwrap(),
        password: password.to_owned().try_into().unwrap(),
    }
}

fn refresh_with(persona: &Persona, token: &str) -> reqwest::RequestBuilder {
    let client = reqwest::Client::new();
    let request = client.post(format!("{}/auth/refresh", persona.base));
    request
        .header("x-requested-with", "callboard")
        .header("cookie", format!("rt={token}"))
}

/// The refresh token that an answer set.
fn cookie(sent: &Sent<TokenOut>) -> String {
    let set = sent.header("set-cookie").unwrap();
    assert!(
        set.contains("HttpOnly") && set.contains("SameSite=Strict") && set.contains("Path=/"),
        "{set}"
    );
    set.split(['=', ';']).nth(1).unwrap().to_owned()
}

/// An unknown address, a wrong password and an account without one are told apart by nothing.
/// Case B8.
#[actix_web::test]
async fn a_sign_in_that_fails_says_nothing_more() {
    let company = Company::new().await;
    let nobody = company.stage.anonymous();
    let invited = shared::users::UserIn {
        email: "later@example.org".parse().unwrap(),
        name: "Later".parse().unwrap(),
        role: Role::Tech,
        team_ids: Vec::new(),
    };
    company
        .admin
        .send(shared::users::invite(&invited))
        .await
        .ok();
    let mut answers = Vec::new();
    for (email, password) in [
        ("nobody@example.org", PASSWORD),
        ("theo.tech@example.org", "a loud red lamp"),
        ("later@example.org", PASSWORD),
    ] {
        let mut problem = nobody
            .send(auth::login(&login(email, password)))
            .await
            .refused(ProblemCode::BadCredentials);
        problem.request_id = None;
        answers.push(problem);
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
}

/// Whoever guesses at a password from one place is stopped, and let in again in time.
#[actix_web::test]
async fn guessing_is_slowed_down() {
    let stage = Stage::new().await;
    stage.company("Compagnie du Lac").await;
    let nobody = stage.anonymous();
    let email = "admin@compagnie-du-lac.example.org";
    for _ in 0..5 {
        nobody
            .send(auth::login(&login(email, "wrong password")))
            .await
            .refused(ProblemCode::BadCredentials);
    }
    let stopped = nobody.send(auth::login(&login(email, PASSWORD))).await;
    stopped.refused(ProblemCode::TooMany);
    let wait: i64 = stopped.header("retry-after").unwrap().parse().unwrap();
    stage.state.clock.advance(wait + 1);
    nobody.send(auth::login(&login(email, PASSWORD))).await.ok();
}

/// A refresh token is good once. Two tabs at one moment get the same next one; used later, it
/// ends the session. Case B15.
#[actix_web::test]
async fn a_refresh_token_is_good_once() {
    let company = Company::new().await;
    let tech = &company.tech;
    let first = tech
        .send(auth::login(&login("theo.tech@example.org", PASSWORD)))
        .await;
    let token = cookie(&first);
    let rotated = Sent::<TokenOut>::of(refresh_with(tech, &token)).await;
    let next = cookie(&rotated);
    assert_ne!(next, token);
    let other_tab = Sent::<TokenOut>::of(refresh_with(tech, &token)).await;
    assert_eq!(cookie(&other_tab), next);
    let access = tech.clone().with_token(&rotated.ok().access_token);
    access.send(auth::me()).await.ok();

    company.stage.state.clock.advance(11);
    Sent::<TokenOut>::of(refresh_with(tech, &token))
        .await
        .refused(ProblemCode::Unauthenticated);
    Sent::<TokenOut>::of(refresh_with(tech, &next))
        .await
        .refused(ProblemCode::Unauthenticated);
    access
        .send(auth::me())
        .await
        .refused(ProblemCode::Unauthenticated);
}

/// Another site can make a browser send the cookie, but not be answered for it. Case B18.
#[actix_web::test]
async fn another_site_refreshes_nothing() {
    let company = Company::new().await;
    let token = cookie(
        &company
            .tech
            .send(auth::login(&login("theo.tech@example.org", PASSWORD)))
            .await,
    );
    let plain = reqwest::Client::new().post(format!("{}/auth/refresh", company.stage.base));
    let plain = plain.header("cookie", format!("rt={token}"));
    Sent::<()>::of(plain)
        .await
        .refused(ProblemCode::ForeignOrigin);
    let evil = refresh_with(&company.tech, &token).header("origin", "https://evil.example");
    Sent::<()>::of(evil)
        .await
        .refused(ProblemCode::ForeignOrigin);
    let cross = refresh_with(&company.tech, &token).header("sec-fetch-site", "cross-site");
    Sent::<()>::of(cross)
        .await
        .refused(ProblemCode::ForeignOrigin);
    Sent::<TokenOut>::of(refresh_with(&company.tech, &token))
        .await
        .ok();
}

/// A sign-out is at once, for the access token too; everywhere means every session. Cases B16, B17.
#[actix_web::test]
async fn signing_out_is_at_once() {
    let company = Company::new().await;
    let laptop = company
        .stage
        .anonymous()
        .sign_in("theo.tech@example.org", PASSWORD)
        .await;
    let phone = company
        .stage
        .anonymous()
        .sign_in("theo.tech@example.org", PASSWORD)
        .await;
    assert_eq!(
        laptop
            .send(auth::sessions(&PageQuery::default()))
            .await
            .ok()
            .items
            .len(),
        3
    );
    laptop.send(auth::logout()).await.done();
    laptop
        .send(auth::me())
        .await
        .refused(ProblemCode::Unauthenticated);
    laptop
        .send(auth::refresh())
        .await
        .refused(ProblemCode::Unauthenticated);
    phone.send(auth::logout_everywhere()).await.done();
    phone
        .send(auth::me())
        .await
        .refused(ProblemCode::Unauthenticated);
    company
        .tech
        .send(auth::me())
        .await
        .refused(ProblemCode::Unauthenticated);
}

/// One ends one's own sessions, and nobody else's. Case A18.
#[actix_web::test]
async fn sessions_are_ones_own() {
    let company = Company::new().await;
    let own = company
        .tech
        .send(auth::sessions(&PageQuery::default()))
        .await
        .ok()
        .items;
    assert!(own[0].current);
    company
        .manager
        .send(auth::revoke_session(own[0].id))
        .await
        .refused(ProblemCode::NotFound);
    company
        .tech
        .send(auth::revoke_session(own[0].id))
        .await
        .done();
    company
        .tech
        .send(auth::me())
        .await
        .refused(ProblemCode::Unauthenticated);
}

/// A new password ends the other sessions and needs the present one. Cases B12, B13.
#[actix_web::test]
async fn a_new_password_ends_the_other_sessions() {
    let company = Company::new().await;
    let other = company
        .stage
        .anonymous()
        .sign_in("theo.tech@example.org", PASSWORD)
        .await;
    let change = |current: &str| PasswordIn {
        current: current.to_owned().try_into().unwrap(),
        new: "another quiet lamp".to_owned().try_into().unwrap(),
    };
    company
        .tech
        .send(auth::change_password(&change("wrong")))
        .await
        .invalid("/current", "wrong_password");
    company
        .tech
        .send(auth::change_password(&change(PASSWORD)))
        .await
        .done();
    other
        .send(auth::me())
        .await
        .refused(ProblemCode::Unauthenticated);
    company.tech.send(auth::me()).await.ok();
    company
        .stage
        .anonymous()
        .sign_in("theo.tech@example.org", "another quiet lamp")
        .await;
}

/// A link works once, for a time, and a newer one replaces it. Cases B12, B13.
#[actix_web::test]
async fn a_link_works_once_and_for_a_time() {
    let company = Company::new().await;
    let tech = company.tech.id().await;
    let older = company
        .admin
        .send(shared::users::create_link(tech))
        .await
        .ok();
    let newer = company
        .admin
        .send(shared::users::create_link(tech))
        .await
        .ok();
    let accept = |url: &str, password: &str| {
        let token = url.split_once('#').unwrap().1.to_owned();
        auth::accept_link(&LinkAcceptIn {
            token: token.try_into().unwrap(),
            password: password.to_owned().try_into().unwrap(),
        })
    };
    let nobody = company.stage.anonymous();
    nobody
        .send(accept(&older.url, "another quiet lamp"))
        .await
        .refused(ProblemCode::LinkGone);
    nobody
        .send(accept(&newer.url, "short"))
        .await
        .invalid("/password", "too_short");
    nobody
        .send(accept(&newer.url, "another quiet lamp"))
        .await
        .ok();
    nobody
        .send(accept(&newer.url, "another quiet lamp"))
        .await
        .refused(ProblemCode::LinkGone);
    // The reset ended the sessions there were.
    company
        .tech
        .send(auth::me())
        .await
        .refused(ProblemCode::Unauthenticated);

    let expired = company
        .admin
        .send(shared::users::create_link(tech))
        .await
        .ok();
    company.stage.state.clock.advance(24 * 3600 + 1);
    nobody
        .send(accept(&expired.url, "another quiet lamp"))
        .await
        .refused(ProblemCode::LinkGone);
}

/// No ADMIN resets the password of somebody who belongs elsewhere too, and an invitation of an
/// existing account needs that account's password.
#[actix_web::test]
async fn no_organisation_takes_anothers_account() {
    let company = Company::new().await;
    let invite = shared::users::UserIn {
        email: "theo.tech@example.org".parse().unwrap(),
        name: "Somebody".parse().unwrap(),
        role: Role::Tech,
        team_ids: Vec::new(),
    };
    let invited = company
        .outsider
        .send(shared::users::invite(&invite))
        .await
        .ok();
    let token: auth::Token = invited
        .link
        .url
        .split_once('#')
        .unwrap()
        .1
        .to_owned()
        .try_into()
        .unwrap();
    let accept = |password: &str| LinkAcceptIn {
        token: token.clone(),
        password: password.to_owned().try_into().unwrap(),
    };
    let nobody = company.stage.anonymous();
    nobody
        .send(auth::accept_link(&accept("a password of mine")))
        .await
        .refused(ProblemCode::BadCredentials);
    nobody.send(auth::accept_link(&accept(PASSWORD))).await.ok();
    let reset = company
        .outsider
        .send(shared::users::create_link(invited.user.id))
        .await;
    reset.refused(ProblemCode::SharedAccount);
}

/// The profile is one's own to change, under its version.
#[actix_web::test]
async fn a_profile_is_ones_own() {
    let company = Company::new().await;
    let me = company.tech.send(auth::me()).await.ok();
    assert_eq!(me.memberships.len(), 1);
    let patch = ProfilePatch {
        phone: Patch::Set("+33 6 12 34 56 78".parse().ok()),
        ..ProfilePatch::default()
    };
    let changed = company
        .tech
        .send(auth::edit_me(me.profile.version, &patch))
        .await
        .ok();
    assert_eq!(changed.phone, "+33 6 12 34 56 78".parse().ok());
    company
        .tech
        .send(auth::edit_me(me.profile.version, &patch))
        .await
        .refused(ProblemCode::Stale);
    let theirs = company.outsider.send(shared::orgs::current()).await.ok().id;
    let patch = ProfilePatch {
        default_org_id: Patch::Set(theirs),
        ..ProfilePatch::default()
    };
    let refused = company
        .tech
        .send(auth::edit_me(changed.version, &patch))
        .await;
    refused.invalid("/default_org_id", "unknown_reference");
}

/// A key does what its scopes say, for its organisation, until it is revoked. Case B23.
#[actix_web::test]
async fn a_key_does_what_its_scopes_say() {
    let company = Company::new().await;
    let input = |scopes: Vec<Capability>| ApiKeyIn {
        label: "Paie".parse().unwrap(),
        scopes,
        expires_at: None,
    };
    let refused = company
        .admin
        .send(auth::create_api_key(&input(vec![Capability::PeopleEdit])))
        .await;
    refused.invalid("/scopes/0", "not_for_keys");
    let made = company
        .admin
        .send(auth::create_api_key(&input(vec![Capability::ShiftRead])))
        .await
        .ok();
    let integrator = company.stage.anonymous().with_token(&made.secret);
    integrator
        .send(shared::shifts::list(&crate::shifts::week()))
        .await
        .ok();
    integrator
        .send(shared::missions::list(&Default::default()))
        .await
        .refused(ProblemCode::InsufficientScope);
    integrator
        .send(auth::me())
        .await
        .refused(ProblemCode::InsufficientScope);
    let elsewhere = integrator.clone().in_org(company.outsider.org.unwrap());
    elsewhere
        .send(shared::shifts::list(&crate::shifts::week()))
        .await
        .refused(ProblemCode::NotFound);

    let listed = company
        .admin
        .send(auth::api_keys(&PageQuery::default()))
        .await;
    assert!(!listed.text().contains(&made.secret));
    company
        .admin
        .send(auth::revoke_api_key(made.key.id))
        .await
        .done();
    let gone = integrator
        .send(shared::shifts::list(&crate::shifts::week()))
        .await;
    gone.refused(ProblemCode::Unauthenticated);
}
