//! An S3 service of the test's own, which speaks the protocol and keeps its objects in a folder.

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

const ACCESS_KEY: &str = "callboard";
const SECRET_KEY: &str = "a quiet green bucket";
const BUCKET: &str = "media";

/// The service, until it is dropped.
pub struct BucketServer {
    endpoint: String,
    _folder: tempfile::TempDir,
    serving: tokio::task::JoinHandle<()>,
}

impl BucketServer {
    /// A service with an empty bucket.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(BUCKET)).unwrap();
        let mut service = S3ServiceBuilder::new(FileSystem::new(folder.path()).unwrap());
        service.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY));
        let service = service.build();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move {
            let mut talks = JoinSet::new();
            while let Ok((socket, _)) = listener.accept().await {
                let service = service.clone();
                talks.spawn(async move {
                    let server = Builder::new(TokioExecutor::new());
                    // A client that goes away is no fault of the service.
                    drop(server.serve_connection(TokioIo::new(socket), service).await);
                });
            }
        });
        Self {
            endpoint,
            _folder: folder,
            serving,
        }
    }

    /// The settings of a server that stores there.
    pub fn settings(&self) -> [(&str, &str); 5] {
        settings(&self.endpoint)
    }

    /// Ends it, with every connection it has: from then on nobody answers there.
    pub async fn stop(&mut self) {
        self.serving.abort();
        drop((&mut self.serving).await);
    }
}

impl Drop for BucketServer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// The settings of a server that stores at this address.
pub fn settings(endpoint: &str) -> [(&str, &str); 5] {
    [
        ("S3_ENDPOINT", endpoint),
        ("S3_BUCKET", BUCKET),
        ("S3_ACCESS_KEY", ACCESS_KEY),
        ("S3_SECRET_KEY", SECRET_KEY),
        ("S3_TIMEOUT_SECONDS", "2"),
    ]
}
