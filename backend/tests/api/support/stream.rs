//! Somebody who listens to what happens.

use std::collections::VecDeque;
use std::time::Duration;

use shared::activity::sse::{Message, Reader};
use shared::activity::stream::{Frame, LAST_EVENT_ID, Ready};

use super::Persona;

/// How long a listener waits for what must come, before the story fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// An open stream.
pub struct Listening {
    /// How it was opened.
    pub ready: Ready,
    /// Everything that came, as it came.
    pub heard: String,
    /// The position after the last message.
    pub position: String,
    response: reqwest::Response,
    reader: Reader,
    waiting: VecDeque<Message>,
}

impl Listening {
    /// Opens a stream.
    pub async fn of(persona: &Persona) -> Self {
        Self::open(persona.request("GET", "/activity/stream")).await
    }

    /// Goes on with one that broke off there.
    pub async fn after(persona: &Persona, position: &str) -> Self {
        let request = persona.request("GET", "/activity/stream");
        Self::open(request.header(LAST_EVENT_ID, position)).await
    }

    /// Opens the stream that a request asks for.
    pub async fn open(request: reqwest::RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let mut stream = Self {
            ready: Ready {
                stream: Default::default(),
            },
            heard: String::new(),
            position: String::new(),
            response,
            reader: Reader::default(),
            waiting: VecDeque::new(),
        };
        match stream.next().await {
            Some(Frame::Ready(ready)) => Self { ready, ..stream },
            other => panic!("a stream begins with {other:?}"),
        }
    }

    /// The next thing it says; nothing once it has ended.
    pub async fn next(&mut self) -> Option<Frame> {
        loop {
            if let Some(message) = self.waiting.pop_front() {
                self.position.clone_from(&message.id);
                return Some(Frame::read(&message).unwrap());
            }
            self.hear().await?;
        }
    }

    /// Waits for the next bytes; nothing once it has ended.
    async fn hear(&mut self) -> Option<()> {
        let chunk = tokio::time::timeout(PATIENCE, self.response.chunk());
        // A connection that breaks ends it as well.
        let bytes = chunk.await.unwrap().ok()??;
        self.heard.push_str(&String::from_utf8_lossy(&bytes));
        self.waiting.extend(self.reader.push(&bytes));
        Some(())
    }

    /// What it says next that answers something, leaving out what does not.
    pub async fn until<T>(&mut self, wanted: impl Fn(Frame) -> Option<T>) -> T {
        loop {
            let frame = self.next().await.unwrap();
            if let Some(found) = wanted(frame) {
                return found;
            }
        }
    }

    /// Waits for a sign of life that says nothing.
    pub async fn heartbeat(&mut self) {
        let before = self.heard.len();
        while !self.heard[before..].contains(": heartbeat") {
            self.hear().await.unwrap();
        }
    }
}
