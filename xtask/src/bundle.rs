//! The bundle of the web app after it was built: compressed, and held to its size.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::place::bundle;
use crate::stamp::files;

/// What the first page may weigh in bytes, compressed by brotli, by the ending of its files:
/// beyond it, people on a telephone wait.
const BUDGET: [(&str, u64); 3] = [("wasm", 600_000), ("js", 40_000), ("css", 30_000)];

/// What a part that comes later may weigh.
const PART: u64 = 400_000;

/// The endings of files that compress.
const COMPRESSIBLE: [&str; 7] = ["wasm", "js", "css", "html", "svg", "json", "webmanifest"];

/// Writes beside each file that compresses its `.br` and `.gz`.
pub(crate) fn compress() -> Result<()> {
    for file in files(&bundle())? {
        let ending = file.extension().and_then(|ending| ending.to_str());
        if ending.is_some_and(|ending| COMPRESSIBLE.contains(&ending)) {
            let bytes = fs::read(&file)?;
            fs::write(with_ending(&file, "br"), brotli(&bytes)?)?;
            fs::write(with_ending(&file, "gz"), gzip(&bytes)?)?;
        }
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

/// Says what the bundle weighs, and fails when that is more than a page may.
pub(crate) fn weigh() -> Result<()> {
    println!("first load of the web app, compressed by brotli:");
    let mut broken = Vec::new();
    for (ending, most) in BUDGET {
        let bytes = weight(&bundle(), ending)?;
        println!("{ending:>6} {bytes:>8} bytes of at most {most}");
        if bytes > most || bytes == 0 {
            broken.push(ending);
        }
    }
    for (part, bytes) in parts(&bundle())? {
        println!("{part} comes later: {bytes} bytes of at most {PART}");
        if bytes > PART {
            broken.push("a part");
        }
    }
    if broken.is_empty() {
        Ok(())
    } else {
        bail!("missing or over the budget: {}", broken.join(", "))
    }
}

/// How the parts that come later are named.
const LATER: &str = "split_";

/// The parts that come later, and what each weighs, compressed.
fn parts(folder: &Path) -> Result<Vec<(String, u64)>> {
    let mut parts = Vec::new();
    for file in files(folder)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if let Some(part) = name.strip_prefix(LATER)
            && name.ends_with(".br")
        {
            parts.push((part.to_owned(), fs::metadata(&file)?.len()));
        }
    }
    Ok(parts)
}

/// The bytes of all files with an ending that the first page needs, compressed.
fn weight(folder: &Path, ending: &str) -> Result<u64> {
    let ending = format!(".{ending}.br");
    let mut bytes = 0;
    for file in files(folder)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(&ending) && !name.starts_with(LATER) {
            bytes += fs::metadata(file)?.len();
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_compressed_comes_back() {
        let text = "the same words, and the same words again. ".repeat(50);
        let mut unpacked = String::new();
        let packed = gzip(text.as_bytes()).unwrap();
        flate2::read::GzDecoder::new(packed.as_slice())
            .read_to_string(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text);
        let packed = brotli(text.as_bytes()).unwrap();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut packed.as_slice(), &mut unpacked).unwrap();
        assert_eq!(unpacked, text.as_bytes());
    }

    #[test]
    fn a_weight_is_of_one_kind_of_file() {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in [
            ("a.js.br", 3),
            ("b.js.br", 4),
            ("a.js", 90),
            ("a.css.br", 5),
            ("split_a.js.br", 6),
        ] {
            fs::write(folder.path().join(name), vec![0; bytes]).unwrap();
        }
        assert_eq!(weight(folder.path(), "js").unwrap(), 7);
        assert_eq!(parts(folder.path()).unwrap(), [("a.js.br".to_owned(), 6)]);
    }
}
