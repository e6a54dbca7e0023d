//! Whether something built is still what its sources say: a digest of them, kept beside it.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// A digest of files, by name and content, and of how they were built.
pub(crate) fn stamp(root: &Path, inputs: &[PathBuf], how: &str) -> Result<String> {
    // The digest decides whether to build again and nothing else, and a newer compiler may
    // well digest otherwise: what it builds is otherwise too.
    let mut digest = DefaultHasher::new();
    how.hash(&mut digest);
    for input in inputs {
        let name = input.strip_prefix(root).unwrap_or(input);
        name.to_string_lossy().replace('\\', "/").hash(&mut digest);
        let content = fs::read(input).with_context(|| input.display().to_string())?;
        content.hash(&mut digest);
    }
    Ok(format!("{:016x}\n", digest.finish()))
}

/// Every file of a folder, in order.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_changes_with_name_content_and_manner() {
        let folder = tempfile::tempdir().unwrap();
        let stamp_of = |how| {
            let inputs = files(folder.path()).unwrap();
            stamp(folder.path(), &inputs, how).unwrap()
        };
        fs::create_dir(folder.path().join("deep")).unwrap();
        fs::write(folder.path().join("deep/a"), "1").unwrap();
        let first = stamp_of("x");
        assert_eq!(stamp_of("x"), first);
        assert_ne!(stamp_of("y"), first);
        fs::write(folder.path().join("deep/a"), "2").unwrap();
        let second = stamp_of("x");
        assert_ne!(second, first);
        fs::rename(folder.path().join("deep/a"), folder.path().join("deep/b")).unwrap();
        assert_ne!(stamp_of("x"), second);
    }
}
