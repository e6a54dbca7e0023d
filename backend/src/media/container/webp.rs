//! WebP (RFC 9649): a RIFF file of chunks.

use super::Walk;
use crate::media::fault::Fault;

/// The chunks that are the picture; EXIF, XMP and unknown ones are not.
const KEPT: [&[u8]; 5] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"];

/// The flags of `VP8X` that say that a file moves, and that it has EXIF or XMP.
const MOVING: u8 = 0b0000_0010;
const METADATA: u8 = 0b0000_1100;

pub(super) fn plain_copy(content: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut file = Walk(content);
    file.take(4)?;
    let length = file.number_le()?;
    let mut walk = Walk(file.take(length)?);
    walk.take(4)?;
    let mut chunks = b"WEBP".to_vec();
    let mut pictures = 0;
    while !walk.0.is_empty() {
        let name = walk.take(4)?;
        let length = walk.number_le()?;
        let body = walk.take(length)?;
        if length % 2 == 1 {
            walk.take(1)?;
        }
        let moves = name == b"VP8X" && body.first().is_some_and(|flags| flags & MOVING != 0);
        if moves || [b"ANIM", b"ANMF"].iter().any(|frame| name == *frame) {
            return Err(Fault::Moving);
        }
        if name == b"VP8 " || name == b"VP8L" {
            pictures += 1;
        }
        if KEPT.contains(&name) {
            push(&mut chunks, name, body)?;
        }
    }
    if pictures != 1 {
        return Err(Fault::Damaged);
    }
    let mut copy = Vec::with_capacity(chunks.len() + 8);
    push(&mut copy, b"RIFF", &chunks)?;
    Ok(copy)
}

fn push(chunks: &mut Vec<u8>, name: &[u8], body: &[u8]) -> Result<(), Fault> {
    let length = u32::try_from(body.len()).map_err(|_| Fault::Damaged)?;
    chunks.extend_from_slice(name);
    chunks.extend_from_slice(&length.to_le_bytes());
    let at = chunks.len();
    chunks.extend_from_slice(body);
    if name == b"VP8X"
        && let Some(flags) = chunks.get_mut(at)
    {
        *flags &= !METADATA;
    }
    if body.len() % 2 == 1 {
        chunks.push(0);
    }
    Ok(())
}
