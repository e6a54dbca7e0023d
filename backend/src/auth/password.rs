//! Passwords: Argon2id, a few at a time, off the threads that answer requests.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::platform::problem::Failure;

/// Memory in KiB, passes, lanes: the first choice of the OWASP cheat sheet and ASVS appendix C.
const COST: (u32, u32, u32) = (19_456, 2, 1);

/// Hashes and verifies passwords.
#[derive(Debug, Clone)]
pub struct PasswordHasher {
    /// As many at once as there are cores: more would only take the memory.
    turns: Arc<Semaphore>,
    /// What a password is verified against where there is none, so that it takes as long.
    decoy: Arc<str>,
}

impl PasswordHasher {
    /// A hasher for this machine.
    pub fn new() -> anyhow::Result<Self> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let decoy = hash(&crate::platform::secret::token())?;
        Ok(Self {
            turns: Arc::new(Semaphore::new(cores)),
            decoy: decoy.into(),
        })
    }

    /// The hash to store of a password.
    pub async fn hash(&self, password: &str) -> Result<String, Failure> {
        let password = password.to_owned();
        self.off_thread(move || hash(&password)).await
    }

    /// Whether a password is the one of this hash. Where there is no hash, it takes as long and
    /// is not.
    pub async fn verify(&self, password: &str, stored: Option<&str>) -> Result<bool, Failure> {
        let password = password.to_owned();
        let (against, known) = match stored {
            Some(stored) => (stored.to_owned(), true),
            None => (self.decoy.to_string(), false),
        };
        let matches = self
            .off_thread(move || Ok(matches(&password, &against)))
            .await?;
        Ok(matches && known)
    }

    /// Whether a hash was made with other parameters than passwords are hashed with now, and is
    /// to be made anew when its password is at hand.
    #[must_use]
    pub fn is_dated(stored: &str) -> bool {
        !PasswordHash::new(stored).is_ok_and(|hash| is_current(&hash))
    }

    async fn off_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> anyhow::Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        let _turn = self.turns.acquire().await.map_err(anyhow::Error::from)?;
        Ok(tokio::task::spawn_blocking(work)
            .await
            .map_err(anyhow::Error::from)??)
    }
}

fn argon2() -> anyhow::Result<Argon2<'static>> {
    let (memory, passes, lanes) = COST;
    let params =
        Params::new(memory, passes, lanes, None).map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(password: &str) -> anyhow::Result<String> {
    let hash = argon2()?
        .hash_password(password.as_bytes())
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(hash.to_string())
}

fn is_current(hash: &PasswordHash) -> bool {
    let of_today = hash.algorithm == Algorithm::Argon2id.ident()
        && hash.version == Some(Version::V0x13.into());
    of_today
        && Params::try_from(hash)
            .is_ok_and(|params| (params.m_cost(), params.t_cost(), params.p_cost()) == COST)
}

fn matches(password: &str, stored: &str) -> bool {
    PasswordHash::new(stored).is_ok_and(|stored| {
        argon2().is_ok_and(|argon2| argon2.verify_password(password.as_bytes(), &stored).is_ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_of_other_parameters_still_verifies_and_is_dated() {
        assert!(!PasswordHasher::is_dated(
            &hash("a quiet green lamp").unwrap()
        ));
        let cheap = Params::new(8_192, 1, 1, None).unwrap();
        let older = Argon2::new(Algorithm::Argon2id, Version::V0x13, cheap.clone());
        let other = Argon2::new(Algorithm::Argon2i, Version::V0x13, cheap);
        for argon2 in [older, other] {
            let stored = argon2.hash_password(b"a quiet green lamp").unwrap();
            let stored: PasswordHash = stored;
            assert!(matches("a quiet green lamp", &stored.to_string()));
            assert!(PasswordHasher::is_dated(&stored.to_string()));
        }
        assert!(PasswordHasher::is_dated("no hash"));
    }

    #[actix_web::test]
    async fn a_password_is_known_by_its_hash_alone() {
        let hasher = PasswordHasher::new().unwrap();
        let stored = hasher.hash("a quiet green lamp").await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(
            hasher
                .verify("a quiet green lamp", Some(&stored))
                .await
                .unwrap()
        );
        assert!(
            !hasher
                .verify("a quiet green lamp ", Some(&stored))
                .await
                .unwrap()
        );
        assert!(!hasher.verify("a quiet green lamp", None).await.unwrap());
    }
}
