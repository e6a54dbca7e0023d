//! What an independent reading found, as `truth.json` writes it.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(crate) struct Truth {
    pub(crate) meta: Meta,
    pub(crate) files: BTreeMap<String, File>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Meta {
    pub(crate) max_occurrences: usize,
    pub(crate) default_zone: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct File {
    pub(crate) bomb: bool,
    pub(crate) broken: bool,
    pub(crate) confidence: Option<String>,
    pub(crate) single: Vec<Single>,
    pub(crate) series: Vec<Series>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Single {
    pub(crate) uid: Option<String>,
    pub(crate) start: String,
    pub(crate) end: String,
    pub(crate) kind: String,
    pub(crate) status: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Series {
    pub(crate) uid: Option<String>,
    pub(crate) occurrences: Vec<Occurrence>,
}

/// `[start, end]` or `[start, end, more]`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Occurrence {
    Plain(String, String),
    More(String, String, More),
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct More {
    pub(crate) status: Option<String>,
    pub(crate) end_exact: Option<String>,
}
