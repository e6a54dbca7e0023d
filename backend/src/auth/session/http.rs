use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use shared::auth::{LoginIn, SessionOut, TokenOut};
use shared::id::{OrgId, SessionId};
use shared::page::{Page, PageQuery};
use shared::problem::{Problem, ProblemCode};

use super::{From, cookie, exchange, rotation, signed_in, store};
use crate::auth::PasswordHasher;
use crate::auth::profile::{self, Account};
use crate::auth::throttle::{self, Guess};
use crate::platform::input::{Input, Params, PathId};
use crate::platform::page::Listing;
use crate::platform::problem::Failure;
use crate::platform::reply::{Answer, Reply};
use crate::platform::secret;
use crate::platform::session::SignedIn;
use crate::state::AppState;

/// Signs in
///
/// Answers an access token, and sets the refresh cookie. An unknown address, a wrong password
/// and an account without one are answered alike.
#[utoipa::path(tag = "auth", operation_id = "login", security(()), request_body = LoginIn,
    responses(
        (status = 200, description = "The access token", body = TokenOut),
        (status = 401, description = "`bad_credentials`", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/auth/login")]
pub(super) async fn login(
    state: web::Data<AppState>,
    request: HttpRequest,
    input: Input<LoginIn>,
) -> Result<HttpResponse, Failure> {
    let (input, from) = (input.valid()?, From::of(&request));
    let system = state.system("signing in");
    let guess = Guess::Password {
        email: input.email.as_str(),
        address: from.address(),
    };
    throttle::count(&system, guess).await?;
    let account = profile::credentials(&system, &input.email).await?;
    let stored = account
        .as_ref()
        .and_then(|account| account.password_hash.as_deref());
    let proved = state.hasher.verify(input.password.reveal(), stored).await?;
    let Some(account) = account.filter(|_| proved) else {
        return Err(ProblemCode::BadCredentials.into());
    };
    throttle::take_back(&system, guess).await?;
    let renewed = renewed(&state, &account, &input).await?;
    let begun = system
        .write(async |tx| {
            if let Some(hash) = renewed {
                profile::renew_hash(tx, &account, hash).await?;
            }
            super::begin(tx, account.id, &from).await
        })
        .await?;
    signed_in(&state, &begun)
}

/// The hash to keep from now on of a password that is at hand, when the one there is was made
/// with other parameters.
async fn renewed(
    state: &AppState,
    account: &Account,
    input: &LoginIn,
) -> Result<Option<String>, Failure> {
    let stored = account.password_hash.as_deref();
    if stored.is_some_and(PasswordHasher::is_dated) {
        state.hasher.hash(input.password.reveal()).await.map(Some)
    } else {
        Ok(None)
    }
}

/// Refreshes the access token
///
/// For the web app: needs the refresh cookie, which is changed, and the header
/// `X-Requested-With`. A token that was used before ends the session.
#[utoipa::path(tag = "auth", operation_id = "refresh", security(()),
    responses(
        (status = 200, description = "The access token", body = TokenOut),
        (status = 401, description = "There is no such session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`foreign_origin`", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/auth/refresh")]
pub(super) async fn refresh(
    state: web::Data<AppState>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let presented = cookie::read(&request, &state.config)?.ok_or(ProblemCode::Unauthenticated)?;
    let system = state.system("refreshing a session");
    let begun = exchange::exchange(&state, &system, &presented, &From::of(&request)).await?;
    signed_in(&state, &begun.ok_or(ProblemCode::Unauthenticated)?)
}

/// Signs out
///
/// Ends the session of the refresh cookie. For the web app: needs the header
/// `X-Requested-With`.
#[utoipa::path(tag = "auth", operation_id = "logout", security(()),
    responses(
        (status = 204, description = "Signed out"),
        (status = 403, description = "`foreign_origin`", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/auth/logout")]
pub(super) async fn logout(
    state: web::Data<AppState>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let system = state.system("signing out");
    if let Some(presented) = cookie::read(&request, &state.config)?
        && let Some(session) = rotation::session(&presented)
        && let Some((_, stored)) = store::state(&system, session).await?
        && [Some(&stored.current), stored.previous.as_ref()]
            .contains(&Some(&secret::digest(&presented)))
    {
        store::end(&system, session).await?;
    }
    let mut response = Reply::done()?.response();
    cookie::clear(&mut response, &state.config)?;
    Ok(response)
}

/// Signs out everywhere
///
/// Ends every session of the account, this one too.
#[utoipa::path(tag = "auth", operation_id = "logout_everywhere", responses((status = 204, description = "Signed out")))]
#[post("/auth/logout-everywhere")]
pub(super) async fn logout_everywhere(
    person: SignedIn,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Failure> {
    state
        .system("signing out everywhere")
        .write(async |tx| store::end_all(tx, person.user_id).await)
        .await?;
    let mut response = Reply::done()?.response();
    cookie::clear(&mut response, &state.config)?;
    Ok(response)
}

/// Lists the own sessions
///
/// The latest first.
#[utoipa::path(tag = "auth", operation_id = "list_sessions", params(PageQuery),
    responses((status = 200, description = "The sessions", body = Page<SessionOut>)))]
#[get("/auth/sessions")]
pub(super) async fn list(
    person: SignedIn,
    state: web::Data<AppState>,
    query: Params<PageQuery>,
) -> Answer {
    // A list of no organisation is signed for the person instead.
    let owner = OrgId::from_uuid(person.user_id.uuid());
    let listing = Listing::of(&state.cursor_key, owner, "/auth/sessions", &query.valid()?)?;
    let system = state.system("own sessions");
    let sessions = store::list(&system, person.user_id, person.session_id, &listing).await?;
    listing.answer(
        sessions
            .into_iter()
            .map(|session| (session.id, session))
            .collect(),
    )
}

/// Ends one of the own sessions
#[utoipa::path(tag = "auth", operation_id = "revoke_session",
    params(("id" = SessionId, Path, description = "The session")),
    responses((status = 204, description = "It is over")))]
#[delete("/auth/sessions/{id}")]
pub(super) async fn revoke(
    person: SignedIn,
    state: web::Data<AppState>,
    id: PathId<SessionId>,
) -> Answer {
    store::end_own(&state.system("own sessions"), person.user_id, id.found()?).await?;
    Reply::done()
}
