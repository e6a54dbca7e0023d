//! Where things are: the workspace, what it builds, and the cache that outlives both.

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    // As cargo says it when it runs this program: one that was built in another checkout, into
    // the same build folder, must not work there.
    let manifest = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.parent().unwrap_or(&manifest).to_path_buf()
}

/// Where installed tools are kept for this user, whatever becomes of the checkout:
/// `CALLBOARD_CACHE`, or `callboard` in the platform's folder for caches.
pub(crate) fn cache() -> Result<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    let variable = |name: &str| set(name).map(PathBuf::from);
    let platform = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        variable("HOME").map(|home| home.join("Library/Caches"))
    } else {
        variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|home| home.join(".cache")))
    };
    let cache = variable("CALLBOARD_CACHE")
        .or_else(|| platform.map(|folder| folder.join("callboard")))
        .context("no place for a cache: set CALLBOARD_CACHE to a folder")?;
    std::fs::create_dir_all(&cache)
        .with_context(|| format!("cannot make the cache {}", cache.display()))?;
    Ok(cache)
}

/// The folder of one tool at one version, in the cache.
pub(crate) fn tool(name: &str, version: &str) -> Result<PathBuf> {
    Ok(cache()?.join("tools").join(format!("{name}-{version}")))
}

/// Where cargo builds to.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |path| root().join(path))
}

/// A built program of this workspace.
pub(crate) fn built(profile: &str, name: &str) -> PathBuf {
    target().join(profile).join(executable(name))
}

/// The file name of a program on this platform.
pub(crate) fn executable(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}

/// The bundle of the web app.
pub(crate) fn bundle() -> PathBuf {
    root().join("frontend").join("dist")
}
