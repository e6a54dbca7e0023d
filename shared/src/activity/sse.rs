//! The `text/event-stream` of the HTML Standard (section 9.2): how messages are written, and
//! how they are read out of bytes that come in pieces.

/// A message as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its name; `message` when it has none of its own.
    pub event: String,
    /// The position after it: the last that was told, by this message or an earlier one.
    pub id: String,
    /// Its data, lines joined.
    pub data: String,
}

/// Writes a message. `id` is the position after it, where it has one. A line break in `data`
/// begins another line of it; `event` and `id` have none.
#[must_use]
pub fn write(event: &str, id: Option<&str>, data: &str) -> String {
    let mut text = format!("event: {event}\n");
    if let Some(id) = id {
        text.push_str(&format!("id: {id}\n"));
    }
    for line in data.split('\n') {
        text.push_str(&format!("data: {line}\n"));
    }
    text.push('\n');
    text
}

/// A comment, which says nothing but that the sender is there.
pub const HEARTBEAT: &str = ": heartbeat\n\n";

/// The most bytes of a line that are kept: far more than any of ours has.
const MOST_BYTES: usize = 1024 * 1024;

/// Reads messages out of bytes.
#[derive(Debug, Default)]
pub struct Reader {
    line: Vec<u8>,
    /// Whether the last byte was a carriage return, so that a line feed after it ends no line.
    returned: bool,
    begun: bool,
    event: String,
    data: String,
    id: String,
}

impl Reader {
    /// Takes the next bytes; answers the messages that they complete.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<Message> {
        let mut messages = Vec::new();
        for &byte in bytes {
            let follows = std::mem::replace(&mut self.returned, byte == b'\r');
            match byte {
                b'\n' if follows => {}
                b'\n' | b'\r' => messages.extend(self.end_line()),
                _ if self.line.len() < MOST_BYTES => self.line.push(byte),
                _ => {}
            }
        }
        messages
    }

    fn end_line(&mut self) -> Option<Message> {
        let bytes = std::mem::take(&mut self.line);
        let line = String::from_utf8_lossy(&bytes);
        let first = !std::mem::replace(&mut self.begun, true);
        let line = line
            .strip_prefix('\u{feff}')
            .filter(|_| first)
            .unwrap_or(&line);
        if line.is_empty() {
            return self.end_message();
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.event),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            _ => {}
        }
        None
    }

    fn end_message(&mut self) -> Option<Message> {
        let event = std::mem::take(&mut self.event);
        let mut data = std::mem::take(&mut self.data);
        data.pop()?;
        Some(Message {
            event: if event.is_empty() {
                "message".to_owned()
            } else {
                event
            },
            id: self.id.clone(),
            data,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pieces: &[&[u8]]) -> Vec<Message> {
        let mut reader = Reader::default();
        pieces.iter().flat_map(|piece| reader.push(piece)).collect()
    }

    fn message(event: &str, id: &str, data: &str) -> Message {
        Message {
            event: event.to_owned(),
            id: id.to_owned(),
            data: data.to_owned(),
        }
    }

    #[test]
    fn what_is_written_is_read_wherever_it_is_cut() {
        let text = write("change", Some("7"), "{\"a\":\"\u{e9}\"}\nb")
            + HEARTBEAT
            + &write("ready", None, "");
        let expected = [
            message("change", "7", "{\"a\":\"\u{e9}\"}\nb"),
            message("ready", "7", ""),
        ];
        for cut in 0..=text.len() {
            let (before, after) = text.as_bytes().split_at(cut);
            assert_eq!(read(&[before, after]), expected, "cut at {cut}");
        }
    }

    /// The examples of the standard, and its odd corners.
    #[test]
    fn a_stream_is_read_as_the_standard_says() {
        assert_eq!(
            read(&[b"\xef\xbb\xbfdata: YHOO\ndata: +2\ndata: 10\n\n"]),
            [message("message", "", "YHOO\n+2\n10")]
        );
        assert_eq!(
            read(&[b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n"]),
            [
                message("message", "1", "first event"),
                message("message", "", "second event"),
                message("message", "", " third event"),
            ]
        );
        assert_eq!(
            read(&[b"data\n\ndata\ndata\n\ndata:"]),
            [message("message", "", ""), message("message", "", "\n")]
        );
        assert_eq!(
            read(&[b"event: a\r", b"\ndata: b\rid: \0\r\n\r", b"event: c\n\n"]),
            [message("a", "", "b")],
            "an event without data is none"
        );
    }

    #[test]
    fn a_line_without_end_is_not_kept_for_ever() {
        let mut reader = Reader::default();
        for _ in 0..40 {
            assert_eq!(reader.push(&[b'x'; 64 * 1024]), []);
        }
        assert_eq!(reader.line.len(), MOST_BYTES);
    }
}
