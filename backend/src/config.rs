//! The settings, each from an environment variable of its own. `.env.example` lists them.

mod media;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use shared::time::Instant;
use url::Url;

pub use media::{BucketSettings, MediaSettings, MediaStore};

/// Development forgives; production refuses to start with what would not be safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Environment {
    /// On a developer's machine, or for a demo.
    Development,
    /// With people's data.
    Production,
}

/// A setting that is never shown.
#[derive(Clone)]
pub struct Hidden(String);

impl Hidden {
    /// A hidden setting.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The setting itself.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(hidden)")
    }
}

/// The settings.
#[derive(Debug, Clone)]
pub struct Config {
    /// `CALLBOARD_ENV`: `development` (the default) or `production`.
    pub environment: Environment,
    /// `CALLBOARD_LISTEN`: the address to listen on; `127.0.0.1:8080`.
    pub listen: SocketAddr,
    /// `CALLBOARD_BASE_URL`: where people reach the server; the listening address when not
    /// set. When it is set, requests for other hosts are refused.
    pub base_url: Option<Url>,
    /// `DATABASE_URL`: `postgres://...` or `sqlite://...`; a SQLite file in the data folder.
    pub database_url: Hidden,
    /// `CALLBOARD_DATA`: the data folder; `./data`.
    pub data: PathBuf,
    /// `JWT_SECRET`: `kid:secret[,kid:secret...]`; the first signs, all verify.
    pub jwt_secret: Hidden,
    /// `CALLBOARD_CLOCK`: an instant at which the clock starts; refused in production.
    pub clock: Option<Instant>,
    /// `CALLBOARD_TRUSTED_PROXY`: the address of the proxy whose `X-Forwarded-For` is believed.
    pub trusted_proxy: Option<IpAddr>,
    /// `CALLBOARD_RATE_PER_MINUTE`: requests a minute that one caller may make; 1200.
    pub rate_per_minute: u32,
    /// `CALLBOARD_STREAMS_PER_PERSON`: live streams of one organisation that one person may
    /// have open at once, on one instance; 16.
    pub streams_per_person: usize,
    /// `CALLBOARD_HEARTBEAT_SECONDS`: how often a live stream that has nothing to say says
    /// that it is there; 15.
    pub heartbeat_seconds: u64,
    /// Where pictures and documents lie, and how much of them an organisation may have.
    pub media: MediaSettings,
}

/// The signing key of a development server: known to everybody, so worth nothing.
pub const SAMPLE_JWT_SECRET: &str = "dev:c2FtcGxlLXNlY3JldC1vZi1hLWRldmVsb3BtZW50LXNlcnZlcg";

/// Where a server listens unless told otherwise.
const DEFAULT_LISTEN: &str = "127.0.0.1:8080";

impl Config {
    /// The settings of this process's environment.
    pub fn from_env() -> anyhow::Result<Self> {
        Self::read(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    }

    /// The settings that `variable` answers. Fails with the name of the variable that is
    /// missing or wrong.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let environment = match variable("CALLBOARD_ENV").as_deref() {
            None | Some("development") => Environment::Development,
            Some("production") => Environment::Production,
            Some(other) => bail!("CALLBOARD_ENV is `{other}`: write `development` or `production`"),
        };
        let data = PathBuf::from(variable("CALLBOARD_DATA").unwrap_or_else(|| "data".into()));
        let database_url = variable("DATABASE_URL").unwrap_or_else(|| {
            format!("sqlite://{}?mode=rwc", data.join("callboard.db").display())
        });
        let config = Self {
            environment,
            listen: parsed(&variable, "CALLBOARD_LISTEN")?
                .map_or_else(|| DEFAULT_LISTEN.parse().context("default address"), Ok)?,
            base_url: parsed(&variable, "CALLBOARD_BASE_URL")?,
            database_url: Hidden::new(database_url),
            data,
            jwt_secret: Hidden::new(
                variable("JWT_SECRET").unwrap_or_else(|| SAMPLE_JWT_SECRET.into()),
            ),
            clock: parsed(&variable, "CALLBOARD_CLOCK")?,
            trusted_proxy: parsed(&variable, "CALLBOARD_TRUSTED_PROXY")?,
            rate_per_minute: parsed(&variable, "CALLBOARD_RATE_PER_MINUTE")?.unwrap_or(1200),
            streams_per_person: parsed(&variable, "CALLBOARD_STREAMS_PER_PERSON")?.unwrap_or(16),
            heartbeat_seconds: parsed(&variable, "CALLBOARD_HEARTBEAT_SECONDS")?.unwrap_or(15),
            media: MediaSettings::read(&variable)?,
        };
        crate::auth::Keyring::parse(config.jwt_secret.reveal()).context("JWT_SECRET")?;
        if environment == Environment::Production {
            config.refuse_unsafe()?;
        }
        Ok(config)
    }

    /// What a production server does not start with.
    fn refuse_unsafe(&self) -> anyhow::Result<()> {
        if lists_the_sample(self.jwt_secret.reveal()) {
            bail!("JWT_SECRET is missing or the sample: set a secret of 32 random bytes or more");
        }
        if self.clock.is_some() {
            bail!("CALLBOARD_CLOCK is for demos: unset it in production");
        }
        match &self.base_url {
            Some(url) if url.scheme() == "https" => Ok(()),
            _ => bail!("CALLBOARD_BASE_URL is missing or not https: set the address people use"),
        }
    }

    /// The start of every link that the server makes: the base URL, without a final slash.
    #[must_use]
    pub fn origin(&self) -> String {
        match &self.base_url {
            Some(url) => url.as_str().trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.listen),
        }
    }

    /// For whom access tokens are: the base URL, which is the same on every instance. Where
    /// none is set, the instances of a development server are one audience too.
    #[must_use]
    pub fn audience(&self) -> String {
        self.base_url
            .as_ref()
            .map_or_else(|| "callboard".to_owned(), ToString::to_string)
    }

    /// Whether people reach the server over TLS, so that cookies can demand it.
    #[must_use]
    pub fn over_tls(&self) -> bool {
        self.base_url
            .as_ref()
            .is_some_and(|url| url.scheme() == "https")
    }
}

/// Whether one of these keys is the sample: under another name, or second, it would verify
/// what anybody can sign.
fn lists_the_sample(keys: &str) -> bool {
    fn secret(key: &str) -> Option<&str> {
        Some(key.split_once(':')?.1.trim().trim_end_matches('='))
    }
    keys.split(',')
        .any(|key| secret(key) == secret(SAMPLE_JWT_SECRET))
}

/// The value of a variable, if it is set; fails with its name when it cannot be read.
fn parsed<T: std::str::FromStr>(
    variable: &impl Fn(&str) -> Option<String>,
    name: &str,
) -> anyhow::Result<Option<T>>
where
    T::Err: std::error::Error + Send + Sync + 'static,
{
    variable(name)
        .map(|value| {
            value
                .parse()
                .with_context(|| format!("{name} cannot be read"))
        })
        .transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(set: &[(&str, &str)]) -> anyhow::Result<Config> {
        Config::read(|name| {
            set.iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn with_nothing_set_a_development_server_starts_on_sqlite() {
        let config = read(&[]).unwrap();
        assert_eq!(config.environment, Environment::Development);
        assert!(config.database_url.reveal().starts_with("sqlite://"));
        assert_eq!(config.origin(), "http://127.0.0.1:8080");
    }

    #[test]
    fn production_refuses_what_is_not_safe_and_names_the_variable() {
        let good = [
            ("CALLBOARD_ENV", "production"),
            ("CALLBOARD_BASE_URL", "https://plan.example.org"),
            (
                "JWT_SECRET",
                "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY",
            ),
        ];
        assert!(read(&good).is_ok());
        let refusal = |name, value| {
            let set: Vec<_> = good
                .iter()
                .copied()
                .filter(|(key, _)| *key != name)
                .chain([(name, value)])
                .collect();
            format!("{:#}", read(&set).unwrap_err())
        };
        let second = format!(
            "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY, k2:{}",
            SAMPLE_JWT_SECRET.replace("dev:", "")
        );
        for (name, value) in [
            ("JWT_SECRET", ""),
            ("JWT_SECRET", SAMPLE_JWT_SECRET),
            ("JWT_SECRET", &second),
            ("JWT_SECRET", "k1:c2hvcnQ"),
            ("CALLBOARD_BASE_URL", "http://plan.example.org"),
            ("CALLBOARD_CLOCK", "2019-08-21T00:00:00Z"),
            ("CALLBOARD_LISTEN", "everywhere"),
        ] {
            assert!(refusal(name, value).contains(name), "{name}={value}");
        }
    }
}
