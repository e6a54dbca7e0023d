//! What a request shows of who sends it: the access token, in memory only, and the
//! organisation. The token lives minutes; it is renewed by the refresh cookie, which no script
//! sees. There is one page in this thread, hence one of each.

use std::cell::{Cell, RefCell};

use chrono::{DateTime, Duration, Utc};
use futures_util::FutureExt as _;
use futures_util::future::{LocalBoxFuture, Shared};
use shared::auth::TokenOut;
use shared::id::OrgId;
use shared::problem::ProblemCode;

use super::{Body, Failure, head, once, read};

/// An access token, and until when it is good by this browser's clock.
struct Token {
    text: String,
    until: DateTime<Utc>,
}

/// A renewal under way, which all who wait for it share.
type Renewal = Shared<LocalBoxFuture<'static, Result<String, Failure>>>;

thread_local! {
    static TOKEN: RefCell<Option<Token>> = const { RefCell::new(None) };
    static ORG: Cell<Option<OrgId>> = const { Cell::new(None) };
    static RENEWAL: RefCell<Option<Renewal>> = const { RefCell::new(None) };
    static LOST: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
}

/// So long before its end a token is renewed rather than sent.
const MARGIN_SECONDS: i64 = 20;

/// Keeps a token that signing in gave; none forgets it.
pub(crate) fn keep(token: Option<TokenOut>) {
    let token = token.map(|token| Token {
        until: Utc::now() + Duration::seconds(i64::from(token.expires_in) - MARGIN_SECONDS),
        text: token.access_token,
    });
    TOKEN.replace(token);
}

/// Sends the requests from now on for this organisation; none leaves it to the account's own.
pub(crate) fn select(org: Option<OrgId>) {
    ORG.set(org);
}

/// The organisation that requests are sent for.
pub(super) fn selected() -> Option<OrgId> {
    ORG.get()
}

/// What to do when the session turns out to be over.
pub(crate) fn on_lost(act: impl Fn() + 'static) {
    LOST.replace(Some(Box::new(act)));
}

/// The token to send, renewed where it is about to end; none before anybody signed in.
pub(super) async fn token() -> Result<Option<String>, Failure> {
    let held = TOKEN.with_borrow(|token| {
        let token = token.as_ref()?;
        Some((token.until > Utc::now()).then(|| token.text.clone()))
    });
    match held {
        None => Ok(None),
        Some(Some(token)) => Ok(Some(token)),
        Some(None) => renew().await.map(Some),
    }
}

/// Renews the token by the refresh cookie, and answers it. Whoever asks meanwhile waits for
/// the same renewal.
pub(crate) async fn renew() -> Result<String, Failure> {
    let under_way = RENEWAL.with_borrow(Clone::clone);
    let renewal = under_way.unwrap_or_else(|| {
        let begun = request().boxed_local().shared();
        RENEWAL.replace(Some(begun.clone()));
        begun
    });
    renewal.await
}

async fn request() -> Result<String, Failure> {
    let call = shared::auth::refresh();
    let answer = once(&head(None, &call), &Body::Json(None), None).await;
    RENEWAL.replace(None);
    match answer.and_then(|text| read::<TokenOut>(&text)) {
        Ok(answer) => {
            let text = answer.body.access_token.clone();
            keep(Some(answer.body));
            Ok(text)
        }
        Err(failure) => {
            let over = failure.code() == Some(ProblemCode::Unauthenticated);
            if over && TOKEN.replace(None).is_some() {
                LOST.with_borrow(|act| act.iter().for_each(|act| act()));
            }
            Err(failure)
        }
    }
}
