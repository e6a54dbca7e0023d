//! The web app in parts: what the first page needs, and what may come later.
//!
//! Functions marked `#[wasm_split]` and all that only they need leave the program for a part of
//! their own, which the browser fetches when one of them is called. It happens between cargo and
//! wasm-bindgen, where Trunk has no hook: so Trunk is given this very program in the place of
//! `wasm-bindgen`. It splits the program, and has the real one go on with the main part.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

use crate::command::{must, program};
use crate::place::{bundle, executable, target};
use crate::stamp::files;

/// The program that Trunk believes to start.
const BINDGEN: &str = "wasm-bindgen";

/// Names the real wasm-bindgen to whoever stands in its place.
const REAL: &str = "CALLBOARD_WASM_BINDGEN";

/// Names the folder of the parts to whoever stands in the place of wasm-bindgen.
const PARTS: &str = "CALLBOARD_WASM_PARTS";

/// How the parts call the main program, until it has its name.
const MAIN: &str = "./main.js";

/// The features of wasm that the compiler uses, as the optimiser must be told.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// What to set for Trunk: a folder to look for programs in first, and variables.
pub(crate) struct Stage {
    pub(crate) folder: PathBuf,
    pub(crate) variables: [(&'static str, PathBuf); 2],
}

/// Puts this program in the place of the real wasm-bindgen.
pub(crate) fn stage(real: PathBuf) -> Result<Stage> {
    let folder = target().join("wasm-stage");
    fs::create_dir_all(&folder)?;
    let own = env::current_exe().context("where this program is")?;
    fs::copy(own, folder.join(executable(BINDGEN)))?;
    let variables = [(REAL, real), (PARTS, parts())];
    Ok(Stage { folder, variables })
}

fn parts() -> PathBuf {
    target().join("wasm-parts")
}

/// Whether this program was started in the place of wasm-bindgen, and by what paths.
pub(crate) fn stands_in() -> Option<(PathBuf, PathBuf)> {
    let own = env::current_exe().ok()?;
    let real = env::var_os(REAL)?;
    let parts = env::var_os(PARTS)?;
    (own.file_stem()? == BINDGEN).then(|| (real.into(), parts.into()))
}

/// Splits the program that wasm-bindgen is asked to look at, and has the real one look at the
/// main part.
pub(crate) fn stand_in(real: &Path, parts: &Path) -> Result<()> {
    let mut bindgen = program(real);
    // Trunk's paths are its own.
    bindgen.current_dir(env::current_dir()?);
    // The parts call functions of the main one through the table that the linker exports.
    bindgen.arg("--keep-lld-exports");
    for argument in env::args_os().skip(1) {
        let is_program = Path::new(&argument)
            .extension()
            .is_some_and(|ending| ending == "wasm");
        bindgen.arg(if is_program {
            split(Path::new(&argument), parts)?
        } else {
            argument
        });
    }
    must(&mut bindgen)
}

fn split(input: &Path, parts: &Path) -> Result<OsString> {
    if parts.is_dir() {
        fs::remove_dir_all(parts)?;
    }
    fs::create_dir_all(parts)?;
    let wasm = fs::read(input).with_context(|| input.display().to_string())?;
    // The two programs import each other by name, so this one is named before either is done.
    let link = format!("./parts-{}.js", digest(&wasm));
    let main = parts.join("main.wasm");
    let mut options = Options::new(&wasm);
    options.output_dir = parts;
    options.main_out_path = &main;
    options.link_name = &link;
    options.main_module = MAIN;
    transform(options).map_err(|error| anyhow!("splitting {}: {error:#}", input.display()))?;
    Ok(main.into_os_string())
}

/// Adds the parts to a bundle that Trunk has built: each under a name that changes with it.
/// They are optimised by the program in this folder.
pub(crate) fn add(optimiser: Option<&Path>) -> Result<()> {
    let main = files(&bundle())?
        .into_iter()
        .filter_map(|file| Some(file.file_name()?.to_str()?.to_owned()))
        .find(|name| name.starts_with("frontend-") && name.ends_with(".js"));
    let main = main.context("the bundle has no main program")?;
    let (wasm, scripts): (Vec<_>, Vec<_>) = files(&parts())?
        .into_iter()
        .filter(|file| !file.ends_with("main.wasm"))
        .partition(|file| file.extension().is_some_and(|ending| ending == "wasm"));
    let mut names = vec![(MAIN.to_owned(), format!("./{main}"))];
    for part in wasm {
        names.push(add_part(&part, optimiser)?);
    }
    for script in scripts {
        let mut text = fs::read_to_string(&script)?;
        for (from, to) in &names {
            text = text.replace(from, to);
        }
        fs::write(bundle().join(script.file_name().unwrap_or_default()), text)?;
    }
    Ok(())
}

/// Adds a part; answers how the script that fetches it knows it, and is to know it.
fn add_part(part: &Path, optimiser: Option<&Path>) -> Result<(String, String)> {
    let stem = part.file_stem().unwrap_or_default().to_string_lossy();
    if let Some(folder) = optimiser {
        let mut smaller = program(which::which_in("wasm-opt", Some(folder), "")?);
        smaller.args(FEATURES).args(["--quiet", "-Oz"]);
        must(smaller.arg(part).arg("-o").arg(part))?;
    }
    let bytes = fs::read(part)?;
    let name = format!("{stem}-{}.wasm", digest(&bytes));
    fs::write(bundle().join(&name), bytes)?;
    Ok((format!("./{stem}.wasm"), format!("./{name}")))
}

/// Sixteen hexadecimal digits, by which the server knows a name that changes with its content.
fn digest(bytes: &[u8]) -> String {
    let mut digest = DefaultHasher::new();
    bytes.hash(&mut digest);
    format!("{:016x}", digest.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_of_the_content() {
        assert_eq!(digest(b"a"), digest(b"a"));
        assert_ne!(digest(b"a"), digest(b"b"));
        assert_eq!(digest(b"a").len(), 16);
    }
}
