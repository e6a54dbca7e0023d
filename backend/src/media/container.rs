//! What a file is, told by its content alone, and its structure walked without decoding it.
//!
//! The walk finds what must be known before anything is decoded (whether a picture moves,
//! whether the file is whole) and copies a file without its metadata: what a camera or an editor
//! wrote beside the picture, and whatever was put behind its end.

mod jpeg;
mod png;
mod webp;

use shared::media::MediaType;

use super::fault::Fault;

/// What the content is, if it is something that is taken (CASES.md E1).
pub(super) fn kind_of(content: &[u8]) -> Option<MediaType> {
    if content.starts_with(png::SIGNATURE) {
        Some(MediaType::Png)
    } else if content.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Some(MediaType::Jpeg)
    } else if content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP") {
        Some(MediaType::Webp)
    } else if content.starts_with(b"%PDF-") {
        Some(MediaType::Pdf)
    } else {
        None
    }
}

/// A copy of a file without its metadata. Fails when the file is not whole, or moves.
pub(super) fn plain_copy(kind: MediaType, content: &[u8]) -> Result<Vec<u8>, Fault> {
    match kind {
        MediaType::Png => png::plain_copy(content),
        MediaType::Jpeg => jpeg::plain_copy(content),
        MediaType::Webp => webp::plain_copy(content),
        MediaType::Pdf => ensure_whole(content).map(|()| content.to_vec()),
    }
}

/// Refuses a document without the end mark (ISO 32000-1, 7.5.5), which stands near its end.
fn ensure_whole(content: &[u8]) -> Result<(), Fault> {
    /// How far before the end readers look for it.
    const NEAR: usize = 1024;
    const MARK: &[u8] = b"%%EOF";
    let from = content.len().saturating_sub(NEAR);
    let tail = content.get(from..).unwrap_or_default();
    let ends = tail.windows(MARK.len()).any(|window| window == MARK);
    if ends { Ok(()) } else { Err(Fault::Damaged) }
}

/// Reads a file from its start to its end.
struct Walk<'a>(&'a [u8]);

impl<'a> Walk<'a> {
    /// The next so many bytes.
    fn take(&mut self, count: usize) -> Result<&'a [u8], Fault> {
        let (head, rest) = self.0.split_at_checked(count).ok_or(Fault::Damaged)?;
        self.0 = rest;
        Ok(head)
    }

    /// The next byte.
    fn byte(&mut self) -> Result<u8, Fault> {
        self.take(1)?.first().copied().ok_or(Fault::Damaged)
    }

    /// The next bytes as a number, the most significant first.
    fn number(&mut self, count: usize) -> Result<usize, Fault> {
        let bytes = self.take(count)?;
        Ok(bytes
            .iter()
            .fold(0, |number, byte| (number << 8) | usize::from(*byte)))
    }

    /// The next four bytes as a number, the least significant first.
    fn number_le(&mut self) -> Result<usize, Fault> {
        let bytes = self.take(4)?;
        Ok(bytes
            .iter()
            .rev()
            .fold(0, |number, byte| (number << 8) | usize::from(*byte)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The content says what a file is, whatever it is called (CASES.md E1, E2).
    #[test]
    fn only_what_is_taken_is_recognised() {
        assert_eq!(kind_of(b"%PDF-1.7\n"), Some(MediaType::Pdf));
        assert_eq!(
            kind_of(b"RIFF\x00\x00\x00\x00WEBPVP8 "),
            Some(MediaType::Webp)
        );
        for other in [
            &b""[..],
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            b"GIF89a",
            b"<html>",
            b"RIFF\x00\x00\x00\x00WAVE",
            b"II*\0",
            b"PK\x03\x04",
            b"\xFF\xD8",
            b" %PDF-1.7",
        ] {
            assert_eq!(kind_of(other), None, "{other:?}");
        }
    }

    #[test]
    fn a_document_has_an_end() {
        let whole = b"%PDF-1.7\n1 0 obj\n%%EOF\n";
        assert!(plain_copy(MediaType::Pdf, whole).is_ok());
        assert_eq!(
            plain_copy(MediaType::Pdf, &whole[..15]),
            Err(Fault::Damaged)
        );
    }
}
