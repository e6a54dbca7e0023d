//! The labour rules over every cell of a week, natively and in wasm: how long that takes beside
//! a frame of the screen, and that both find the same.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::command::{cargo, must, output, program, step};
use crate::place::{built, executable, root, target};
use crate::tools::{WASM, bindgen, wasm_target};

/// A frame of a screen that shows sixty a second, in milliseconds.
const FRAME: f64 = 1000.0 / 60.0;

/// Runs the generated module with the week, and prints what it told.
const SCRIPT: &str = "const [file, module] = process.argv.slice(1); \
    globalThis.week = require('node:fs').readFileSync(file, 'utf8'); \
    require(module); console.log(globalThis.told);";

/// What one of the two took, in milliseconds a sweep, and found.
struct Swept {
    milliseconds: f64,
    found: Value,
}

fn swept(told: &str) -> Result<Swept> {
    let told: Value = serde_json::from_str(told)?;
    let milliseconds = told.get("milliseconds").and_then(Value::as_f64);
    Ok(Swept {
        milliseconds: milliseconds.context("no time was told")?,
        found: told.get("found").cloned().context("nothing was told")?,
    })
}

/// Sweeps the week of this file in both, and prints how long each took.
pub(crate) fn bench(week: &Path) -> Result<()> {
    let native = step("holding a shift over every cell, natively", || {
        natively(week)
    })?;
    let wasm = step("holding a shift over every cell, in wasm", || in_wasm(week))?;
    ensure!(native.found == wasm.found, "wasm found something else");
    let cells = native.found.as_array().map_or(0, Vec::len);
    println!("the labour rules for one shift over {cells} cells; a frame is {FRAME:.1} ms");
    for (name, swept) in [("native", native), ("wasm in Node", wasm)] {
        println!("{name:>14} {:>8.2} ms", swept.milliseconds);
    }
    Ok(())
}

fn natively(week: &Path) -> Result<Swept> {
    let build = ["build", "--quiet", "--release", "--package", "shared"];
    must(cargo().args(build).args(["--example", "rules"]))?;
    swept(&output(
        program(built("release/examples", "rules")).arg(week),
    )?)
}

fn in_wasm(week: &Path) -> Result<Swept> {
    wasm_target()?;
    let build = ["build", "--quiet", "--profile", "wasm-release", "--package"];
    let mut build_it = cargo();
    build_it
        .args(build)
        .args(["frontend", "--example", "rules"]);
    must(build_it.args(["--target", WASM]))?;
    let module = target().join(WASM).join("wasm-release/examples/rules.wasm");
    let folder = tempfile::tempdir()?;
    let mut bind = program(bindgen()?.join(executable("wasm-bindgen")));
    bind.args(["--target", "nodejs", "--out-dir"]);
    must(bind.arg(folder.path()).arg(&module))?;
    let mut node = program("node");
    node.current_dir(root()).args(["-e", SCRIPT]);
    swept(&output(node.arg(week).arg(folder.path().join("rules.js")))?)
}
