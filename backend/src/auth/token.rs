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
    /// Never written here; held all the same when it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nbf: Option<i64>,
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
        nbf: None,
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
    let ours = claims.iss == ISSUER && claims.aud == audience;
    (ours && in_time(&claims, now)?).then_some(claims)
}

/// Whether a token is neither of the future nor of the past; nothing, when its times are none.
fn in_time(claims: &Claims, now: Instant) -> Option<bool> {
    let clock = now.unix_seconds();
    let begun = 0..=clock.checked_add(LEEWAY_SECONDS)?;
    let from = [Some(claims.iat), claims.nbf];
    let ends = claims.exp.checked_add(LEEWAY_SECONDS)?;
    Some(from.iter().flatten().all(|time| begun.contains(time)) && clock < ends)
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
        for name in ["iss", "aud"] {
            let elsewhere = with(claims(), name, "https://evil".into());
            assert!(!good(&forged(&header(), &elsewhere), now()), "{name}");
        }
        for text in ["", "..", "a.b.c", "a.b", "\u{0}"] {
            assert!(!good(text, now()), "{text}");
        }
    }

    #[test]
    fn times_that_are_no_numbers_are_refused() {
        for name in ["exp", "iat", "nbf"] {
            for odd in [
                serde_json::json!("9999999999"),
                serde_json::json!([1]),
                serde_json::json!(1e300),
                serde_json::json!(-1),
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
        for name in ["exp", "iat"] {
            let null = with(claims(), name, serde_json::Value::Null);
            assert!(!good(&forged(&header(), &null), now()), "{name}");
            let mut missing = claims();
            missing.as_object_mut().unwrap().remove(name);
            assert!(!good(&forged(&header(), &missing), now()), "{name}");
        }
        let endless = with(claims(), "exp", i64::MAX.into());
        assert!(!good(&forged(&header(), &endless), now()));
        let later = now().unix_seconds() + LEEWAY_SECONDS + 1;
        for name in ["iat", "nbf"] {
            let early = with(claims(), name, later.into());
            assert!(!good(&forged(&header(), &early), now()), "{name}");
        }
    }

    #[test]
    fn a_token_outlives_the_first_place_of_its_key() {
        let token = sign(&ring(), US, UserId::new(), SessionId::new(), now());
        let other = "k2:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA";
        let promoted = Keyring::parse(&format!("{other},{SECRET}")).unwrap();
        assert!(verify(&promoted, US, &token, now()).is_some());
        let dropped = Keyring::parse(other).unwrap();
        assert!(verify(&dropped, US, &token, now()).is_none());
        // A key of the same name that is another.
        let replaced = other.replace("k2:", "k1:");
        let replaced = Keyring::parse(&replaced).unwrap();
        assert!(verify(&replaced, US, &token, now()).is_none());
    }
}
