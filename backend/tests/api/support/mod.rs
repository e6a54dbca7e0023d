//! The stage that every story plays on.

mod bucket;
mod database;
mod persona;
mod random;
mod stream;
mod wire;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::dev::ServerHandle;
use backend::app::Application;
use backend::config::Config;
use backend::state::AppState;
use shared::access::Role;
use shared::auth::LinkAcceptIn;
use shared::orgs::OrgOut;
use shared::users::UserIn;

pub use bucket::{BucketServer, settings as bucket_settings};
pub use database::Database;
pub use persona::{Persona, Sent};
pub use random::drawn;
pub use stream::Listening;
pub use wire::wire;

/// The password of everybody on stage.
pub const PASSWORD: &str = "a quiet green lamp";

/// Where the clock of every stage stands at first: a Tuesday, 10 o'clock in Paris.
pub const NOW: &str = "2026-11-24T09:00:00Z";

/// A running server with a company in it.
pub struct Stage {
    /// Where it listens, without a final slash.
    pub base: String,
    /// What it shares between requests.
    pub state: AppState,
    /// Its database.
    pub database: Database,
    /// How many statements it has sent to it.
    pub statements: Arc<AtomicUsize>,
    handle: ServerHandle,
}

impl Stage {
    /// A server on an empty database.
    pub async fn new() -> Self {
        Self::on(Database::create().await).await
    }

    /// A server on this database: a second instance, or the same one started again.
    pub async fn on(database: Database) -> Self {
        Self::with(database, &[]).await
    }

    /// A server on this database with these settings instead of a stage's own.
    pub async fn with(database: Database, changed: &[(&str, &str)]) -> Self {
        let data = database.folder().display().to_string();
        let settings = [
            ("CALLBOARD_DATA", data.as_str()),
            ("CALLBOARD_LISTEN", "127.0.0.1:0"),
            ("CALLBOARD_CLOCK", NOW),
            ("CALLBOARD_RATE_PER_MINUTE", "1000000"),
            // So that a story can be told from more than one address.
            ("CALLBOARD_TRUSTED_PROXY", "127.0.0.1"),
            ("DATABASE_URL", database.url()),
        ];
        let config = Config::read(|name| {
            changed
                .iter()
                .chain(&settings)
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        })
        .unwrap();
        let (mut db, statements) = (database.connect().await, Arc::new(AtomicUsize::new(0)));
        let counted = statements.clone();
        db.tell_statements(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
        });
        let application = Application::bind(config, db).unwrap();
        let (base, state) = (
            format!("http://{}", application.address),
            application.state.clone(),
        );
        let handle = application.handle();
        actix_web::rt::spawn(application.run());
        Self {
            base,
            state,
            database,
            statements,
            handle,
        }
    }

    /// A second instance beside this one, on the same database.
    pub async fn second(&self) -> Self {
        Self::on(self.database.clone()).await
    }

    /// Somebody without an account.
    pub fn anonymous(&self) -> Persona {
        let base_url = self.state.config.base_url.as_ref();
        let host = base_url.and_then(|url| url.host_str());
        Persona::new(&self.base, host)
    }

    /// A new organisation, and its ADMIN, signed in.
    pub async fn company(&self, name: &str) -> (OrgOut, Persona) {
        let email = format!(
            "admin@{}.example.org",
            name.to_lowercase().replace(' ', "-")
        );
        let org = backend::orgs::found(
            &self.state,
            email.parse().unwrap(),
            "Alix Admin".parse().unwrap(),
            PASSWORD,
            name.parse().unwrap(),
        )
        .await
        .unwrap();
        let admin = self
            .anonymous()
            .sign_in(&email, PASSWORD)
            .await
            .in_org(org.id);
        (org, admin)
    }

    /// Somebody the ADMIN invites, who accepts and is signed in.
    pub async fn joins(&self, admin: &Persona, role: Role, name: &str) -> Persona {
        let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
        let input = UserIn {
            email: email.parse().unwrap(),
            name: name.parse().unwrap(),
            role,
            team_ids: Vec::new(),
        };
        let invited = admin.send(shared::users::invite(&input)).await.ok();
        self.accepts(&invited.link.url)
            .await
            .in_org(admin.org.unwrap())
    }

    /// Whoever holds this link uses it, and is signed in.
    pub async fn accepts(&self, url: &str) -> Persona {
        let (_, token) = url.split_once('#').unwrap();
        let input = LinkAcceptIn {
            token: token.to_owned().try_into().unwrap(),
            password: PASSWORD.to_owned().try_into().unwrap(),
        };
        self.anonymous()
            .takes_token(shared::auth::accept_link(&input))
            .await
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // Stopping is a message to the server's own threads; nothing here waits for it.
        drop(self.handle.stop(false));
    }
}

/// A company with one person of each role, and an outsider who is ADMIN of another one.
pub struct Company {
    /// The server.
    pub stage: Stage,
    /// The organisation.
    pub org: OrgOut,
    /// Its ADMIN.
    pub admin: Persona,
    /// Its MANAGER.
    pub manager: Persona,
    /// Its TECH.
    pub tech: Persona,
    /// The ADMIN of another organisation.
    pub outsider: Persona,
}

impl Company {
    /// The company, on a server and a database of its own.
    pub async fn new() -> Self {
        Self::on(Stage::new().await).await
    }

    /// The company, on this server.
    pub async fn on(stage: Stage) -> Self {
        let (org, admin) = stage.company("Compagnie du Lac").await;
        let manager = stage.joins(&admin, Role::Manager, "Manon Manager").await;
        let tech = stage.joins(&admin, Role::Tech, "Theo Tech").await;
        let (_, outsider) = stage.company("Theatre Voisin").await;
        Self {
            stage,
            org,
            admin,
            manager,
            tech,
            outsider,
        }
    }
}
