//! The web app, built by Trunk for release unless nothing it is made of has changed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::command::{must, path_with, program, step};
use crate::place::{bundle, executable, root, target};
use crate::stamp::{files, stamp};
use crate::{node, split, tools};

/// Whether the wasm is made smaller once it is built.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Optimiser {
    /// By the program in this folder. It must come first on the `PATH`: the one that Debian
    /// packages breaks the app.
    In(PathBuf),
    /// Not at all: Node is missing.
    None,
}

/// Builds the bundle, with its compressed forms beside it.
pub(crate) fn build() -> Result<()> {
    let optimiser = optimiser()?;
    let stamp = stamp(&root(), &inputs()?, manner(&optimiser))?;
    let kept = root().join("frontend").join("dist.stamp");
    let there = bundle().join("index.html").is_file();
    if there && fs::read_to_string(&kept).is_ok_and(|built| built == stamp) {
        println!("--- the web app is up to date");
        return Ok(());
    }
    tools::wasm_target()?;
    let tools = tools::web_tools()?;
    step("building the web app", || trunk(&tools, &optimiser))?;
    step("adding its parts", || split::add(optimiser.folder()))?;
    step("compressing the bundle", crate::bundle::compress)?;
    fs::write(kept, stamp)?;
    Ok(())
}

impl Optimiser {
    fn folder(&self) -> Option<&Path> {
        match self {
            Self::In(folder) => Some(folder),
            Self::None => None,
        }
    }
}

fn optimiser() -> Result<Optimiser> {
    if node::is_here() {
        return node::packages().map(Optimiser::In);
    }
    println!("Node is missing: the web app is built without the wasm optimiser");
    Ok(Optimiser::None)
}

fn manner(optimiser: &Optimiser) -> &'static str {
    match optimiser {
        Optimiser::In(_) => "optimised",
        Optimiser::None => "as compiled",
    }
}

fn trunk(tools: &[PathBuf], optimiser: &Optimiser) -> Result<()> {
    let mut trunk = program(installed(tools, "trunk")?);
    let stage = split::stage(installed(tools, "wasm-bindgen")?)?;
    trunk.args(["build", "--offline", "--cargo-profile", "wasm-release"]);
    let mut path = vec![stage.folder];
    path.extend_from_slice(tools);
    if let Optimiser::In(folder) = optimiser {
        path.insert(0, folder.clone());
        // Trunk optimises what is for release, and the profile alone says nothing of that.
        trunk.arg("--release");
    }
    trunk
        .env("PATH", path_with(&path)?)
        .envs(stage.variables)
        .env("CARGO_TARGET_DIR", target());
    // Trunk reads it as a switch of its own, and refuses the values that others set.
    trunk.env_remove("NO_COLOR");
    must(&mut trunk)
}

fn installed(tools: &[PathBuf], name: &str) -> Result<PathBuf> {
    let mut places = tools.iter().map(|folder| folder.join(executable(name)));
    let found = places.find(|file| file.is_file());
    found.with_context(|| format!("{name} is not where it was installed"))
}

/// The files that the bundle is made of.
fn inputs() -> Result<Vec<PathBuf>> {
    let single = [
        ".cargo/config.toml",
        "Cargo.lock",
        "Cargo.toml",
        "Trunk.toml",
        "rust-toolchain.toml",
    ];
    let mut inputs: Vec<PathBuf> = single.iter().map(|name| root().join(name)).collect();
    inputs.push(root().join("e2e").join("package-lock.json"));
    let built = root().join("frontend").join("dist");
    for folder in ["shared", "frontend"] {
        let sources = files(&root().join(folder))?;
        // `dist`, `dist.stamp` and what Trunk stages on the way.
        let own = sources.into_iter().filter(|file| {
            !file.starts_with(&built) && file.extension().is_none_or(|ending| ending != "stamp")
        });
        inputs.extend(own);
    }
    Ok(inputs)
}
