//! The bytes of a file as content lines (RFC 5545 section 3.1).
//!
//! Real files begin with a byte order mark, end their lines in three ways, fold inside a
//! character, and hold bytes that are not UTF-8. So lines are unfolded as bytes, and only
//! then read as text.

use super::limits::{MOST_LINE, MOST_LINES};
use super::reading::ReadError;

/// A line as it was before it was folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it begins in the file, from 1.
    pub(super) number: u32,
    /// What it says, as far as it is kept.
    pub(super) text: String,
    /// Whether it says more than is kept.
    pub(super) cut: bool,
}

/// The lines of a file that say something.
pub(super) fn lines(bytes: &[u8]) -> Result<Vec<Line>, ReadError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut unfolded: Vec<(u32, Vec<u8>)> = Vec::new();
    for (number, physical) in (1_u32..).zip(physical(bytes)) {
        let Some((first, rest)) = physical.split_first() else {
            continue;
        };
        if let (b' ' | b'\t', Some((_, line))) = (first, unfolded.last_mut()) {
            append(line, rest);
            continue;
        }
        if unfolded.len() == MOST_LINES {
            return Err(ReadError::TooMuch);
        }
        let mut line = Vec::new();
        append(&mut line, physical);
        unfolded.push((number, line));
    }
    let line = |(number, bytes): (u32, Vec<u8>)| Line {
        number,
        cut: bytes.len() > MOST_LINE,
        text: decoded(bytes),
    };
    Ok(unfolded
        .into_iter()
        .map(line)
        .filter(|line| !line.text.trim().is_empty())
        .collect())
}

/// The lines as they stand in the file: ended by CR LF, LF or CR.
fn physical(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let present = rest?;
        let Some(end) = present
            .iter()
            .position(|byte| matches!(byte, b'\r' | b'\n'))
        else {
            rest = None;
            return Some(present);
        };
        let (line, ending) = present.split_at(end);
        rest = ending.strip_prefix(b"\r\n").or_else(|| ending.get(1..));
        Some(line)
    })
}

/// Adds to a line as much as it may still have, and one byte by which it is known as cut.
fn append(line: &mut Vec<u8>, more: &[u8]) {
    let room = (MOST_LINE + 1).saturating_sub(line.len());
    let more = more.get(..room).unwrap_or(more);
    if more.contains(&0) {
        line.extend(more.iter().filter(|byte| **byte != 0));
    } else {
        line.extend_from_slice(more);
    }
}

/// The text of a line: UTF-8, or else ISO 8859-1, in which every byte is the character of
/// its number.
fn decoded(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|refused| {
        let bytes = refused.into_bytes();
        match std::str::from_utf8(&bytes) {
            // A line cut off inside its last character is UTF-8 up to there.
            Err(error) if error.error_len().is_none() && bytes.len() > MOST_LINE => {
                String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default())
                    .into_owned()
            }
            _ => bytes.into_iter().map(char::from).collect(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Vec<(u32, String)> {
        lines(bytes)
            .unwrap()
            .into_iter()
            .map(|line| (line.number, line.text))
            .collect()
    }

    #[test]
    fn lines_end_in_three_ways_and_begin_where_the_file_says() {
        for ending in ["\r\n", "\n", "\r"] {
            let file = format!("\u{feff}A:1{ending}B:2{ending} 3{ending}{ending}\t4{ending}C:5");
            let expected = [
                (1, "A:1".to_owned()),
                (2, "B:234".to_owned()),
                (6, "C:5".to_owned()),
            ];
            assert_eq!(read(file.as_bytes()), expected, "{ending:?}");
        }
    }

    #[test]
    fn a_fold_inside_a_character_is_undone_before_it_is_read() {
        assert_eq!(read(b"S:caf\xc3\r\n \xa9"), [(1, "S:caf\u{e9}".to_owned())]);
        assert_eq!(read(b"S:caf\xe9"), [(1, "S:caf\u{e9}".to_owned())]);
        assert_eq!(read(b"S:a\0b"), [(1, "S:ab".to_owned())]);
    }

    #[test]
    fn a_file_has_an_end_to_its_lines_and_a_line_to_its_length() {
        assert_eq!(
            lines("A:1\n".repeat(MOST_LINES + 1).as_bytes()),
            Err(ReadError::TooMuch)
        );
        let long = format!("A:{}", "\u{e9}".repeat(MOST_LINE));
        let kept = lines(long.as_bytes()).unwrap();
        assert!(kept[0].cut && kept[0].text.len() <= MOST_LINE + 1);
        assert!(kept[0].text.ends_with('\u{e9}'));
    }
}
