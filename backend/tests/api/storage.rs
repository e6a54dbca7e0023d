//! The store of pictures and documents, both of its kinds by the same cases: a folder, and a
//! bucket of a service that the test starts. With `MINIO_ENDPOINT`, `MINIO_ACCESS_KEY` and
//! `MINIO_SECRET_KEY`, the bucket `media` of that MinIO too.

use backend::config::Config;
use backend::platform::storage::{FolderKey, Key, Served, Storage, StorageError};
use shared::id::OrgId;

use crate::support::{BucketServer, bucket_settings};

/// A store under test, and what it lives by.
struct Subject {
    name: &'static str,
    storage: Storage,
    _folder: tempfile::TempDir,
    _server: Option<BucketServer>,
}

fn storage(folder: &tempfile::TempDir, set: &[(&str, &str)]) -> Storage {
    let data = folder.path().display().to_string();
    let config = Config::read(|name| {
        let set = set.iter().find(|(key, _)| *key == name);
        set.map(|(_, value)| (*value).to_owned())
            .or_else(|| (name == "CALLBOARD_DATA").then(|| data.clone()))
    });
    Storage::of(&config.unwrap()).unwrap()
}

async fn subjects() -> Vec<Subject> {
    let folder = tempfile::tempdir().unwrap();
    let mut subjects = vec![Subject {
        name: "folder",
        storage: storage(&folder, &[]),
        _folder: folder,
        _server: None,
    }];
    subjects.extend(buckets().await);
    subjects
}

async fn buckets() -> Vec<Subject> {
    let server = BucketServer::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut subjects = vec![Subject {
        name: "bucket",
        storage: storage(&folder, &server.settings()),
        _folder: folder,
        _server: Some(server),
    }];
    if let Ok(endpoint) = std::env::var("MINIO_ENDPOINT") {
        let set = |name: &str| std::env::var(name).unwrap_or_else(|_| "minioadmin".to_owned());
        let (access, secret) = (set("MINIO_ACCESS_KEY"), set("MINIO_SECRET_KEY"));
        let settings = [
            ("S3_ENDPOINT", endpoint.as_str()),
            ("S3_BUCKET", "media"),
            ("S3_ACCESS_KEY", &access),
            ("S3_SECRET_KEY", &secret),
        ];
        let folder = tempfile::tempdir().unwrap();
        subjects.push(Subject {
            name: "MinIO",
            storage: storage(&folder, &settings),
            _folder: folder,
            _server: None,
        });
    }
    subjects
}

fn missing<T: std::fmt::Debug>(outcome: Result<T, StorageError>) -> bool {
    matches!(outcome, Err(StorageError::Missing))
}

/// What is written is read, listed and removed; what is not there is missing, and no fault.
#[actix_web::test]
async fn an_object_is_written_read_listed_and_removed() {
    for Subject { name, storage, .. } in &subjects().await {
        let (folder, other) = (FolderKey::new(OrgId::new()), FolderKey::new(OrgId::new()));
        let (file, small) = (folder.object("file"), folder.object("small"));
        assert!(missing(storage.get(&file).await), "{name}");
        storage.delete(&file).await.unwrap();
        storage.check().await.unwrap();

        let large: Vec<u8> = (0..3_000_000_u32).map(|n| n.to_le_bytes()[0]).collect();
        storage.put(&file, &large, "application/pdf").await.unwrap();
        storage.put(&small, b"small", "image/png").await.unwrap();
        storage
            .put(&other.object("file"), b"", "image/png")
            .await
            .unwrap();
        assert_eq!(storage.get(&file).await.unwrap(), large, "{name}");
        assert_eq!(
            storage.get(&other.object("file")).await.unwrap(),
            b"",
            "{name}"
        );
        let start = format!("{}/", folder.as_str());
        assert_eq!(
            storage.list(&start).await.unwrap(),
            [file.clone(), small.clone()],
            "{name}"
        );
        let all = storage.list("").await.unwrap();
        assert!(
            all.contains(&file) && all.contains(&other.object("file")),
            "{name}"
        );

        storage.delete(&small).await.unwrap();
        assert!(missing(storage.get(&small).await), "{name}");
        storage.clear(&folder).await.unwrap();
        storage.clear(&folder).await.unwrap();
        assert_eq!(storage.list(&start).await.unwrap(), [], "{name}");
        assert!(missing(storage.get(&file).await), "{name}");
        assert!(storage.get(&other.object("file")).await.is_ok(), "{name}");
        storage.clear(&other).await.unwrap();
    }
}

/// An object written again is the second one, whole; two written at one moment are one of them.
#[actix_web::test]
async fn an_object_is_never_half_of_one_and_half_of_another() {
    for Subject { name, storage, .. } in &subjects().await {
        let folder = FolderKey::new(OrgId::new());
        let file = folder.object("file");
        storage.put(&file, b"first", "image/png").await.unwrap();
        storage.put(&file, b"2", "image/png").await.unwrap();
        assert_eq!(storage.get(&file).await.unwrap(), b"2", "{name}");
        let (ones, twos) = (vec![1_u8; 500_000], vec![2_u8; 500_000]);
        let (one, two) = futures_util::future::join(
            storage.put(&file, &ones, "image/png"),
            storage.put(&file, &twos, "image/png"),
        )
        .await;
        one.unwrap();
        two.unwrap();
        let read = storage.get(&file).await.unwrap();
        assert!(read == ones || read == twos, "{name}");
        storage.clear(&folder).await.unwrap();
        assert_eq!(storage.list(folder.as_str()).await.unwrap(), [], "{name}");
    }
}

/// What a process that was killed left of an object is listed with it, and read as nothing.
#[actix_web::test]
async fn what_broke_off_is_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let storage = storage(&folder, &[]);
    let key = FolderKey::new(OrgId::new());
    let place = folder.path().join("media").join(key.as_str());
    std::fs::create_dir_all(&place).unwrap();
    std::fs::write(place.join("file.partAbc"), b"half").unwrap();
    assert!(missing(storage.get(&key.object("file")).await));
    let left = storage.list("").await.unwrap();
    let left: Vec<_> = left.iter().map(Key::folder).collect();
    assert_eq!(left, std::slice::from_ref(&key));
    storage.clear(&key).await.unwrap();
    assert_eq!(storage.list("").await.unwrap(), []);
    assert!(!place.exists());
}

/// The address of an object in a bucket says what it is and is good for a time: altered, for
/// another object, or too old, it is refused. Case A20.
#[actix_web::test]
async fn an_address_is_good_for_one_object_and_a_time() {
    for Subject { name, storage, .. } in &buckets().await {
        let folder = FolderKey::new(OrgId::new());
        let (file, other) = (folder.object("file"), folder.object("small"));
        storage
            .put(&file, b"%PDF", "application/pdf")
            .await
            .unwrap();
        storage.put(&other, b"other", "image/png").await.unwrap();
        let served = Served {
            content_type: "application/pdf",
            disposition: "attachment; filename=\"attachment.pdf\"".to_owned(),
            caching: "private, max-age=300, immutable".to_owned(),
        };
        let address = storage.address(&file, &served, 300).await.unwrap().unwrap();
        let read = reqwest::get(&address).await.unwrap();
        assert_eq!(read.status(), 200, "{name}");
        assert_eq!(read.headers()["content-type"], "application/pdf", "{name}");
        assert_eq!(
            read.headers()["content-disposition"],
            "attachment; filename=\"attachment.pdf\"",
            "{name}"
        );
        assert_eq!(
            read.headers()["cache-control"],
            "private, max-age=300, immutable",
            "{name}"
        );
        assert_eq!(read.bytes().await.unwrap(), "%PDF", "{name}");

        let ended = storage.address(&file, &served, 0).await.unwrap().unwrap();
        for refused in [
            ended,
            address.replace("/file?", "/small?"),
            address.replace("Expires=300", "Expires=301"),
            address.replace("attachment.pdf", "attachment.htm"),
            address.split('?').next().unwrap().to_owned(),
        ] {
            let read = reqwest::get(&refused).await.unwrap();
            assert_eq!(read.status(), 403, "{name} {refused}");
        }
        storage.clear(&folder).await.unwrap();
    }
}

/// A bucket that is not there, is silent, refuses, or does not exist is down, and never takes an
/// object to be missing.
#[actix_web::test]
async fn a_bucket_that_does_not_answer_is_down() {
    let key = FolderKey::new(OrgId::new()).object("file");
    let folder = tempfile::tempdir().unwrap();
    let server = BucketServer::start().await;
    storage(&folder, &server.settings()).check().await.unwrap();
    let with = |name: &str, value: &'static str| {
        let settings = server.settings();
        settings.map(|(key, set)| (key, if key == name { value } else { set }))
    };
    let refusing = storage(&folder, &with("S3_SECRET_KEY", "another"));
    let elsewhere = storage(&folder, &with("S3_BUCKET", "another"));
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent_at = format!("http://{}", silent.local_addr().unwrap());
    let silent_one = storage(&folder, &bucket_settings(&silent_at));
    let mut stopped = BucketServer::start().await;
    stopped.stop().await;
    let gone = storage(&folder, &stopped.settings());
    // A service with another bucket is there, and not ours: it is not asked for more.
    assert!(elsewhere.check().await.is_err());
    for (name, storage) in [
        ("refusing", refusing),
        ("silent", silent_one),
        ("gone", gone),
    ] {
        down(name, &storage, &key).await;
    }
}

async fn down(name: &str, storage: &Storage, key: &Key) {
    let is_down = |outcome: Result<(), StorageError>| matches!(outcome, Err(StorageError::Down(_)));
    assert!(is_down(storage.check().await), "{name}");
    assert!(is_down(storage.put(key, b"x", "image/png").await), "{name}");
    assert!(is_down(storage.get(key).await.map(drop)), "{name}");
}
