use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::{Key, StorageError};
use crate::platform::secret;

/// A folder of this machine.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder at this place, made when it is not there.
    pub fn open(root: PathBuf) -> anyhow::Result<Self> {
        std::fs::create_dir_all(&root)
            .with_context(|| format!("cannot make {}", root.display()))?;
        Ok(Self { root })
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.root.join(key.as_str())
    }

    pub(super) async fn put(&self, key: &Key, content: &[u8]) -> Result<(), StorageError> {
        let (path, content) = (self.path(key), content.to_vec());
        off_thread(move || write_whole(&path, &content)).await
    }

    pub(super) async fn get(&self, key: &Key) -> Result<Vec<u8>, StorageError> {
        let path = self.path(key);
        off_thread(move || std::fs::read(path)).await
    }

    pub(super) async fn delete(&self, key: &Key) -> Result<(), StorageError> {
        let path = self.path(key);
        let deleted = off_thread(move || {
            std::fs::remove_file(&path)?;
            // A folder goes with its last file; one that still has another stays.
            if let Some(folder) = path.parent() {
                drop(std::fs::remove_dir(folder));
            }
            Ok(())
        });
        match deleted.await {
            Err(StorageError::Missing) => Ok(()),
            done => done,
        }
    }

    pub(super) async fn list(&self, start: &str) -> Result<Vec<Key>, StorageError> {
        let (root, start) = (self.root.clone(), start.to_owned());
        off_thread(move || {
            let mut found = Vec::new();
            // What is before the last slash is a folder: nothing outside of it can match.
            let within = start.rsplit_once('/').map_or("", |(folder, _)| folder);
            walk(&root, &root.join(within), &mut found)?;
            found.retain(|key| key.as_str().starts_with(&start));
            found.sort();
            Ok(found)
        })
        .await
    }

    pub(super) async fn check(&self) -> Result<(), StorageError> {
        let root = self.root.clone();
        off_thread(move || std::fs::read_dir(root).map(|_| ())).await
    }
}

/// Files are read and written off the threads that answer requests.
async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, StorageError> {
    let done = tokio::task::spawn_blocking(work).await;
    match done.map_err(anyhow::Error::from)? {
        Ok(done) => Ok(done),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(StorageError::Missing),
        Err(error) => Err(anyhow::Error::from(error)
            .context("the media folder")
            .into()),
    }
}

/// Writes beside the place and moves there when everything is on the disk: a reader, or a crash,
/// never finds half a file.
fn write_whole(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().ok_or(ErrorKind::InvalidInput)?;
    std::fs::create_dir_all(folder)?;
    let mut part = path.as_os_str().to_owned();
    part.push(format!(".part{}", secret::token()));
    let written = std::fs::File::create(&part)
        .and_then(|mut file| file.write_all(content).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&part, path));
    if written.is_err() {
        drop(std::fs::remove_file(&part));
        return written;
    }
    sync(folder)
}

/// Makes the move itself last. Windows, whose folders cannot be opened so, writes it with the file.
fn sync(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) {
        std::fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<Key>) -> std::io::Result<()> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            walk(root, &path, found)?;
            continue;
        }
        let within = path.strip_prefix(root).unwrap_or(&path);
        let key = within.to_string_lossy().replace('\\', "/");
        // What no key of ours names was put there by somebody else, and is theirs.
        found.extend(Key::parse(&key));
    }
    Ok(())
}
