//! What one running server holds and every request shares.

use std::sync::Arc;

use shared::time::Instant;

use crate::activity::Streams;
use crate::auth::{Keyring, PasswordHasher};
use crate::config::Config;
use crate::media::{LinkKey, Studio};
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::page::CursorKey;
use crate::platform::scope::SystemDb;
use crate::platform::storage::Storage;

/// The shared parts. Cheap to clone. Nothing in it must survive the process or be seen by
/// a second one.
#[derive(Debug, Clone)]
pub struct AppState {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// The settings.
    pub config: Arc<Config>,
    /// The keys that sign and verify access tokens.
    pub keyring: Arc<Keyring>,
    /// Hashes passwords, a few at a time.
    pub hasher: PasswordHasher,
    /// Signs list cursors.
    pub cursor_key: CursorKey,
    /// Who listens to what happens.
    pub streams: Streams,
    /// Where pictures and documents lie.
    pub storage: Storage,
    /// Signs the addresses of files.
    pub link_key: LinkKey,
    /// Makes pictures of pictures, a few at a time.
    pub studio: Studio,
}

impl AppState {
    /// The parts for these settings on this database.
    pub fn new(config: Config, db: Db) -> anyhow::Result<Self> {
        let keyring = Keyring::parse(config.jwt_secret.reveal())?;
        let cursor_key = CursorKey::new(keyring.derive("cursor"));
        let link_key = LinkKey::new(keyring.derive("media"));
        let storage = Storage::of(&config)?;
        let clock = config.clock.map_or_else(Clock::system, Clock::starting_at);
        Ok(Self {
            db,
            clock,
            config: Arc::new(config),
            keyring: Arc::new(keyring),
            hasher: PasswordHasher::new()?,
            cursor_key,
            streams: Streams::default(),
            storage,
            link_key,
            studio: Studio::new(),
        })
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// All organisations' database, for this reason.
    #[must_use]
    pub fn system(&self, reason: &'static str) -> SystemDb {
        SystemDb::new(self.db.clone(), self.now(), reason)
    }
}
