//! The life of a session: a refresh token in a cookie, changed at each use, and short access
//! tokens.
//!
//! The next refresh token is derived from the one that was presented, so that two tabs which
//! refresh at the same moment are given the same one without its being stored. One that was
//! used before that moment means that somebody else has it: the session ends.

mod cookie;
mod exchange;
mod http;
mod rotation;
mod store;

use actix_web::{HttpRequest, HttpResponse};
use shared::auth::TokenOut;
use shared::id::{OrgId, SessionId, UserId};
use utoipa_actix_web::service_config::ServiceConfig;

use super::token::{self, Claims};
use crate::platform::problem::Failure;
use crate::platform::reply::Reply;
use crate::platform::scope::{SystemDb, SystemTx};
use crate::platform::session::{Credential, Principal};
use crate::state::AppState;

pub(super) use store::still_good;
pub use store::{end_all, end_others};

/// The operations of sessions.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(http::login)
        .service(http::refresh)
        .service(http::logout)
        .service(http::logout_everywhere)
        .service(http::list)
        .service(http::revoke);
}

/// Whose access token this is, if the session and the account are still there.
pub(super) async fn principal(
    system: &SystemDb,
    claims: &Claims,
) -> Result<Option<Principal>, Failure> {
    let Some(default_org_id) = store::default_org(system, claims.sid, claims.sub).await? else {
        return Ok(None);
    };
    Ok(Some(Principal {
        user_id: claims.sub,
        credential: Credential::Session(claims.sid),
        default_org_id,
    }))
}

/// A session just begun.
#[derive(Debug)]
pub(super) struct Begun {
    session: SessionId,
    user: UserId,
    refresh: String,
}

/// Begins a session. One that a cookie already names is left alone: a planted cookie gains
/// nothing.
pub(super) async fn begin(tx: &SystemTx, user: UserId, request: &From) -> Result<Begun, Failure> {
    let session = SessionId::new();
    let refresh = rotation::first(session);
    store::insert(tx, session, user, &refresh, request).await?;
    Ok(Begun {
        session,
        user,
        refresh,
    })
}

/// Where a request came from, as the list of sessions shows it.
#[derive(Debug, Clone)]
pub(super) struct From {
    user_agent: Option<String>,
    address: String,
}

impl From {
    /// Of a request.
    pub(super) fn of(request: &HttpRequest) -> Self {
        let agent = request
            .headers()
            .get("user-agent")
            .and_then(|value| value.to_str().ok());
        let agent = agent.map(|text| text.chars().filter(|c| !c.is_control()).take(300).collect());
        Self {
            user_agent: agent,
            address: crate::platform::ratelimit::client_address(request),
        }
    }

    /// The address alone.
    pub(super) fn address(&self) -> &str {
        &self.address
    }
}

/// The answer that signs a browser in.
pub(super) fn signed_in(state: &AppState, begun: &Begun) -> Result<HttpResponse, Failure> {
    let now = state.now();
    let access_token = token::sign(
        &state.keyring,
        &state.config.audience(),
        begun.user,
        begun.session,
        now,
    );
    let expires_in = u32::try_from(token::LIFE_SECONDS).unwrap_or_default();
    let out = TokenOut {
        access_token,
        token_type: "Bearer".to_owned(),
        expires_in,
    };
    let mut response = Reply::ok(&out)?.response();
    cookie::set(&mut response, &state.config, &begun.refresh)?;
    Ok(response)
}

/// The organisation of requests that name none, when the account has one.
pub(super) type DefaultOrg = Option<OrgId>;
