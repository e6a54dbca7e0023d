//! The server carries the web app's bundle, wherever it is built first.

use std::path::Path;

/// Makes the bundle's folder, empty until the web app is built. A development server reads the
/// bundle from there while it runs, and only finds a folder that was there when it was compiled.
fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    std::fs::create_dir_all(Path::new("..").join("frontend").join("dist"))
}
