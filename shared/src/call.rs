//! A request as a value. The web app and the API tests send the same ones, so the two
//! cannot come to differ from each other, nor from the served routes.

use std::marker::PhantomData;

use serde::Serialize;

use crate::id::Version;

/// The methods the API knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Read.
    Get,
    /// Create, or act.
    Post,
    /// Set as a whole.
    Put,
    /// Change in part (RFC 7396).
    Patch,
    /// Remove.
    Delete,
}

impl Method {
    /// The method's name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// A request that answers a `T` when it succeeds.
#[derive(Debug)]
#[must_use = "a call does nothing until it is sent"]
pub struct Call<T> {
    /// The method.
    pub method: Method,
    /// The path with its query, from the root.
    pub path: String,
    /// The version the change is made to, sent as `If-Match`.
    pub if_match: Option<Version>,
    /// Makes the call safe to repeat, sent as `Idempotency-Key`.
    pub idempotency_key: Option<String>,
    /// The JSON body.
    pub body: Option<serde_json::Value>,
    answer: PhantomData<fn() -> T>,
}

impl<T> Clone for Call<T> {
    fn clone(&self) -> Self {
        Self {
            method: self.method,
            path: self.path.clone(),
            if_match: self.if_match,
            idempotency_key: self.idempotency_key.clone(),
            body: self.body.clone(),
            answer: PhantomData,
        }
    }
}

impl<T> Call<T> {
    fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            if_match: None,
            idempotency_key: None,
            body: None,
            answer: PhantomData,
        }
    }

    /// A read.
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::Get, path)
    }

    /// A creation or an act.
    pub fn post(path: impl Into<String>) -> Self {
        Self::new(Method::Post, path)
    }

    /// A value set as a whole.
    pub fn put(path: impl Into<String>) -> Self {
        Self::new(Method::Put, path)
    }

    /// A change in part.
    pub fn patch(path: impl Into<String>) -> Self {
        Self::new(Method::Patch, path)
    }

    /// A removal.
    pub fn delete(path: impl Into<String>) -> Self {
        Self::new(Method::Delete, path)
    }

    /// With this query.
    pub fn query(mut self, query: &impl Serialize) -> Self {
        if let Ok(text) = serde_urlencoded::to_string(query)
            && !text.is_empty()
        {
            self.path.push('?');
            self.path.push_str(&text);
        }
        self
    }

    /// With this body.
    pub fn body(mut self, body: &impl Serialize) -> Self {
        self.body = serde_json::to_value(body).ok();
        self
    }

    /// For this version of the row only.
    pub fn at(mut self, version: Version) -> Self {
        self.if_match = Some(version);
        self
    }

    /// Safe to repeat under this key.
    pub fn once(mut self, key: impl Into<String>) -> Self {
        self.idempotency_key = Some(key.into());
        self
    }
}
