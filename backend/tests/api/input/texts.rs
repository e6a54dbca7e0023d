//! Texts in bodies: what they hide, how else they can be written, and passwords.

use serde_json::json;
use shared::problem::ProblemCode;

use crate::missions::song;
use crate::support::{Company, Sent};

/// A NUL, or a character that hides, turns or breaks a line, is no part of any text. Cases C1,
/// C16, D6.
#[actix_web::test]
async fn texts_hide_nothing() {
    let company = Company::new().await;
    let mission = song(&company.manager).await;
    for character in [
        '\0',
        '\u{7}',
        '\u{1b}',
        '\u{7f}',
        '\u{85}',
        '\r',
        '\u{61c}',
        '\u{200b}',
        '\u{200e}',
        '\u{202e}',
        '\u{2028}',
        '\u{2029}',
        '\u{2066}',
        '\u{feff}',
        '\u{e0041}',
    ] {
        let text = format!("a{character}b");
        let email = format!("a{character}b@example.org");
        let manager = &company.manager;
        let admin = &company.admin;
        let patch = format!("/missions/{}", mission.id);
        for (persona, method, path, body, pointer) in [
            (
                manager,
                "POST",
                "/missions",
                json!({ "title": text, "hue": "teal" }),
                "/title",
            ),
            (
                manager,
                "PATCH",
                patch.as_str(),
                json!({ "title": text }),
                "/title",
            ),
            (
                manager,
                "PATCH",
                patch.as_str(),
                json!({ "venue": text }),
                "/venue",
            ),
            (
                manager,
                "PATCH",
                patch.as_str(),
                json!({ "address": text }),
                "/address",
            ),
            (
                manager,
                "PATCH",
                patch.as_str(),
                json!({ "show_number": text }),
                "/show_number",
            ),
            (
                manager,
                "PATCH",
                patch.as_str(),
                json!({ "notes": text }),
                "/notes",
            ),
            (
                manager,
                "POST",
                "/calendar/feeds",
                json!({ "label": text }),
                "/label",
            ),
            (
                admin,
                "POST",
                "/users",
                json!({ "email": email, "name": "x", "role": "TECH" }),
                "/email",
            ),
            (
                admin,
                "POST",
                "/users",
                json!({ "email": "a@b.org", "name": text, "role": "TECH" }),
                "/name",
            ),
            (admin, "POST", "/teams", json!({ "name": text }), "/name"),
            (
                admin,
                "PATCH",
                "/orgs/current",
                json!({ "name": text }),
                "/name",
            ),
            (admin, "PATCH", "/auth/me", json!({ "name": text }), "/name"),
            (
                admin,
                "PATCH",
                "/auth/me",
                json!({ "phone": format!("0601{character}02") }),
                "/phone",
            ),
            (
                admin,
                "POST",
                "/auth/login",
                json!({ "email": email, "password": "x" }),
                "/email",
            ),
        ] {
            let request = persona.request(method, path).header("if-match", "\"1\"");
            let sent = Sent::<()>::of(request.json(&body)).await;
            let problem = sent.refused(ProblemCode::Invalid);
            assert_eq!(problem.errors[0].pointer, pointer, "{character:?} {path}");
        }
    }
}

/// Texts that are not one of a few words are told as such, NUL or not. Case C1.
#[actix_web::test]
async fn words_and_ids_hide_nothing() {
    let company = Company::new().await;
    for word in ["\0", "ADMIN\0", "admin", "OWNER", "'; DROP TABLE mission--"] {
        let body = json!({ "email": "a@b.org", "name": "x", "role": word });
        let sent = Sent::<()>::of(company.admin.request("POST", "/users").json(&body)).await;
        sent.invalid("/role", "invalid_choice");
        let body = json!({ "name": "x", "member_ids": [word] });
        let sent = Sent::<()>::of(company.admin.request("POST", "/teams").json(&body)).await;
        sent.invalid("/member_ids/0", "invalid_id");
        let body = json!({ "zone": word });
        let request = company
            .admin
            .request("PATCH", "/orgs/current")
            .header("if-match", "\"1\"");
        let sent = Sent::<()>::of(request.json(&body)).await;
        assert_eq!(
            sent.refused(ProblemCode::Invalid).errors[0].pointer,
            "/zone"
        );
        let request = company.manager.request("POST", "/missions");
        let request = request.header("idempotency-key", word.trim_end_matches('\0'));
        let sent = Sent::<()>::of(request.json(&json!({ "title": word, "hue": "teal" }))).await;
        assert!(sent.status < 500, "{word:?}");
        let token = json!({ "token": format!("{word:x<43}") });
        let inspect = company
            .stage
            .anonymous()
            .request("POST", "/auth/links/inspect");
        let sent = Sent::<()>::of(inspect.json(&token)).await;
        assert!([410, 422].contains(&sent.problem().status), "{word:?}");
    }
}

/// One address is one account, however it is written: in capitals, or with its accents apart.
/// Case C16.
#[actix_web::test]
async fn one_address_is_one_account() {
    let company = Company::new().await;
    let invite = async |email: &str| {
        let body = json!({ "email": email, "name": "x", "role": "TECH" });
        Sent::<()>::of(company.admin.request("POST", "/users").json(&body)).await
    };
    assert_eq!(invite("ren\u{e9}e@example.org").await.status, 201);
    for same in [
        "Ren\u{c9}e@Example.ORG",
        "rene\u{301}e@example.org",
        "RENE\u{301}E@EXAMPLE.ORG",
    ] {
        invite(same).await.refused(ProblemCode::AlreadyMember);
    }
    let body = json!({ "name": "De\u{301}cor" });
    let request = company.admin.request("POST", "/teams").json(&body);
    let team = Sent::<shared::teams::TeamOut>::of(request).await.ok();
    assert_eq!(team.name.as_str(), "D\u{e9}cor");
    let again = json!({ "name": "D\u{e9}cor" });
    let again = Sent::<()>::of(company.admin.request("POST", "/teams").json(&again)).await;
    again.refused(ProblemCode::NameTaken);
}

/// A password is long enough, not everybody's, and taken as it is written; one without end is
/// refused before anything is done with it. Case B20.
#[actix_web::test]
async fn passwords_are_taken_as_written() {
    let company = Company::new().await;
    let change = async |current: &str, new: &str| {
        let body = json!({ "current": current, "new": new });
        Sent::<()>::of(company.tech.request("POST", "/auth/password").json(&body)).await
    };
    let mut current = crate::support::PASSWORD.to_owned();
    for (new, code) in [
        ("seven77".to_owned(), "too_short"),
        ("eleven chars".chars().take(11).collect(), "too_short"),
        ("Password1234".to_owned(), "invalid_format"),
        ("x".repeat(129), "too_long"),
        ("\u{1f3ad}".repeat(129), "too_long"),
        ("a quiet\0green lamp".to_owned(), "forbidden_character"),
    ] {
        change(&current, &new).await.invalid("/new", code);
    }
    assert_eq!(change(&current, &"x".repeat(1_000_000)).await.status, 413);
    change(&"x".repeat(129), "another quiet lamp")
        .await
        .invalid("/current", "too_long");
    for new in [
        format!("  {}  ", "quiet lamp"),
        "x".repeat(64),
        "y".repeat(128),
        "\u{1f3ad}".repeat(12),
        "no upper, no digit, no sign".to_owned(),
    ] {
        change(&current, &new).await.done();
        let there = company.stage.anonymous();
        there.sign_in("theo.tech@example.org", &new).await;
        current = new;
    }
    let trimmed = change(current.trim_end_matches("sign"), "another quiet lamp").await;
    trimmed.invalid("/current", "wrong_password");
}
