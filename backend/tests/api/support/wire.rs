//! The wire itself, for what no HTTP client would send.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// How long a server may take to answer and close, before the story fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends these bytes as they are, and answers everything that comes back until the server
/// closes. A server that closes before it has read everything is no fault of the story.
pub async fn wire(base: &str, bytes: &[u8]) -> String {
    let address = base.strip_prefix("http://").unwrap();
    let stream = TcpStream::connect(address).await.unwrap();
    let (mut reader, mut writer) = stream.into_split();
    let send = async {
        // Refused early, the rest has nowhere to go.
        drop(writer.write_all(bytes).await);
        writer
    };
    let receive = async {
        let mut answer = Vec::new();
        drop(reader.read_to_end(&mut answer).await);
        answer
    };
    let talk = futures_util::future::join(send, receive);
    let (_, answer) = tokio::time::timeout(PATIENCE, talk).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}
