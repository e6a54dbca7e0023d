//! Access tokens that somebody made up.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use serde_json::{Value, json};
use shared::problem::ProblemCode;

use crate::support::{Company, Persona, Sent};

fn encoded(text: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(text)
}

fn decoded(part: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

/// A token of this header and these claims, signed with the key of a development server, which
/// everybody knows.
fn signed(algorithm: hmac::Algorithm, header: &str, claims: &str) -> String {
    let (_, secret) = backend::config::SAMPLE_JWT_SECRET.split_once(':').unwrap();
    let key = hmac::Key::new(algorithm, &URL_SAFE_NO_PAD.decode(secret).unwrap());
    let signed = format!("{}.{}", encoded(header), encoded(claims));
    let signature = encoded(hmac::sign(&key, signed.as_bytes()));
    format!("{signed}.{signature}")
}

fn with(value: &Value, name: &str, other: Value) -> String {
    let mut value = value.as_object().unwrap().clone();
    value.insert(name.to_owned(), other);
    Value::from(value).to_string()
}

/// What the holder of a token is told of themselves.
pub async fn me(persona: &Persona, token: &str) -> Sent<()> {
    let persona = persona.clone().with_token(token);
    Sent::of(persona.request("GET", "/auth/me")).await
}

/// Whoever signs with another algorithm, names another key, or none, is nobody. Cases B1, B2, B3,
/// B4.
#[actix_web::test]
async fn a_token_is_signed_in_one_way() {
    let company = Company::new().await;
    let token = company.tech.token.clone().unwrap();
    let parts: Vec<&str> = token.split('.').collect();
    let (header, claims) = (decoded(parts[0]), decoded(parts[1]));
    let hs256 = |header: &str| signed(hmac::HMAC_SHA256, header, &claims.to_string());
    assert_eq!(
        me(&company.tech, &hs256(&header.to_string())).await.status,
        200
    );
    let mut forged = vec![
        format!("{}.{}.", parts[0], parts[1]),
        "..".to_owned(),
        format!("{token}."),
        format!("{}.{}.{}", parts[0], parts[1], "A".repeat(43)),
        format!("{}.{}", parts[0], parts[1]),
    ];
    for alg in ["none", "None", "nOnE", "NONE", ""] {
        let header = encoded(with(&header, "alg", json!(alg)));
        forged.push(format!("{header}.{}.", parts[1]));
        forged.push(format!("{header}.{}.{}", parts[1], parts[2]));
    }
    for alg in ["HS384", "HS512", "RS256", "ES256", "none", "hs256"] {
        forged.push(hs256(&with(&header, "alg", json!(alg))));
    }
    let claimed = claims.to_string();
    let hs384 = with(&header, "alg", json!("HS384"));
    let hs512 = with(&header, "alg", json!("HS512"));
    forged.push(signed(hmac::HMAC_SHA384, &hs384, &claimed));
    forged.push(signed(hmac::HMAC_SHA512, &hs512, &claimed));
    for kid in [
        "other",
        "",
        "../../dev/null",
        "' OR 1=1--",
        "dev\0",
        &"k".repeat(1_000),
    ] {
        forged.push(hs256(&with(&header, "kid", json!(kid))));
    }
    forged.push(hs256(r#"{"alg":"HS256","typ":"at+jwt"}"#));
    for name in ["jku", "x5u", "jwk", "x5c", "crit", "b64"] {
        forged.push(hs256(&with(&header, name, json!("https://evil.example"))));
    }
    for typ in ["JWT", "at+JWT ", "refresh", ""] {
        forged.push(hs256(&with(&header, "typ", json!(typ))));
    }
    for token in forged {
        let sent = me(&company.tech, &token).await;
        sent.refused(ProblemCode::Unauthenticated);
    }
}

/// A token says when it ends, in whole seconds, and is good until then and half a minute more.
/// Cases B5, B6, B7.
#[actix_web::test]
async fn a_token_says_when_it_ends() {
    let company = Company::new().await;
    let token = company.tech.token.clone().unwrap();
    let parts: Vec<&str> = token.split('.').collect();
    let (header, claims) = (decoded(parts[0]).to_string(), decoded(parts[1]));
    for (name, value) in [
        ("exp", json!("9999999999")),
        ("exp", json!([9_999_999_999_i64])),
        ("exp", json!(9_999_999_999.5)),
        ("exp", json!(-1)),
        ("exp", Value::Null),
        ("nbf", json!("0")),
        ("nbf", json!(9_999_999_999_i64)),
        ("iat", json!(9_999_999_999_i64)),
        ("iss", json!("https://evil.example")),
        ("aud", json!("https://evil.example")),
        ("aud", json!(["callboard"])),
        ("sub", json!("admin")),
        ("sub", json!(company.admin.id().await)),
        ("sid", json!(uuid::Uuid::now_v7())),
    ] {
        let claims = with(&claims, name, value);
        let token = signed(hmac::HMAC_SHA256, &header, &claims);
        let sent = me(&company.tech, &token).await;
        assert_eq!(
            sent.problem().code,
            ProblemCode::Unauthenticated,
            "{claims}"
        );
    }
    // A number that no JSON library holds, and two ends.
    for exp in ["1e400", "1e9999", "9999999999,\"exp\":9999999999"] {
        let claims = with(&claims, "exp", json!(0)).replace("\"exp\":0", &format!("\"exp\":{exp}"));
        let sent = me(&company.tech, &signed(hmac::HMAC_SHA256, &header, &claims)).await;
        assert_eq!(
            sent.problem().code,
            ProblemCode::Unauthenticated,
            "{claims}"
        );
    }
    let left = |state: &backend::state::AppState| {
        claims["exp"].as_i64().unwrap() + 30 - state.now().unix_seconds()
    };
    // The edge itself is a matter of the clock that is passed in: `auth/token.rs` tests it.
    let state = &company.stage.state;
    state.clock.advance(left(state) - 20);
    assert_eq!(me(&company.tech, &token).await.status, 200);
    state.clock.advance(left(state) + 1);
    me(&company.tech, &token)
        .await
        .refused(ProblemCode::Unauthenticated);
}
