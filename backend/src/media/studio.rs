use std::sync::Arc;

use shared::media::{Crop, MOST_ATTACHMENT_BYTES, MOST_AVATAR_BYTES, MediaPurpose};
use tokio::sync::Semaphore;

use super::fault::Fault;
use super::picture::Encoded;
use super::{container, picture};
use crate::platform::problem::Failure;

/// How many pictures are decoded at once: each may take some hundred megabytes.
const MOST_AT_ONCE: usize = 2;

/// Where pictures are made: off the threads that answer requests, a few at a time.
#[derive(Debug, Clone)]
pub struct Studio {
    turns: Arc<Semaphore>,
}

/// What is stored of a file.
#[derive(Debug)]
pub(super) struct Made {
    /// The file itself, as it is stored.
    pub(super) main: Encoded,
    /// Its small picture; documents have none.
    pub(super) small: Option<Encoded>,
}

impl Studio {
    /// A studio for this machine.
    #[must_use]
    pub(crate) fn new() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(MOST_AT_ONCE)),
        }
    }

    /// What is stored of a file that is for this purpose.
    pub(super) async fn make(
        &self,
        purpose: MediaPurpose,
        file: Vec<u8>,
        crop: Option<Crop>,
    ) -> Result<Made, Failure> {
        let _turn = self.turns.acquire().await.map_err(anyhow::Error::from)?;
        let making = tokio::task::spawn_blocking(move || match purpose {
            MediaPurpose::Avatar => avatar(&file, crop),
            MediaPurpose::Attachment => attachment(&file),
        });
        match making.await {
            Ok(made) => Ok(made?),
            // A decoder that gives up on a file so has read what is no picture.
            Err(panic) => {
                tracing::warn!(error = %panic, "a decoder gave up");
                Err(Fault::Damaged.into())
            }
        }
    }
}

fn avatar(file: &[u8], crop: Option<Crop>) -> Result<Made, Fault> {
    if file.len() > MOST_AVATAR_BYTES {
        return Err(Fault::TooLong);
    }
    let [main, small] = picture::avatar(file, crop)?;
    let small = Some(small);
    Ok(Made { main, small })
}

/// An attachment is kept as it is, but for its metadata: whoever attaches a plan wants that plan
/// back.
fn attachment(file: &[u8]) -> Result<Made, Fault> {
    if file.len() > MOST_ATTACHMENT_BYTES {
        return Err(Fault::TooLong);
    }
    let kind = container::kind_of(file).ok_or(Fault::Type)?;
    let content = container::plain_copy(kind, file)?;
    let small = if kind.is_picture() {
        Some(picture::preview(kind, &content)?)
    } else {
        None
    };
    let main = Encoded { kind, content };
    Ok(Made { main, small })
}
