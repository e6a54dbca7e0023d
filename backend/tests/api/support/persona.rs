//! Somebody who sends calls, and what they are answered.

use std::marker::PhantomData;

use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;
use shared::auth::{LoginIn, TokenOut};
use shared::call::Call;
use shared::id::{OrgId, UserId};
use shared::problem::{Problem, ProblemCode};

/// Somebody with a browser of their own: cookies, a token, an organisation chosen.
#[derive(Clone)]
pub struct Persona {
    pub base: String,
    pub client: reqwest::Client,
    pub token: Option<String>,
    pub org: Option<OrgId>,
    pub host: Option<String>,
}

impl Persona {
    /// Somebody new, who knows the server by this name, or by its address.
    pub fn new(base: &str, host: Option<&str>) -> Self {
        let client = reqwest::Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Self {
            base: base.to_owned(),
            client,
            token: None,
            org: None,
            host: host.map(str::to_owned),
        }
    }

    /// The same person, asking another instance.
    pub fn at(&self, base: &str) -> Self {
        Self {
            base: base.to_owned(),
            ..self.clone()
        }
    }

    /// The same person, in this organisation.
    pub fn in_org(self, org: OrgId) -> Self {
        Self {
            org: Some(org),
            ..self
        }
    }

    /// The same person with a bearer token.
    pub fn with_token(self, token: &str) -> Self {
        Self {
            token: Some(token.to_owned()),
            ..self
        }
    }

    /// Signs in.
    pub async fn sign_in(self, email: &str, password: &str) -> Self {
        let input = LoginIn {
            email: email.parse().unwrap(),
            password: password.to_owned().try_into().unwrap(),
        };
        self.takes_token(shared::auth::login(&input)).await
    }

    /// Sends a call that answers a token, and uses it from then on.
    pub async fn takes_token(self, call: Call<TokenOut>) -> Self {
        let token = self.send(call).await.ok().access_token;
        self.with_token(&token)
    }

    /// The person's own id.
    pub async fn id(&self) -> UserId {
        self.send(shared::auth::me()).await.ok().profile.id
    }

    /// A request that can still be changed before it is sent.
    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let method = method.parse().unwrap();
        let mut request = self.client.request(method, format!("{}{path}", self.base));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if let Some(org) = self.org {
            request = request.header("x-org-id", org.to_string());
        }
        if let Some(host) = &self.host {
            request = request.header("host", host);
        }
        // What a browser's own fetch adds, and another site's form cannot.
        request.header("x-requested-with", "callboard")
    }

    /// Sends a call.
    pub async fn send<T>(&self, call: Call<T>) -> Sent<T> {
        let mut request = self.request(call.method.as_str(), &call.path);
        if let Some(version) = call.if_match {
            request = request.header("if-match", version.etag());
        }
        if let Some(key) = &call.idempotency_key {
            request = request.header("idempotency-key", key);
        }
        if let Some(body) = &call.body {
            request = request.json(body);
        }
        Sent::of(request).await
    }
}

/// What a request was answered.
#[derive(Debug)]
pub struct Sent<T> {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    answer: PhantomData<fn() -> T>,
}

impl<T> Sent<T> {
    /// Sends a request and reads its answer whole; of one that does not end, the beginning.
    pub async fn of(request: reqwest::RequestBuilder) -> Self {
        let mut response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let endless = headers
            .get("content-type")
            .is_some_and(|kind| kind == "text/event-stream");
        let body = if endless {
            response.chunk().await.unwrap().unwrap_or_default().to_vec()
        } else {
            response.bytes().await.unwrap().to_vec()
        };
        Self {
            status,
            headers,
            body,
            answer: PhantomData,
        }
    }

    /// The answer as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The problem it was answered with.
    #[track_caller]
    pub fn problem(&self) -> Problem {
        assert!(
            self.status >= 400,
            "succeeded: {} {}",
            self.status,
            self.text()
        );
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{}",
            self.text()
        );
        let problem: Problem = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem.status, self.status);
        problem
    }

    /// It was refused with this code.
    #[track_caller]
    pub fn refused(&self, code: ProblemCode) -> Problem {
        let problem = self.problem();
        assert_eq!(problem.code, code, "{}", self.text());
        problem
    }

    /// It was refused as invalid at this field, for this reason.
    #[track_caller]
    pub fn invalid(&self, pointer: &str, code: &str) {
        let problem = self.refused(ProblemCode::Invalid);
        let found = problem
            .errors
            .iter()
            .any(|error| error.pointer == pointer && error.code == code);
        assert!(found, "{pointer} {code} not in {:?}", problem.errors);
    }

    /// It was done, whatever it says.
    #[track_caller]
    pub fn succeeded(&self) {
        assert!(self.status < 300, "{} {}", self.status, self.text());
    }

    /// It was done, and there is nothing to say.
    #[track_caller]
    pub fn done(&self) {
        assert_eq!(self.status, 204, "{}", self.text());
    }
}

impl<T: DeserializeOwned> Sent<T> {
    /// It was done.
    #[track_caller]
    pub fn ok(&self) -> T {
        assert!(
            (200..300).contains(&self.status),
            "{} {}",
            self.status,
            self.text()
        );
        serde_json::from_slice(&self.body).unwrap()
    }
}
