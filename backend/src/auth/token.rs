//! The access token: a JWT (RFC 7519, RFC 9068) that names a session for five minutes.
//!
//! One algorithm, HS256, and nothing in it that could change meanwhile: no role, no
//! organisation. It is written and read here, on `ring`, because there is so little of it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use serde::{Deserialize, Serialize};
use shared::id::{SessionId, UserId};
use shared::time::Instant;

use super::keyring::Keyring;

/// How long a token is good, in seconds.
pub(super) const LIFE_SECONDS: i64 = 300;

/// How far two clocks may be apart, in seconds.
const LEEWAY_SECONDS: i64 = 30;

/// The longest token that is looked at.
const MOST_BYTES: usize = 2048;

const ISSUER: &str = "callboard";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    kid: String,
    typ: String,
}

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Claims {
    iss: String,
    aud: String,
    /// The person.
    pub(super) sub: UserId,
    /// The session.
    pub(super) sid: SessionId,
    iat: i64,
    exp: i64,
    jti: String,
}

/// A token for a session.
pub(super) fn sign(
    keyring: &Keyring,
    audience: &str,
    user: UserId,
    session: SessionId,
    now: Instant,
) -> String {
    let (kid, key) = keyring.signing();
    let header = Header {
        alg: "HS256".into(),
        kid: kid.into(),
        typ: "at+jwt".into(),
    };
    let claims = Claims {
        iss: ISSUER.into(),
        aud: audience.into(),
        sub: user,
        sid: session,
        iat: now.unix_seconds(),
        exp: now.unix_seconds() + LIFE_SECONDS,
        jti: crate::platform::secret::token(),
    };
    let signed = format!("{}.{}", part(&header), part(&claims));
    let signature = URL_SAFE_NO_PAD.encode(hmac::sign(key, signed.as_bytes()));
    format!("{signed}.{signature}")
}

fn part(value: &impl Serialize) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(value).unwrap_or_default())
}

/// What a token says, if it is one of ours, for this server, and good now.
pub(super) fn verify(
    keyring: &Keyring,
    audience: &str,
    token: &str,
    now: Instant,
) -> Option<Claims> {
    if token.len() > MOST_BYTES {
        return None;
    }
    let (signed, signature) = token.rsplit_once('.')?;
    let (header, claims) = signed.split_once('.')?;
    let header: Header = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).ok()?).ok()?;
    if header.alg != "HS256" || header.typ != "at+jwt" {
        return None;
    }
    let key = keyring.named(&header.kid)?;
    hmac::verify(
        key,
        signed.as_bytes(),
        &URL_SAFE_NO_PAD.decode(signature).ok()?,
    )
    .ok()?;
    let claims: Claims = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()?;
    let clock = now.unix_seconds();
    let in_time =
        claims.iat <= clock + LEEWAY_SECONDS && clock < claims.exp.checked_add(LEEWAY_SECONDS)?;
    (claims.iss == ISSUER && claims.aud == audience && in_time).then_some(claims)
}

#[cfg(test)]
mod tests {
    use super::*;

    const US: &str = "https://plan.example.org";
    const SECRET: &str = "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY";

    fn ring() -> Keyring {
        Keyring::parse(SECRET).unwrap()
    }

    fn now() -> Instant {
        "2026-11-24T09:00:00Z".parse().unwrap()
    }

    /// A token with this header and these claims, signed with our key.
    fn forged(header: &serde_json::Value, claims: &serde_json::Value) -> String {
        let signed = format!("{}.{}", part(header), part(claims));
        let ring = ring();
        let signature = hmac::sign(ring.signing().1, signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn header() -> serde_json::Value {
        serde_json::json!({ "alg": "HS256", "kid": "k1", "typ": "at+jwt" })
    }

    fn claims() -> serde_json::Value {
        let at = now().unix_seconds();
        serde_json::json!({
            "iss": ISSUER, "aud": US, "sub": UserId::new(), "sid": SessionId::new(),
            "iat": at, "exp": at + 300, "jti": "x",
        })
    }

    fn with(
        mut value: serde_json::Value,
        name: &str,
        other: serde_json::Value,
    ) -> serde_json::Value {
        value[name] = other;
        value
    }

    fn good(token: &str, at: Instant) -> bool {
        verify(&ring(), US, token, at).is_some()
    }

    #[test]
    fn a_token_is_good_for_its_time_and_the_leeway() {
        let token = sign(&ring(), US, UserId::new(), SessionId::new(), now());
        assert!(good(&token, now()));
        assert!(good(
            &token,
            now().plus_seconds(LIFE_SECONDS + LEEWAY_SECONDS - 1)
        ));
        assert!(!good(
            &token,
            now().plus_seconds(LIFE_SECONDS + LEEWAY_SECONDS + 1)
        ));
        assert!(verify(&ring(), "https://elsewhere.example.org", &token, now()).is_none());
        assert!(
            good(&forged(&header(), &claims()), now()),
            "the forger's own good token"
        );
    }

    #[test]
    fn other_algorithms_keys_and_types_are_refused() {
        for alg in ["none", "None", "nOnE", "HS384", "RS256", ""] {
            assert!(
                !good(
                    &forged(&with(header(), "alg", alg.into()), &claims()),
                    now()
                ),
                "{alg}"
            );
        }
        for kid in [
            "k9",
            "",
            "../../dev/null",
            "' OR 1=1--",
            &"k".repeat(10_000),
        ] {
            assert!(
                !good(
                    &forged(&with(header(), "kid", kid.into()), &claims()),
                    now()
                ),
                "{kid}"
            );
        }
        for name in ["jku", "x5u", "jwk"] {
            assert!(
                !good(
                    &forged(&with(header(), name, "https://evil".into()), &claims()),
                    now()
                ),
                "{name}"
            );
        }
        assert!(!good(
            &forged(&with(header(), "typ", "JWT".into()), &claims()),
            now()
        ));
        for text in ["", "..", "a.b.c", "a.b", "\u{0}"] {
            assert!(!good(text, now()), "{text}");
        }
    }

    #[test]
    fn times_that_are_no_numbers_are_refused() {
        for name in ["exp", "iat"] {
            for odd in [
                serde_json::json!("9999999999"),
                serde_json::json!([1]),
                serde_json::json!(1e300),
                serde_json::json!(null),
            ] {
                assert!(
                    !good(
                        &forged(&header(), &with(claims(), name, odd.clone())),
                        now()
                    ),
                    "{name} {odd}"
                );
            }
        }
        assert!(!good(
            &forged(&header(), &with(claims(), "exp", (-1).into())),
            now()
        ));
        assert!(!good(
            &forged(&header(), &with(claims(), "exp", i64::MAX.into())),
            now()
        ));
        let mut missing = claims();
        missing.as_object_mut().unwrap().remove("exp");
        assert!(!good(&forged(&header(), &missing), now()));
    }
}
