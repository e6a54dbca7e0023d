//! A database for each test, copied from a template that was migrated once.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use backend::platform::db::Db;
use sea_orm::{ConnectionTrait as _, Database as Connection};
use tokio::sync::OnceCell;
use uuid::Uuid;

/// A database that is gone when the last who holds it lets go.
#[derive(Clone)]
pub struct Database(Arc<Place>);

enum Place {
    Sqlite {
        url: String,
        folder: tempfile::TempDir,
    },
    Postgres {
        url: String,
        folder: tempfile::TempDir,
    },
    Borrowed {
        url: String,
        lender: Database,
    },
}

static TEMPLATE: OnceCell<Template> = OnceCell::const_new();

enum Template {
    Sqlite {
        file: PathBuf,
        _folder: tempfile::TempDir,
    },
    Postgres {
        server: String,
        name: String,
    },
}

impl Database {
    /// A new, migrated database.
    pub async fn create() -> Self {
        let place = match TEMPLATE.get_or_init(template).await {
            Template::Sqlite { file, .. } => {
                let folder = tempfile::tempdir().unwrap();
                let copy = folder.path().join("callboard.db");
                std::fs::copy(file, &copy).unwrap();
                Place::Sqlite {
                    url: format!("sqlite://{}?mode=rwc", copy.display()),
                    folder,
                }
            }
            Template::Postgres { server, name } => {
                let copy = format!("test_{}", Uuid::now_v7().simple());
                on_server(server, &format!("CREATE DATABASE {copy} TEMPLATE {name}")).await;
                Place::Postgres {
                    url: with_database(server, &copy),
                    folder: tempfile::tempdir().unwrap(),
                }
            }
        };
        Self(Arc::new(place))
    }

    /// Its address.
    pub fn url(&self) -> &str {
        match self.0.as_ref() {
            Place::Sqlite { url, .. }
            | Place::Postgres { url, .. }
            | Place::Borrowed { url, .. } => url,
        }
    }

    /// The data folder that goes with it.
    pub fn folder(&self) -> &Path {
        match self.0.as_ref() {
            Place::Sqlite { folder, .. } | Place::Postgres { folder, .. } => folder.path(),
            Place::Borrowed { lender, .. } => lender.folder(),
        }
    }

    /// The same database, to be read and nothing else.
    pub fn read_only(&self) -> Self {
        let url = match self.0.as_ref() {
            Place::Sqlite { url, .. } => url.replace("?mode=rwc", "?mode=ro"),
            Place::Postgres { url, .. } | Place::Borrowed { url, .. } => {
                let sign = if url.contains('?') { '&' } else { '?' };
                format!("{url}{sign}options[default_transaction_read_only]=on")
            }
        };
        Self(Arc::new(Place::Borrowed {
            url,
            lender: self.clone(),
        }))
    }

    /// A pool of connections to it.
    pub async fn connect(&self) -> Db {
        Db::connect(self.url()).await.unwrap()
    }
}

async fn template() -> Template {
    match std::env::var("CALLBOARD_TEST_DATABASE_URL") {
        Err(_) => {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("template.db");
            let db = Db::connect(&format!("sqlite://{}?mode=rwc", file.display()))
                .await
                .unwrap();
            db.migrate_up().await.unwrap();
            db.close().await.unwrap();
            Template::Sqlite {
                file,
                _folder: folder,
            }
        }
        Ok(server) => {
            let name = format!("template_{}", Uuid::now_v7().simple());
            on_server(&server, &format!("CREATE DATABASE {name}")).await;
            let db = Db::connect(&with_database(&server, &name)).await.unwrap();
            db.migrate_up().await.unwrap();
            db.close().await.unwrap();
            Template::Postgres { server, name }
        }
    }
}

async fn on_server(server: &str, statement: &str) {
    let connection = Connection::connect(server).await.unwrap();
    connection.execute_unprepared(statement).await.unwrap();
    connection.close().await.unwrap();
}

/// The address of another database on the same server.
fn with_database(server: &str, name: &str) -> String {
    let mut url = url::Url::parse(server).unwrap();
    url.set_path(name);
    url.to_string()
}
