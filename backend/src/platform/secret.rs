//! Random secrets, and the digests that are stored in their place.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::Rng as _;

/// 256 random bits in base64url: 43 characters, for a token that is shown once.
#[must_use]
pub fn token() -> String {
    let mut bytes = [0_u8; 32];
    rand::rng().fill_bytes(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The SHA-256 of a secret in base64url. Enough for secrets of 112 bits and more, which
/// nobody can guess (ASVS 6.5.2); passwords are hashed elsewhere, slowly.
#[must_use]
pub fn digest(secret: &str) -> String {
    digest_of(secret.as_bytes())
}

/// The SHA-256 of bytes in base64url, by which one content is told from another.
#[must_use]
pub fn digest_of(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(ring::digest::digest(&ring::digest::SHA256, bytes))
}
