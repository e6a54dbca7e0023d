use std::time::Duration;

use anyhow::{Context as _, bail};
use url::Url;

use super::{Hidden, parsed};

/// Where pictures and documents lie, and how much of them an organisation may have.
#[derive(Debug, Clone)]
pub struct MediaSettings {
    /// Where they lie.
    pub store: MediaStore,
    /// `CALLBOARD_MEDIA_MEGABYTES`: the megabytes of one organisation; 5120.
    pub most_megabytes: u32,
    /// `CALLBOARD_MEDIA_FILES`: the files of one organisation; 20,000.
    pub most_files: u32,
}

/// Where pictures and documents lie.
#[derive(Debug, Clone)]
pub enum MediaStore {
    /// In the data folder.
    Folder,
    /// In a bucket: when `S3_ENDPOINT` is set.
    Bucket(Box<BucketSettings>),
}

/// A bucket of an S3 service.
#[derive(Debug, Clone)]
pub struct BucketSettings {
    /// `S3_ENDPOINT`: where this server reaches the service.
    pub endpoint: Url,
    /// `S3_PUBLIC_ENDPOINT`: where browsers reach it; the same unless set.
    pub public_endpoint: Url,
    /// `S3_BUCKET`: the bucket.
    pub name: String,
    /// `S3_REGION`: its region; `us-east-1`, as MinIO has it.
    pub region: String,
    /// `S3_ACCESS_KEY`: who asks.
    pub access_key: Hidden,
    /// `S3_SECRET_KEY`: what proves it.
    pub secret_key: Hidden,
    /// `S3_TIMEOUT_SECONDS`: how long the service may take for one object; 20.
    pub patience: Duration,
}

impl MediaSettings {
    pub(super) fn read(variable: &impl Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        Ok(Self {
            store: store(variable)?,
            most_megabytes: parsed(variable, "CALLBOARD_MEDIA_MEGABYTES")?.unwrap_or(5 * 1024),
            most_files: parsed(variable, "CALLBOARD_MEDIA_FILES")?.unwrap_or(20_000),
        })
    }

    /// The origin of the addresses that browsers read files at, where it is not this server's.
    #[must_use]
    pub fn origin(&self) -> Option<String> {
        match &self.store {
            MediaStore::Folder => None,
            MediaStore::Bucket(settings) => {
                Some(settings.public_endpoint.origin().ascii_serialization())
            }
        }
    }
}

fn store(variable: &impl Fn(&str) -> Option<String>) -> anyhow::Result<MediaStore> {
    let Some(endpoint) = address(variable, "S3_ENDPOINT")? else {
        for name in [
            "S3_PUBLIC_ENDPOINT",
            "S3_BUCKET",
            "S3_ACCESS_KEY",
            "S3_SECRET_KEY",
        ] {
            if variable(name).is_some() {
                bail!("{name} is set, and S3_ENDPOINT is not");
            }
        }
        return Ok(MediaStore::Folder);
    };
    let required = |name: &str| {
        variable(name).with_context(|| format!("S3_ENDPOINT is set, and {name} is not"))
    };
    Ok(MediaStore::Bucket(Box::new(BucketSettings {
        public_endpoint: address(variable, "S3_PUBLIC_ENDPOINT")?
            .unwrap_or_else(|| endpoint.clone()),
        endpoint,
        name: required("S3_BUCKET")?,
        region: variable("S3_REGION").unwrap_or_else(|| "us-east-1".to_owned()),
        access_key: Hidden::new(required("S3_ACCESS_KEY")?),
        secret_key: Hidden::new(required("S3_SECRET_KEY")?),
        patience: Duration::from_secs(parsed(variable, "S3_TIMEOUT_SECONDS")?.unwrap_or(20)),
    })))
}

fn address(variable: &impl Fn(&str) -> Option<String>, name: &str) -> anyhow::Result<Option<Url>> {
    let url: Option<Url> = parsed(variable, name)?;
    match url {
        Some(url) if !["http", "https"].contains(&url.scheme()) || url.path() != "/" => {
            bail!("{name} is no http address without a path")
        }
        url => Ok(url),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUCKET: [(&str, &str); 4] = [
        ("S3_ENDPOINT", "http://minio:9000"),
        ("S3_BUCKET", "media"),
        ("S3_ACCESS_KEY", "callboard"),
        ("S3_SECRET_KEY", "a secret"),
    ];

    fn read(set: &[(&str, &str)]) -> anyhow::Result<MediaSettings> {
        MediaSettings::read(&|name| {
            set.iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn files_lie_in_the_data_folder_unless_a_bucket_is_set() {
        assert!(matches!(read(&[]).unwrap().store, MediaStore::Folder));
        assert_eq!(read(&[]).unwrap().origin(), None);
        let settings = read(&BUCKET).unwrap();
        assert_eq!(settings.origin().as_deref(), Some("http://minio:9000"));
        let public = ("S3_PUBLIC_ENDPOINT", "https://media.example.org");
        let settings = read(&[BUCKET.as_slice(), &[public]].concat()).unwrap();
        assert_eq!(
            settings.origin().as_deref(),
            Some("https://media.example.org")
        );
        assert!(!format!("{settings:?}").contains("a secret"));
    }

    #[test]
    fn half_a_bucket_is_refused_and_says_what_is_missing() {
        for (name, _) in BUCKET {
            let rest: Vec<_> = BUCKET.into_iter().filter(|(key, _)| *key != name).collect();
            let refusal = format!("{:#}", read(&rest).unwrap_err());
            assert!(refusal.contains(name), "{refusal}");
        }
        for wrong in ["minio:9000", "ftp://minio", "http://minio/media"] {
            let mut set = BUCKET;
            set[0].1 = wrong;
            assert!(read(&set).is_err(), "{wrong}");
        }
    }
}
