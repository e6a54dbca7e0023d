//! Where the bytes of pictures and documents lie: a local folder, or a bucket of an S3 service.
//!
//! An object is written once, whole, under a key that the server makes, and never changed: a key
//! is an organisation, a folder of random letters, and what the object is in it. Both stores
//! keep the same promises, and pass the same tests (`tests/api/storage.rs`).

mod bucket;
mod folder;

use std::fmt;

use shared::id::OrgId;

use super::problem::Failure;
use super::secret;
use crate::config::{Config, MediaStore};

pub use bucket::Bucket;
pub use folder::Folder;

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// There is no such object.
    #[error("no such object")]
    Missing,
    /// The store is not there, refuses, or takes too long.
    #[error(transparent)]
    Down(#[from] anyhow::Error),
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Missing => shared::problem::ProblemCode::NotFound.into(),
            StorageError::Down(cause) => Self::StoreDown(cause),
        }
    }
}

/// The folder of one file's objects: `{organisation}/{random}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FolderKey(String);

impl FolderKey {
    /// A new one, which nobody can guess.
    #[must_use]
    pub fn new(org: OrgId) -> Self {
        // A base64url letter may be `-`; a folder that begins with one is a nuisance to operators.
        Self(format!("{org}/m{}", secret::token()))
    }

    /// The folder that a row names.
    #[must_use]
    pub const fn stored(text: String) -> Self {
        Self(text)
    }

    /// The folder as a row names it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An object in it.
    #[must_use]
    pub fn object(&self, name: &'static str) -> Key {
        Key(format!("{}/{name}", self.0))
    }
}

/// The key of an object.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(String);

impl Key {
    /// The key that a store lists, if it is one: at least one step, none of which leads anywhere
    /// else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let step =
            |step: &str| !step.is_empty() && !step.starts_with('.') && step.chars().all(plain);
        text.split('/').all(step).then(|| Self(text.to_owned()))
    }

    /// The key as a text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder it is in.
    #[must_use]
    pub fn folder(&self) -> FolderKey {
        let folder = self.0.rsplit_once('/').map_or("", |(folder, _)| folder);
        FolderKey(folder.to_owned())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What whoever reads an object by its address is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// Its `Content-Type`.
    pub content_type: &'static str,
    /// Its `Content-Disposition`.
    pub disposition: String,
    /// Its `Cache-Control`.
    pub caching: String,
}

/// The store.
#[derive(Debug, Clone)]
pub enum Storage {
    /// A folder of this machine.
    Folder(Folder),
    /// A bucket of an S3 service.
    Bucket(Bucket),
}

impl Storage {
    /// The store that the settings name.
    pub fn of(config: &Config) -> anyhow::Result<Self> {
        match &config.media.store {
            MediaStore::Folder => Folder::open(config.data.join("media")).map(Self::Folder),
            MediaStore::Bucket(settings) => Bucket::of(settings).map(Self::Bucket),
        }
    }

    /// Writes an object: afterwards all of it is there, also after a crash, or none.
    pub async fn put(
        &self,
        key: &Key,
        content: &[u8],
        content_type: &str,
    ) -> Result<(), StorageError> {
        match self {
            Self::Folder(folder) => folder.put(key, content).await,
            Self::Bucket(bucket) => bucket.put(key, content, content_type).await,
        }
    }

    /// Reads an object.
    pub async fn get(&self, key: &Key) -> Result<Vec<u8>, StorageError> {
        match self {
            Self::Folder(folder) => folder.get(key).await,
            Self::Bucket(bucket) => bucket.get(key).await,
        }
    }

    /// Removes an object; one that is not there is removed already.
    pub async fn delete(&self, key: &Key) -> Result<(), StorageError> {
        match self {
            Self::Folder(folder) => folder.delete(key).await,
            Self::Bucket(bucket) => bucket.delete(key).await,
        }
    }

    /// Every object whose key begins with this text, and what was left of ones whose writing
    /// broke off.
    pub async fn list(&self, start: &str) -> Result<Vec<Key>, StorageError> {
        match self {
            Self::Folder(folder) => folder.list(start).await,
            Self::Bucket(bucket) => bucket.list(start).await,
        }
    }

    /// The address at which an object can be read for so many seconds, if the store itself
    /// answers readers. Where it does not, this server does.
    pub async fn address(
        &self,
        key: &Key,
        served: &Served,
        seconds: u32,
    ) -> Result<Option<String>, StorageError> {
        match self {
            Self::Folder(_) => Ok(None),
            Self::Bucket(bucket) => bucket.address(key, served, seconds).await.map(Some),
        }
    }

    /// Whether it answers.
    pub async fn check(&self) -> Result<(), StorageError> {
        match self {
            Self::Folder(folder) => folder.check().await,
            Self::Bucket(bucket) => bucket.check().await,
        }
    }

    /// Removes a folder and all that is in it.
    pub async fn clear(&self, folder: &FolderKey) -> Result<(), StorageError> {
        for key in self.list(&format!("{}/", folder.as_str())).await? {
            self.delete(&key).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_leads_nowhere_else() {
        for good in ["a", "a/b", "0192-x/m_Ab/256", "a/b.part"] {
            assert!(Key::parse(good).is_some(), "{good}");
        }
        for bad in [
            "", "/", "a/", "/a", "a//b", "..", "a/../b", "./a", "a\\b", "a b", "a\0",
        ] {
            assert!(Key::parse(bad).is_none(), "{bad}");
        }
        let folder = FolderKey::new(OrgId::new());
        let key = folder.object("256");
        assert_eq!(Key::parse(key.as_str()), Some(key.clone()));
        assert_eq!(key.folder(), folder);
    }
}
