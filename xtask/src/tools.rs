//! What builds the web app: the wasm target, Trunk and wasm-bindgen's command, each installed
//! once into the cache.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::command::{cargo, find, must, output, program, step};
use crate::place::{cache, root, tool};

/// Trunk, which builds the web app. Its manifest is only known to build with its own lock file.
const TRUNK: &str = "0.21.14";

/// The compiler's target for the web app.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Adds the wasm target to the compiler, where it is missing.
pub(crate) fn wasm_target() -> Result<()> {
    let mut rustc = program(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.args(["--print", "target-libdir", "--target", WASM]);
    let libraries = output(&mut rustc)?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    let Some(rustup) = find("rustup") else {
        bail!("this compiler lacks {WASM}: install rustup, or the target for it");
    };
    step(&format!("adding {WASM}"), || {
        must(program(rustup).args(["target", "add", WASM]))
    })
}

/// The folders of Trunk and of wasm-bindgen's command, for the `PATH`.
pub(crate) fn web_tools() -> Result<Vec<PathBuf>> {
    // Neither needs TLS: what they would download is here already.
    let trunk = cargo_tool("trunk", TRUNK, &["--locked", "--no-default-features"])?;
    Ok(vec![trunk, bindgen()?])
}

/// The folder of wasm-bindgen, at the version of the crate.
pub(crate) fn bindgen() -> Result<PathBuf> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock"))?;
    let version = locked(&lock, "wasm-bindgen").context("wasm-bindgen is not in Cargo.lock")?;
    let only = ["--no-default-features", "--bin", "wasm-bindgen"];
    cargo_tool("wasm-bindgen-cli", version, &only)
}

/// The folder of a program that cargo installs into the cache, at one version.
pub(crate) fn cargo_tool(package: &str, version: &str, flags: &[&str]) -> Result<PathBuf> {
    let folder = tool(package, version)?;
    // Cargo writes this list last, so its presence says that the installation was finished.
    if !folder.join(".crates.toml").is_file() {
        step(
            &format!("installing {package} {version} (some minutes, once)"),
            || {
                let mut install = cargo();
                install.args(["install", package, "--version", version, "--root"]);
                install.arg(&folder).args(flags);
                // They run for seconds, so they are not worth the minutes of a full optimisation.
                install.env("CARGO_PROFILE_RELEASE_LTO", "off");
                install.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
                install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
                install.env_remove("CARGO_TARGET_DIR");
                must(install.current_dir(cache()?))
            },
        )?;
    }
    Ok(folder.join("bin"))
}

/// The version of a package that a lock file fixes.
fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("\nname = \"{package}\"\n");
    let entry = lock
        .split("[[package]]")
        .find(|entry| entry.contains(&name))?;
    let version = entry
        .lines()
        .find_map(|line| line.strip_prefix("version = \""))?;
    version.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"a-b\"\nversion = \"0.1.0\"\n\n\
        [[package]]\nname = \"a\"\nversion = \"2.3.4\"\ndependencies = [\n \"a-b\",\n]\n";

    #[test]
    fn a_version_is_read_from_the_lock() {
        assert_eq!(locked(LOCK, "a"), Some("2.3.4"));
        assert_eq!(locked(LOCK, "a-b"), Some("0.1.0"));
        assert_eq!(locked(LOCK, "b"), None);
    }

    #[test]
    fn trunk_is_asked_for_the_locked_wasm_bindgen() {
        let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
        let settings = std::fs::read_to_string(root().join("Trunk.toml")).unwrap();
        let version = locked(&lock, "wasm-bindgen").unwrap();
        assert!(settings.contains(&format!("wasm_bindgen = \"{version}\"")));
    }
}
