//! A client of the public API, for what is measured and what must be there first.

use std::io::Read;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use ureq::{Agent, RequestBuilder};

use crate::server::Account;

/// Somebody who is signed in, in one organisation.
#[derive(Clone)]
pub(crate) struct Client {
    agent: Agent,
    base: String,
    token: Option<String>,
    org: Option<String>,
}

impl Client {
    /// Signs in.
    pub(crate) fn sign_in(base: &str, account: &Account) -> Result<Self> {
        let config = Agent::config_builder().http_status_as_error(false).build();
        let mut client = Self {
            agent: config.into(),
            base: base.to_owned(),
            token: None,
            org: None,
        };
        let who = json!({"email": account.email, "password": account.password});
        let signed_in = client.post("/auth/login", &who)?;
        client.token = Some(text(&signed_in, "/access_token")?);
        Ok(client)
    }

    /// What proves who this is, for a while: the access token.
    pub(crate) fn token(&self) -> &str {
        self.token.as_deref().unwrap_or_default()
    }

    /// The same person in an organisation.
    pub(crate) fn in_org(mut self, org: String) -> Self {
        self.org = Some(org);
        self
    }

    /// The same person over connections of its own.
    pub(crate) fn apart(&self) -> Self {
        let agent = self.agent.config().clone().into();
        Self {
            agent,
            ..self.clone()
        }
    }

    /// The same request to another server.
    pub(crate) fn at(&self, base: &str) -> Self {
        Self {
            base: base.to_owned(),
            ..self.apart()
        }
    }

    /// Reads the JSON under a path.
    pub(crate) fn read(&self, path: &str) -> Result<Value> {
        Ok(serde_json::from_slice(&self.get(path)?)?)
    }

    /// Reads the bytes under a path.
    pub(crate) fn get(&self, path: &str) -> Result<Vec<u8>> {
        let request = self.agent.get(format!("{}{path}", self.base));
        let mut answer = self.signed(request).call()?;
        let bytes = answer.body_mut().read_to_vec()?;
        if !answer.status().is_success() {
            bail!(
                "GET {path}: {} {}",
                answer.status(),
                String::from_utf8_lossy(&bytes)
            );
        }
        Ok(bytes)
    }

    /// Opens what is under a path, to be read as it comes.
    pub(crate) fn open(&self, path: &str) -> Result<impl Read + Send + 'static> {
        let request = self.agent.get(format!("{}{path}", self.base));
        let answer = self.signed(request).call()?;
        if !answer.status().is_success() {
            bail!("GET {path}: {}", answer.status());
        }
        Ok(answer.into_body().into_reader())
    }

    /// Changes the row under a path, as it was at a version; answers what it is afterwards.
    pub(crate) fn patch(&self, path: &str, version: i64, body: &Value) -> Result<Value> {
        let request = self.agent.patch(format!("{}{path}", self.base));
        let request = request.header("If-Match", format!("\"{version}\""));
        let mut answer = self.signed(request).send_json(body)?;
        let told = answer.body_mut().read_to_string()?;
        if !answer.status().is_success() {
            bail!("PATCH {path}: {} {told}", answer.status());
        }
        Ok(serde_json::from_str(&told)?)
    }

    /// Creates what a body describes; answers what was created.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Result<Value> {
        let request = self.agent.post(format!("{}{path}", self.base));
        let mut answer = self.signed(request).send_json(body)?;
        let told = answer.body_mut().read_to_string()?;
        if !answer.status().is_success() {
            bail!("POST {path}: {} {told}", answer.status());
        }
        Ok(serde_json::from_str(&told)?)
    }

    /// A request, with who sends it and for which organisation.
    fn signed<Body>(&self, mut request: RequestBuilder<Body>) -> RequestBuilder<Body> {
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        if let Some(org) = &self.org {
            request = request.header("X-Org-Id", org);
        }
        request
    }
}

/// The text at a place in a JSON value.
pub(crate) fn text(value: &Value, pointer: &str) -> Result<String> {
    let text = value.pointer(pointer).and_then(Value::as_str);
    text.map(str::to_owned)
        .with_context(|| format!("no {pointer} in {value}"))
}
