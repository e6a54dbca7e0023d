//! Lists by key: reading a cursor, and making a page with the next one.
//!
//! A cursor says which row the last page ended with. It is signed over the list, its
//! filter and the organisation, so that one from elsewhere is refused rather than read.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::id::OrgId;
use shared::page::{Limit, Page, PageQuery};
use shared::problem::ProblemCode;

use super::problem::Failure;
use super::reply::{Answer, Reply};

/// Signs cursors.
#[derive(Debug, Clone)]
pub struct CursorKey(hmac::Key);

impl CursorKey {
    /// A key of 32 bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, &bytes))
    }

    fn sign(&self, list: &str, position: &[u8]) -> hmac::Tag {
        hmac::sign(&self.0, &message(list, position))
    }

    fn verifies(&self, list: &str, position: &[u8], tag: &[u8]) -> bool {
        hmac::verify(&self.0, &message(list, position), tag).is_ok()
    }
}

/// What a cursor's signature is over: the list, and the position in it.
fn message(list: &str, position: &[u8]) -> Vec<u8> {
    [list.as_bytes(), &[0], position].concat()
}

/// A query of a list.
pub trait ListQuery: Serialize + Clone {
    /// Its limit and cursor, taken out; what stays is the filter.
    fn take_page(&mut self) -> PageQuery;
}

impl ListQuery for PageQuery {
    fn take_page(&mut self) -> PageQuery {
        std::mem::take(self)
    }
}

macro_rules! list_query {
    ($($query:ty),+ $(,)?) => { $(
        impl ListQuery for $query {
            fn take_page(&mut self) -> PageQuery {
                PageQuery { limit: self.limit.take(), cursor: self.cursor.take() }
            }
        }
    )+ };
}

list_query!(
    shared::missions::MissionQuery,
    shared::templates::TemplateQuery,
    shared::shifts::ShiftQuery,
    shared::availability::AvailabilityQuery,
);

/// One reading of a list: where it starts, how far it goes.
#[derive(Debug)]
pub struct Listing<K> {
    /// The key of the last row of the page before; none on the first page.
    pub after: Option<K>,
    limit: Limit,
    path: &'static str,
    filter: String,
    signed: String,
    key: CursorKey,
}

impl<K: Serialize + DeserializeOwned> Listing<K> {
    /// The reading that a query asks for of the list at `path`.
    pub fn of<Q: ListQuery>(
        key: &CursorKey,
        org: OrgId,
        path: &'static str,
        query: &Q,
    ) -> Result<Self, Failure> {
        let mut filter = query.clone();
        let page = filter.take_page();
        let filter = serde_urlencoded::to_string(&filter).map_err(anyhow::Error::from)?;
        let signed = format!("{org} {path}?{filter}");
        let after = match page.cursor {
            Some(cursor) => Some(open(key, &signed, &cursor).ok_or(ProblemCode::InvalidCursor)?),
            None => None,
        };
        let limit = page.limit.unwrap_or(Limit::DEFAULT);
        Ok(Self {
            after,
            limit,
            path,
            filter,
            signed,
            key: key.clone(),
        })
    }

    /// How many rows to read: one more than are answered, to know whether there are more.
    #[must_use]
    pub const fn fetch(&self) -> u64 {
        self.limit.rows() + 1
    }

    /// The page of the rows read, each with its key.
    pub fn page<T>(&self, rows: Vec<(K, T)>) -> Result<Page<T>, Failure> {
        let most = usize::try_from(self.limit.rows()).unwrap_or(usize::MAX);
        let more = rows.len() > most;
        let mut last = None;
        let mut items = Vec::with_capacity(rows.len().min(most));
        for (key, item) in rows.into_iter().take(most) {
            last = Some(key);
            items.push(item);
        }
        let next_cursor = match last {
            Some(key) if more => Some(self.seal(&key)?),
            _ => None,
        };
        Ok(Page { items, next_cursor })
    }

    /// The answer with the page of the rows read.
    pub fn answer<T: Serialize>(&self, rows: Vec<(K, T)>) -> Answer {
        let page = self.page(rows)?;
        let link = page.next_cursor.as_ref().map(|cursor| {
            let filter = if self.filter.is_empty() {
                String::new()
            } else {
                format!("{}&", self.filter)
            };
            format!(
                "<{}?{filter}limit={}&cursor={cursor}>; rel=\"next\"",
                self.path,
                self.limit.rows()
            )
        });
        Ok(Reply::ok(&page)?.linking_next(link))
    }

    fn seal(&self, position: &K) -> Result<String, Failure> {
        let position = serde_json::to_vec(position).map_err(anyhow::Error::from)?;
        let tag = self.key.sign(&self.signed, &position);
        Ok(format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(&position),
            URL_SAFE_NO_PAD.encode(tag)
        ))
    }
}

fn open<K: DeserializeOwned>(key: &CursorKey, signed: &str, cursor: &str) -> Option<K> {
    let (position, tag) = cursor.split_once('.')?;
    let position = URL_SAFE_NO_PAD.decode(position).ok()?;
    let tag = URL_SAFE_NO_PAD.decode(tag).ok()?;
    if !key.verifies(signed, &position, &tag) {
        return None;
    }
    serde_json::from_slice(&position).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(org: OrgId, cursor: Option<String>) -> Result<Listing<u32>, Failure> {
        let query = PageQuery {
            limit: Limit::try_from(2).ok(),
            cursor,
        };
        Listing::of(&CursorKey::new([7; 32]), org, "/things", &query)
    }

    #[test]
    fn a_list_is_walked_by_its_cursor() {
        let org = OrgId::new();
        let first = listing(org, None).unwrap();
        assert_eq!(first.fetch(), 3);
        let page = first.page(vec![(1, 'a'), (2, 'b'), (3, 'c')]).unwrap();
        assert_eq!(page.items, ['a', 'b']);
        let second = listing(org, page.next_cursor).unwrap();
        assert_eq!(second.after, Some(2));
        assert_eq!(second.page(vec![(3, 'c')]).unwrap().next_cursor, None);
    }

    #[test]
    fn a_cursor_from_elsewhere_is_refused() {
        let cursor = listing(OrgId::new(), None)
            .unwrap()
            .page(vec![(1, ()), (2, ()), (3, ())])
            .unwrap()
            .next_cursor;
        let cursor = cursor.unwrap();
        let flipped = cursor.replacen(|c: char| c.is_ascii_alphanumeric(), "_", 1);
        for bad in [
            cursor.clone(),
            cursor[..cursor.len() - 1].to_owned(),
            flipped,
            String::new(),
        ] {
            let refused = listing(OrgId::new(), Some(bad)).unwrap_err().problem();
            assert_eq!(refused.code, ProblemCode::InvalidCursor);
        }
    }
}
