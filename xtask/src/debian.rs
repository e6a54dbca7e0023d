//! Packages of the system: on Debian installed when they are missing, elsewhere named.

use anyhow::{Result, bail};

use crate::command::{find, must, output, program, step};

/// Something that the system provides.
pub(crate) struct Provided {
    /// What it is called by people.
    pub(crate) name: &'static str,
    /// The Debian packages that hold it.
    pub(crate) packages: &'static [&'static str],
}

/// Installs what is missing, where this machine is a Debian (or a child of it) and lets us;
/// otherwise fails with what to install.
pub(crate) fn install(missing: &Provided) -> Result<()> {
    let packages = missing.packages.join(" ");
    let Some(apt) = find("apt-get") else {
        bail!(
            "{} is missing: install it and put it on the PATH",
            missing.name
        );
    };
    if !is_root() {
        bail!(
            "{} is missing: run `sudo apt-get install {packages}`",
            missing.name
        );
    }
    step(&format!("installing {packages}"), || {
        let quietly = |command: &[&str]| {
            let mut apt = program(&apt);
            apt.args(["-qq", "-o", "Dpkg::Use-Pty=0"]).args(command);
            apt.env("DEBIAN_FRONTEND", "noninteractive");
            apt
        };
        must(&mut quietly(&["update"]))?;
        let mut install = quietly(&["install", "-y", "--no-install-recommends"]);
        must(install.args(missing.packages))
    })
}

/// Whether this process may install for the whole machine.
pub(crate) fn is_root() -> bool {
    cfg!(unix) && output(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
