//! JPEG (ITU-T T.81, annex B): segments between markers, with the scans' data among them.

use super::Walk;
use crate::media::fault::Fault;

const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const COMMENT: u8 = 0xFE;

pub(super) fn plain_copy(content: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut walk = Walk(content);
    let mut copy = Vec::with_capacity(content.len());
    if marker(&mut walk)? != START {
        return Err(Fault::Damaged);
    }
    copy.extend_from_slice(&[0xFF, START]);
    let mut scans = 0;
    loop {
        let marker = marker(&mut walk)?;
        if marker == END {
            copy.extend_from_slice(&[0xFF, END]);
            return if scans > 0 {
                Ok(copy)
            } else {
                Err(Fault::Damaged)
            };
        }
        let length = walk.number(2)?;
        let body = walk.take(length.checked_sub(2).ok_or(Fault::Damaged)?)?;
        if let Some(body) = kept(marker, body) {
            let length = u16::try_from(body.len().saturating_add(2)).map_err(|_| Fault::Damaged)?;
            copy.extend_from_slice(&[0xFF, marker]);
            copy.extend_from_slice(&length.to_be_bytes());
            copy.extend_from_slice(&body);
        }
        if marker == SCAN {
            scans += 1;
            copy.extend_from_slice(scan_data(&mut walk)?);
        }
    }
}

/// The next marker: fill bytes may stand before it.
fn marker(walk: &mut Walk<'_>) -> Result<u8, Fault> {
    if walk.byte()? != 0xFF {
        return Err(Fault::Damaged);
    }
    loop {
        match walk.byte()? {
            0xFF => {}
            0x00 => return Err(Fault::Damaged),
            marker => return Ok(marker),
        }
    }
}

/// What of a segment is kept: all that the picture is decoded with, its colours (JFIF, Adobe,
/// ICC), and of EXIF the one thing that turns the picture. Comments and the rest are not.
fn kept(marker: u8, body: &[u8]) -> Option<Vec<u8>> {
    match marker {
        0xE1 => orientation(body).map(exif_of),
        0xE0 => body.starts_with(b"JFIF\0").then(|| body.to_vec()),
        0xE2 => body.starts_with(b"ICC_PROFILE\0").then(|| body.to_vec()),
        0xEE => body.starts_with(b"Adobe").then(|| body.to_vec()),
        0xE3..=0xEF | COMMENT => None,
        _ => Some(body.to_vec()),
    }
}

/// The orientation in an EXIF segment, where it is another than the usual one.
fn orientation(body: &[u8]) -> Option<u8> {
    let exif = body.strip_prefix(b"Exif\0\0")?;
    let found = image::metadata::Orientation::from_exif_chunk(exif)?;
    Some(found.to_exif()).filter(|code| *code != 1)
}

/// An EXIF segment that says nothing but the orientation: a TIFF header, one directory, one entry.
fn exif_of(orientation: u8) -> Vec<u8> {
    let mut body = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    body.push(orientation);
    body.extend_from_slice(&[0, 0, 0, 0, 0, 0]);
    body
}

/// The data of a scan, up to the next marker that is no part of it.
fn scan_data<'a>(walk: &mut Walk<'a>) -> Result<&'a [u8], Fault> {
    let data = walk.0;
    let mut end = 0;
    loop {
        let rest = data.get(end..).unwrap_or_default();
        let found = rest
            .iter()
            .position(|byte| *byte == 0xFF)
            .ok_or(Fault::Damaged)?;
        end += found;
        match data.get(end + 1) {
            // A stuffed byte, a restart, a fill byte.
            Some(0x00 | 0xD0..=0xD7) => end += 2,
            Some(0xFF) => end += 1,
            Some(_) => return walk.take(end),
            None => return Err(Fault::Damaged),
        }
    }
}
