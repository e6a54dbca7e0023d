//! Credentials that somebody kept, planted, borrowed or put in the wrong place.

use serde_json::json;
use shared::access::Capability;
use shared::auth::{self, ApiKeyIn, TokenOut};
use shared::problem::ProblemCode;
use shared::users;

use super::tokens::me;
use super::{cookie, login, refresh_with};
use crate::calendar::feed;
use crate::support::{Company, PASSWORD, Persona, Sent};

/// A token is good for what it was made for and nothing else. Cases B6, G1.
#[actix_web::test]
async fn a_token_of_one_kind_is_none_of_another() {
    let company = Company::new().await;
    let tech = company.tech.id().await;
    let sent = company
        .tech
        .send(auth::login(&login("theo.tech@example.org", PASSWORD)))
        .await;
    let refresh = cookie(&sent);
    let link = company.admin.send(users::create_link(tech)).await.ok().url;
    let link = link.split_once('#').unwrap().1.to_owned();
    let (feed, _) = feed(&company, "Bureau").await;
    let feed = feed.url.rsplit('/').next().unwrap().replace(".ics", "");
    let access = company.tech.token.clone().unwrap();
    for token in [
        &refresh,
        &link,
        &feed,
        &format!("cb_live_{feed}"),
        &String::new(),
    ] {
        me(&company.tech, token)
            .await
            .refused(ProblemCode::Unauthenticated);
    }
    let nobody = company.stage.anonymous();
    for token in [&refresh, &link, &access] {
        let path = format!("/calendar/{token}.ics");
        let sent = Sent::<()>::of(nobody.request("GET", &path)).await;
        sent.refused(ProblemCode::NotFound);
    }
    for token in [&link, &feed, &access] {
        let sent = Sent::<()>::of(refresh_with(&company.tech, token)).await;
        sent.refused(ProblemCode::Unauthenticated);
    }
    for token in [&feed, &access] {
        let input = json!({ "token": token });
        let inspect = nobody.request("POST", "/auth/links/inspect").json(&input);
        let sent = Sent::<()>::of(inspect).await;
        assert!(
            [410, 422].contains(&sent.problem().status),
            "{}",
            sent.text()
        );
    }
}

/// Credentials stand in one header. In an address, which logs and histories keep, they are a
/// parameter that nothing knows; in a cookie, a form or another scheme, they are nothing.
/// Case B22.
#[actix_web::test]
async fn credentials_stand_in_one_header() {
    let company = Company::new().await;
    let token = company.tech.token.clone().unwrap();
    let nobody = company.stage.anonymous().in_org(company.org.id);
    for name in ["access_token", "token", "key", "api_key", "bearer", "jwt"] {
        let path = format!("/orgs/current?{name}={token}");
        let sent = Sent::<()>::of(nobody.request("GET", &path)).await;
        sent.refused(ProblemCode::UnknownParameter);
    }
    for (name, value) in [
        ("authorization", format!("Basic {token}")),
        ("authorization", token.clone()),
        ("authorization", format!("Bearer {token}, Bearer {token}")),
        ("authorization", format!("Bearer\u{a0}{token}")),
        ("x-api-key", token.clone()),
        ("x-auth-token", token.clone()),
        ("cookie", format!("access_token={token}; rt={token}")),
        ("proxy-authorization", format!("Bearer {token}")),
    ] {
        let request = nobody.request("GET", "/orgs/current").header(name, value);
        Sent::<()>::of(request)
            .await
            .refused(ProblemCode::Unauthenticated);
    }
}

/// A cookie that was there before is left out of the sign-in: the new one is another, and the
/// planted one leads nowhere. Case B16.
#[actix_web::test]
async fn a_planted_cookie_is_left_out() {
    let company = Company::new().await;
    let planted = format!("{}.{}", uuid::Uuid::now_v7(), "x".repeat(43));
    let request = company.stage.anonymous().request("POST", "/auth/login");
    let request = request.header("cookie", format!("rt={planted}"));
    let sent = Sent::<TokenOut>::of(request.json(&login("theo.tech@example.org", PASSWORD))).await;
    let made = cookie(&sent);
    assert_ne!(made.split('.').next(), planted.split('.').next());
    let dead = Sent::<()>::of(refresh_with(&company.tech, &planted)).await;
    dead.refused(ProblemCode::Unauthenticated);
    Sent::<TokenOut>::of(refresh_with(&company.tech, &made))
        .await
        .ok();
}

/// After a sign-out the cookie is worth nothing, whoever kept it. Case B17.
#[actix_web::test]
async fn a_kept_cookie_ends_with_its_session() {
    let company = Company::new().await;
    let sent = company
        .tech
        .send(auth::login(&login("theo.tech@example.org", PASSWORD)))
        .await;
    let (kept, access) = (cookie(&sent), sent.ok().access_token);
    let leave = company.tech.request("POST", "/auth/logout");
    Sent::<()>::of(leave.header("cookie", format!("rt={kept}")))
        .await
        .done();
    let again = Sent::<()>::of(refresh_with(&company.tech, &kept)).await;
    again.refused(ProblemCode::Unauthenticated);
    me(&company.tech, &access)
        .await
        .refused(ProblemCode::Unauthenticated);
}

/// A form on another site can send a cookie, and nothing that comes of it. Case B18.
#[actix_web::test]
async fn a_form_of_another_site_does_nothing() {
    let company = Company::new().await;
    let client = reqwest::Client::new();
    let sent = company
        .tech
        .send(auth::login(&login("theo.tech@example.org", PASSWORD)))
        .await;
    let kept = format!("rt={}", cookie(&sent));
    let form = |path: &str, kind: &'static str| {
        let request = client.post(format!("{}{path}", company.stage.base));
        let request = request.header("cookie", &kept).header("content-type", kind);
        let request = request.header("origin", "https://evil.example");
        let request = request.header("sec-fetch-site", "cross-site");
        request.body(r#"{"email":"theo.tech@example.org","password":"a quiet green lamp"}"#)
    };
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ] {
        for path in ["/auth/refresh", "/auth/logout"] {
            let sent = Sent::<()>::of(form(path, kind)).await;
            sent.refused(ProblemCode::ForeignOrigin);
        }
        let sent = Sent::<()>::of(form("/auth/login", kind)).await;
        sent.refused(ProblemCode::UnsupportedMediaType);
        for path in ["/missions", "/auth/logout-everywhere", "/auth/password"] {
            let sent = Sent::<()>::of(form(path, kind)).await;
            sent.refused(ProblemCode::Unauthenticated);
        }
    }
    for foreign in [
        "https://evil.example",
        "null",
        "https://127.0.0.1",
        "file://",
    ] {
        let request = refresh_with(&company.tech, kept.trim_start_matches("rt="));
        let sent = Sent::<()>::of(request.header("origin", foreign)).await;
        sent.refused(ProblemCode::ForeignOrigin);
    }
    let own = refresh_with(&company.tech, kept.trim_start_matches("rt="));
    let own = own.header("origin", &company.stage.base);
    Sent::<TokenOut>::of(own.header("sec-fetch-site", "same-origin"))
        .await
        .ok();
}

/// A key ends at its time and at its revocation, on every instance, and never does more than its
/// scopes or its maker. Case B23.
#[actix_web::test]
async fn a_key_ends_on_every_instance() {
    let company = Company::new().await;
    let second = company.stage.second().await;
    let now = company.stage.state.now();
    let input = ApiKeyIn {
        label: "Paie".parse().unwrap(),
        scopes: vec![Capability::ShiftRead],
        expires_at: Some(now.plus_seconds(600)),
    };
    let create = async || company.admin.send(auth::create_api_key(&input)).await.ok();
    let (expiring, revoked) = (create().await, create().await);
    let week = || shared::shifts::list(&crate::shifts::week());
    let ask = async |secret: &str, base: &str| {
        let integrator = Persona::new(base, None).with_token(secret);
        integrator.send(week()).await.status
    };
    let bases = [company.stage.base.as_str(), second.base.as_str()];
    for base in bases {
        assert_eq!(ask(&expiring.secret, base).await, 200);
        assert_eq!(ask(&revoked.secret, base).await, 200);
        let integrator = Persona::new(base, None).with_token(&expiring.secret);
        let refused = Sent::<()>::of(integrator.request("POST", "/shifts").json(&json!({}))).await;
        refused.refused(ProblemCode::InsufficientScope);
    }
    company
        .admin
        .send(auth::revoke_api_key(revoked.key.id))
        .await
        .done();
    company.stage.state.clock.advance(601);
    second.state.clock.advance(601);
    for base in bases {
        assert_eq!(ask(&revoked.secret, base).await, 401);
        assert_eq!(ask(&expiring.secret, base).await, 401);
        assert_eq!(ask(&format!("{}x", revoked.secret), base).await, 401);
    }
}

/// With a new password, the links that were open to set another are closed. Case B12.
#[actix_web::test]
async fn a_new_password_closes_the_open_links() {
    let company = Company::new().await;
    let tech = company.tech.id().await;
    let open = company.admin.send(users::create_link(tech)).await.ok();
    let change = json!({ "current": PASSWORD, "new": "another quiet lamp" });
    let request = company.tech.request("POST", "/auth/password").json(&change);
    Sent::<()>::of(request).await.done();
    let token = open.url.split_once('#').unwrap().1;
    let input = json!({ "token": token, "password": "a password of mine" });
    let accept = company
        .stage
        .anonymous()
        .request("POST", "/auth/links/accept");
    let sent = Sent::<()>::of(accept.json(&input)).await;
    sent.refused(ProblemCode::LinkGone);
}
