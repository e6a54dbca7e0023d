use anyhow::{Context as _, bail};
use base64::Engine as _;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use ring::hmac;

/// The least bytes of a secret.
const LEAST_BYTES: usize = 32;

/// The keys of access tokens: the first signs, all verify. To rotate, a new key is listed
/// second everywhere, then first, and the old one is dropped when its tokens have expired.
pub struct Keyring {
    first: (String, hmac::Key),
    others: Vec<(String, hmac::Key)>,
}

impl Keyring {
    /// The keys that `kid:secret[,kid:secret...]` lists; a secret is base64url of 32 bytes or
    /// more.
    pub fn parse(list: &str) -> anyhow::Result<Self> {
        let mut keys = Vec::new();
        for entry in list.split(',') {
            let (kid, secret) = entry
                .trim()
                .split_once(':')
                .context("a key is written `kid:secret`")?;
            let named = (1..=32).contains(&kid.len())
                && kid
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
            if !named || keys.iter().any(|(known, _)| known == kid) {
                bail!("a key's name is 1 to 32 letters, digits, `-` or `_`, and not twice");
            }
            let bytes = decode(secret).context("a secret is written in base64url")?;
            if bytes.len() < LEAST_BYTES {
                bail!("a secret has {LEAST_BYTES} bytes or more");
            }
            keys.push((kid.to_owned(), bytes));
        }
        let mut keys = keys
            .into_iter()
            .map(|(kid, bytes)| (kid, hmac::Key::new(hmac::HMAC_SHA256, &bytes)));
        Ok(Self {
            first: keys.next().context("no key")?,
            others: keys.collect(),
        })
    }

    /// A key for another purpose, which says nothing about the one that signs.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        derived(&self.first.1, purpose)
    }

    /// The keys that each listed key gives for a purpose, the first one's first: an instance
    /// that still has another key in the first place derived with that one.
    pub(super) fn derive_all(&self, purpose: &str) -> impl Iterator<Item = [u8; 32]> {
        self.all().map(move |(_, key)| derived(key, purpose))
    }

    /// The key that signs, and its name.
    pub(super) fn signing(&self) -> (&str, &hmac::Key) {
        (&self.first.0, &self.first.1)
    }

    /// The key of this name.
    pub(super) fn named(&self, kid: &str) -> Option<&hmac::Key> {
        self.all()
            .find(|(known, _)| known == kid)
            .map(|(_, key)| key)
    }

    fn all(&self) -> impl Iterator<Item = &(String, hmac::Key)> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

fn derived(key: &hmac::Key, purpose: &str) -> [u8; 32] {
    let tag = hmac::sign(key, format!("callboard {purpose}").as_bytes());
    let mut bytes = [0; 32];
    for (byte, from) in bytes.iter_mut().zip(tag.as_ref()) {
        *byte = *from;
    }
    bytes
}

fn decode(secret: &str) -> Result<Vec<u8>, base64::DecodeError> {
    URL_SAFE_NO_PAD
        .decode(secret)
        .or_else(|_| URL_SAFE.decode(secret))
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keyring(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY";

    #[test]
    fn the_first_key_signs_and_all_verify() {
        assert!(
            Keyring::parse(&format!("k2:{SECRET},k1:{SECRET}!")).is_err(),
            "the second is not base64url"
        );
        let ring = Keyring::parse(&format!("k2:{SECRET}, k1:{SECRET}")).unwrap();
        assert_eq!(ring.signing().0, "k2");
        assert!(
            ring.named("k1").is_some() && ring.named("k2").is_some() && ring.named("k3").is_none()
        );
        assert_ne!(ring.derive("a"), ring.derive("b"));
        assert_eq!(ring.derive_all("a").count(), 2);
        assert_eq!(ring.derive_all("a").next(), Some(ring.derive("a")));
    }

    #[test]
    fn a_keyring_shows_no_secret() {
        let ring = Keyring::parse(&format!("k1:{SECRET}")).unwrap();
        assert_eq!(format!("{ring:?}"), "Keyring(..)");
    }

    #[test]
    fn short_unnamed_and_repeated_keys_are_refused() {
        for bad in [
            "",
            "k1",
            "k1:c2hvcnQ",
            &format!(":{SECRET}"),
            &format!("k1:{SECRET},k1:{SECRET}"),
        ] {
            assert!(Keyring::parse(bad).is_err(), "{bad}");
        }
    }
}
