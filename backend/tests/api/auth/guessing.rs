//! Guessing at passwords, from one place and from many.

use shared::auth::TokenOut;
use shared::problem::ProblemCode;

use super::login;
use crate::support::{PASSWORD, Persona, Sent, Stage};

const EMAIL: &str = "admin@compagnie-du-lac.example.org";

/// A sign-in that the proxy says came from this address.
async fn sign_in(persona: &Persona, address: &str, password: &str) -> Sent<TokenOut> {
    let request = persona.request("POST", "/auth/login");
    let request = request.header("x-forwarded-for", address);
    Sent::of(request.json(&login(EMAIL, password))).await
}

async fn stage() -> (Stage, Persona) {
    let stage = Stage::new().await;
    stage.company("Compagnie du Lac").await;
    let nobody = stage.anonymous();
    (stage, nobody)
}

/// Whoever goes on guessing after being stopped keeps only themselves out.
#[actix_web::test]
async fn a_stranger_keeps_no_owner_out() {
    let (_stage, nobody) = stage().await;
    for attempt in 0..400 {
        let answer = sign_in(&nobody, "203.0.113.1", "wrong password").await;
        answer.refused(if attempt < 5 {
            ProblemCode::BadCredentials
        } else {
            ProblemCode::TooMany
        });
    }
    sign_in(&nobody, "198.51.100.1", PASSWORD).await.ok();
}

/// Many strangers are each stopped, and the owner is not. Case B9.
#[actix_web::test]
async fn many_strangers_keep_no_owner_out() {
    let (_stage, nobody) = stage().await;
    for stranger in 0..20 {
        let address = format!("203.0.113.{stranger}");
        for _ in 0..5 {
            let answer = sign_in(&nobody, &address, "wrong password").await;
            answer.refused(ProblemCode::BadCredentials);
        }
        let stopped = sign_in(&nobody, &address, "wrong password").await;
        stopped.refused(ProblemCode::TooMany);
        assert!(stopped.header("retry-after").is_some());
    }
    sign_in(&nobody, "198.51.100.1", PASSWORD).await.ok();
}

/// A network of 64 bits is one stranger, whichever address it guesses from. Case B11.
#[actix_web::test]
async fn a_network_is_one_stranger() {
    let (_stage, nobody) = stage().await;
    for host in 0..5 {
        let answer = sign_in(&nobody, &format!("2001:db8::{host}"), "wrong password").await;
        answer.refused(ProblemCode::BadCredentials);
    }
    let answer = sign_in(&nobody, "2001:db8::ffff", "wrong password").await;
    answer.refused(ProblemCode::TooMany);
}

/// Everybody of a company signs in behind one address, and is no guesser.
#[actix_web::test]
async fn an_office_signs_in() {
    let (_stage, nobody) = stage().await;
    for _ in 0..110 {
        sign_in(&nobody, "203.0.113.1", PASSWORD).await.ok();
    }
}

/// A password whose hash was made with other parameters is hashed anew when it is at hand.
#[actix_web::test]
async fn a_dated_hash_is_made_anew() {
    use argon2::password_hash::PasswordHasher as _;
    use argon2::password_hash::phc::PasswordHash;
    use sea_orm::{ConnectionTrait as _, Database};
    let (stage, nobody) = stage().await;
    let cheap = argon2::Argon2::from(argon2::Params::new(8_192, 1, 1, None).unwrap());
    let dated: PasswordHash = cheap.hash_password(PASSWORD.as_bytes()).unwrap();
    let connection = Database::connect(stage.database.url()).await.unwrap();
    let age = format!(r#"UPDATE "user" SET password_hash = '{dated}'"#);
    connection.execute_unprepared(&age).await.unwrap();
    connection.close().await.unwrap();
    sign_in(&nobody, "203.0.113.1", PASSWORD).await.ok();
    let system = stage.state.system("a story");
    let email = EMAIL.parse().unwrap();
    let account = backend::auth::profile::credentials(&system, &email).await;
    let hash = account.unwrap().unwrap().password_hash.unwrap();
    assert_ne!(hash, dated.to_string());
    assert!(!backend::auth::PasswordHasher::is_dated(&hash));
    sign_in(&nobody, "203.0.113.1", PASSWORD).await.ok();
}

/// Whoever says of themselves where they come from is not believed: only the proxy is, and only
/// at the address that the settings name. Case B10.
#[actix_web::test]
async fn a_stranger_has_one_address() {
    let elsewhere = [("CALLBOARD_TRUSTED_PROXY", "192.0.2.1")];
    let stage = Stage::with(crate::support::Database::create().await, &elsewhere).await;
    stage.company("Compagnie du Lac").await;
    let nobody = stage.anonymous();
    // The story's own sign-in came from the same address, and was taken back.
    for attempt in 0..8 {
        let address = format!("203.0.113.{attempt}");
        let request = nobody.request("POST", "/auth/login");
        let request = request
            .header("x-forwarded-for", &address)
            .header("forwarded", format!("for={address}"))
            .header("x-real-ip", &address)
            .header("cf-connecting-ip", &address);
        let request = request.json(&login(EMAIL, "wrong password"));
        Sent::<()>::of(request).await.refused(if attempt < 5 {
            ProblemCode::BadCredentials
        } else {
            ProblemCode::TooMany
        });
    }
    let (_stage, nobody) = self::stage().await;
    // Before the proxy's own word stands what the client wrote.
    for attempt in 0..8 {
        let chain = format!("203.0.113.{attempt}, 198.51.100.9");
        let answer = sign_in(&nobody, &chain, "wrong password").await;
        answer.refused(if attempt < 5 {
            ProblemCode::BadCredentials
        } else {
            ProblemCode::TooMany
        });
    }
}
