//! PNG (W3C PNG, third edition): a signature, then chunks.

use super::Walk;
use crate::media::fault::Fault;

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The chunks that say how the picture looks; the others say who made it, where and when.
const KEPT: [&[u8]; 14] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
    b"cICP", b"bKGD", b"pHYs", b"mDCV",
];

pub(super) fn plain_copy(content: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut walk = Walk(content);
    let mut copy = walk.take(SIGNATURE.len())?.to_vec();
    loop {
        let start = walk.0;
        let length = walk.number(4)?;
        let name = walk.take(4)?;
        // The data and its checksum.
        walk.take(length)?;
        walk.take(4)?;
        if name == b"acTL" {
            return Err(Fault::Moving);
        }
        if KEPT.contains(&name) {
            copy.extend_from_slice(Walk(start).take(length.saturating_add(12))?);
        }
        if name == b"IEND" {
            return Ok(copy);
        }
    }
}
