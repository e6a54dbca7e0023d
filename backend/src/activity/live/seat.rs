//! A listener's place: what it is told waits here until its connection takes it.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use actix_web::web::Bytes;
use futures_util::Stream;
use shared::id::StreamId;
use tokio::sync::mpsc;

use super::feed::Feed;

/// The body of an answer that does not end. Dropped with its connection, it is left.
#[derive(Debug)]
pub(super) struct Seat {
    pub(super) id: StreamId,
    first: Option<Bytes>,
    told: mpsc::Receiver<Bytes>,
    feed: Arc<Feed>,
}

impl Seat {
    /// A seat of a feed.
    pub(super) const fn new(id: StreamId, told: mpsc::Receiver<Bytes>, feed: Arc<Feed>) -> Self {
        Self {
            id,
            first: None,
            told,
            feed,
        }
    }

    /// The same seat, where this is said before all else.
    pub(super) fn beginning(self, first: String) -> Self {
        // Moved out by hand: a seat that is dropped is left.
        let mut seat = self;
        seat.first = Some(first.into());
        seat
    }

    /// The feed that it is a seat of.
    pub(super) fn feed(&self) -> &Arc<Feed> {
        &self.feed
    }
}

impl Stream for Seat {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.first.take() {
            Some(first) => Poll::Ready(Some(Ok(first))),
            None => self.told.poll_recv(context).map(|bytes| bytes.map(Ok)),
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.feed.leave(self.id);
    }
}
