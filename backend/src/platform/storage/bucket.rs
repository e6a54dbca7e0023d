use std::collections::HashMap;
use std::future::Future;
use std::time::Duration;

use anyhow::Context as _;
use s3::creds::Credentials;
use s3::error::S3Error;
use s3::{Bucket as Client, Region};

use super::{Key, Served, StorageError};
use crate::config::BucketSettings;

/// How long it may take to say that it is there.
const PATIENCE_TO_CHECK: Duration = Duration::from_secs(2);

/// A bucket of an S3 service, addressed by path as MinIO wants it.
#[derive(Debug, Clone)]
pub struct Bucket {
    /// As this server reaches it.
    client: Box<Client>,
    /// As browsers reach it: a presigned address is for one host.
    public: Box<Client>,
    /// How long the service may take for one object.
    patience: Duration,
}

impl Bucket {
    /// The bucket that the settings name. Nothing is asked of the service yet.
    pub fn of(settings: &BucketSettings) -> anyhow::Result<Self> {
        Ok(Self {
            client: client(settings, settings.endpoint.as_str())?,
            public: client(settings, settings.public_endpoint.as_str())?,
            patience: settings.patience,
        })
    }

    pub(super) async fn put(
        &self,
        key: &Key,
        content: &[u8],
        content_type: &str,
    ) -> Result<(), StorageError> {
        let put = self
            .client
            .put_object_with_content_type(key.as_str(), content, content_type);
        asked(self.patience, put).await.map(|_| ())
    }

    pub(super) async fn get(&self, key: &Key) -> Result<Vec<u8>, StorageError> {
        let answer = asked(self.patience, self.client.get_object(key.as_str())).await?;
        Ok(answer.to_vec())
    }

    pub(super) async fn delete(&self, key: &Key) -> Result<(), StorageError> {
        match asked(self.patience, self.client.delete_object(key.as_str())).await {
            Ok(_) | Err(StorageError::Missing) => Ok(()),
            Err(error) => Err(error),
        }
    }

    pub(super) async fn list(&self, start: &str) -> Result<Vec<Key>, StorageError> {
        let mut found = Vec::new();
        let mut after = None;
        loop {
            let page = self
                .client
                .list_page(start.to_owned(), None, after.take(), None, None);
            let (page, _) = asked(self.patience, page).await?;
            found.extend(
                page.contents
                    .iter()
                    .filter_map(|object| Key::parse(&object.key)),
            );
            match page.next_continuation_token {
                Some(token) => after = Some(token),
                None => break,
            }
        }
        found.sort();
        Ok(found)
    }

    pub(super) async fn address(
        &self,
        key: &Key,
        served: &Served,
        seconds: u32,
    ) -> Result<String, StorageError> {
        let told = [
            ("response-content-type", served.content_type),
            ("response-content-disposition", &served.disposition),
            ("response-cache-control", &served.caching),
        ];
        let told: HashMap<_, _> = told
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        asked(
            self.patience,
            self.public.presign_get(key.as_str(), seconds, Some(told)),
        )
        .await
    }

    pub(super) async fn check(&self) -> Result<(), StorageError> {
        let page = self
            .client
            .list_page("check/".to_owned(), None, None, None, Some(1));
        asked(PATIENCE_TO_CHECK, page).await.map(|_| ())
    }
}

fn client(settings: &BucketSettings, endpoint: &str) -> anyhow::Result<Box<Client>> {
    let region = Region::Custom {
        region: settings.region.clone(),
        endpoint: endpoint.trim_end_matches('/').to_owned(),
    };
    let (access, secret) = (settings.access_key.reveal(), settings.secret_key.reveal());
    let credentials = Credentials::new(Some(access), Some(secret), None, None, None);
    let client = Client::new(
        &settings.name,
        region,
        credentials.context("S3 credentials")?,
    )?;
    Ok(client
        .with_path_style()
        .with_request_timeout(settings.patience)?)
}

/// What the service answers, if it does so in time.
async fn asked<T>(
    patience: Duration,
    asking: impl Future<Output = Result<T, S3Error>>,
) -> Result<T, StorageError> {
    match tokio::time::timeout(patience, asking).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(S3Error::HttpFailWithBody(404, body))) if !body.contains("NoSuchBucket") => {
            Err(StorageError::Missing)
        }
        Ok(Err(error)) => Err(anyhow::Error::from(error)
            .context("the media bucket")
            .into()),
        Err(_) => Err(anyhow::anyhow!("the media bucket takes too long").into()),
    }
}
