//! Who asks, and what they may do.
//!
//! The middleware [`authenticate`] finds out before the request reaches its handler; the
//! extractors only read what it found. So they answer at once, and a handler that takes
//! one first refuses the wrong caller before it looks at the request's body.
//!
//! A right is a type. A function that needs to plan asks for `Member<ShiftEdit>`, and
//! cannot be called with less:
//!
//! ```compile_fail
//! use backend::platform::session::{Member, ShiftEdit, ShiftRead};
//! fn plan(_: &Member<ShiftEdit>) {}
//! fn read(reader: &Member<ShiftRead>) { plan(reader) }
//! ```
//!
//! Nor can a right to read open a transaction to write:
//!
//! ```compile_fail
//! use backend::platform::session::{Member, ShiftRead};
//! async fn read(reader: &Member<ShiftRead>) {
//!     let _ = reader.write(async |_tx| Ok(())).await;
//! }
//! ```
//!
//! With the right to edit, both compile:
//!
//! ```
//! use backend::platform::session::{Member, ShiftEdit};
//! fn plan(_: &Member<ShiftEdit>) {}
//! async fn edit(planner: &Member<ShiftEdit>) {
//!     plan(planner);
//!     let _ = planner.write(async |_tx| Ok(())).await;
//! }
//! ```

mod grants;

use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::ops::Deref;

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, ResponseError as _, web};
use serde::Serialize;
use shared::access::{Capability, Role, allows, allows_key};
use shared::id::{OrgId, SessionId, UserId};
use shared::problem::ProblemCode;
use shared::time::{Instant, Zone};

use super::health;
use super::idempotency::{self, Idempotency};
use super::problem::Failure;
use super::reply::Answer;
use super::scope::{Actor, OrgDb, OrgTx};
use crate::state::AppState;

pub use grants::*;

/// Somebody whose credentials are good.
#[derive(Debug, Clone)]
pub struct Principal {
    /// The person, or the maker of the key.
    pub user_id: UserId,
    /// By what they came.
    pub credential: Credential,
    /// The organisation of requests that name none.
    pub default_org_id: Option<OrgId>,
}

/// By what somebody came.
#[derive(Debug, Clone)]
pub enum Credential {
    /// A browser session.
    Session(SessionId),
    /// A key, which is for one organisation and a few things.
    Key {
        /// The key.
        id: shared::id::ApiKeyId,
        /// Its organisation.
        org: OrgId,
        /// What it may do, as far as its maker may.
        scopes: Vec<Capability>,
        /// When it was last used, as far as that is noted.
        last_used_at: Option<Instant>,
    },
}

/// What somebody is in the organisation of the request.
#[derive(Debug, Clone, Copy)]
pub struct Membership {
    /// The organisation.
    pub org: OrgId,
    /// The role in it.
    pub role: Role,
    /// Where its days begin and end.
    pub zone: Zone,
}

/// What the middleware found out.
#[derive(Debug, Clone)]
struct Access {
    principal: Principal,
    membership: Option<Membership>,
}

/// Finds out who asks, and what they are in the organisation the request is for.
pub async fn authenticate(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let state = request.app_data::<web::Data<AppState>>().cloned();
    let token = bearer(request.request()).filter(|_| !health::is_probe(request.path()));
    let (Some(state), Some(token)) = (state, token) else {
        return Ok(next.call(request).await?.map_into_left_body());
    };
    let access = match find_out(&state, request.request(), &token).await {
        Ok(access) => access,
        Err(failure) => {
            return Ok(request
                .into_response(failure.error_response())
                .map_into_right_body());
        }
    };
    let Some(access) = access else {
        return Ok(next.call(request).await?.map_into_left_body());
    };
    let principal = access.principal.clone();
    request.extensions_mut().insert(access);
    let response = next.call(request).await?.map_into_left_body();
    crate::auth::note_use(&state, &principal).await;
    Ok(response)
}

async fn find_out(
    state: &AppState,
    request: &HttpRequest,
    token: &str,
) -> Result<Option<Access>, Failure> {
    let system = state.system("authentication");
    let Some(principal) = crate::auth::principal(state, &system, token).await? else {
        return Ok(None);
    };
    let membership = match wanted_org(request, &principal) {
        Some(org) => crate::orgs::membership(&system, org, principal.user_id).await?,
        None => None,
    };
    Ok(Some(Access {
        principal,
        membership,
    }))
}

/// The token of `Authorization: Bearer`.
fn bearer(request: &HttpRequest) -> Option<String> {
    let value = request
        .headers()
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim().to_owned())
}

/// The organisation that `X-Org-Id` names, or the caller's own default. A key is for its
/// organisation alone. A header that is no id names no organisation.
fn wanted_org(request: &HttpRequest, principal: &Principal) -> Option<OrgId> {
    let named = request
        .headers()
        .get("x-org-id")
        .map(|value| value.to_str().ok()?.parse::<OrgId>().ok());
    match (&principal.credential, named) {
        (Credential::Key { org, .. }, None) => Some(*org),
        (Credential::Key { org, .. }, Some(named)) => named.filter(|named| named == org),
        (Credential::Session(_), None) => principal.default_org_id,
        (Credential::Session(_), Some(named)) => named,
    }
}

fn access(request: &HttpRequest) -> Result<Access, Failure> {
    request
        .extensions()
        .get::<Access>()
        .cloned()
        .ok_or_else(|| ProblemCode::Unauthenticated.into())
}

fn state(request: &HttpRequest) -> Result<web::Data<AppState>, Failure> {
    request
        .app_data::<web::Data<AppState>>()
        .cloned()
        .ok_or_else(|| anyhow::anyhow!("no state").into())
}

/// A person signed in by a browser session, whatever organisation they are in. Keys are
/// refused: they have no account to look after.
#[derive(Debug)]
pub struct SignedIn {
    /// The person.
    pub user_id: UserId,
    /// The session.
    pub session_id: SessionId,
    /// The time of the request.
    pub now: Instant,
}

impl SignedIn {
    fn of(request: &HttpRequest) -> Result<Self, Failure> {
        let now = state(request)?.now();
        let principal = access(request)?.principal;
        match principal.credential {
            Credential::Session(session_id) => Ok(Self {
                user_id: principal.user_id,
                session_id,
                now,
            }),
            Credential::Key { .. } => Err(ProblemCode::InsufficientScope.into()),
        }
    }
}

impl FromRequest for SignedIn {
    type Error = Failure;
    type Future = Ready<Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

/// A member of the organisation of the request, who may do `C`. Reads as its [`OrgDb`].
///
/// Nobody signed in is 401; not a member, 404; a member without the right, 403.
#[derive(Debug)]
pub struct Member<C> {
    org: OrgDb,
    state: web::Data<AppState>,
    /// The role, for rules that look at more than the capability.
    pub role: Role,
    credential: Credential,
    /// The person, or the maker of the key.
    pub user_id: UserId,
    /// Where the organisation's days begin and end.
    pub zone: Zone,
    capability: PhantomData<C>,
}

impl<C: Grant> Member<C> {
    fn of(request: &HttpRequest) -> Result<Self, Failure> {
        let Access {
            principal,
            membership,
        } = access(request)?;
        let membership = membership.ok_or(ProblemCode::NotFound)?;
        let actor = match principal.credential {
            Credential::Session(_) => Actor::Person(principal.user_id),
            Credential::Key { id, .. } => Actor::Key {
                maker: principal.user_id,
                key: id,
            },
        };
        let state = state(request)?;
        let member = Self {
            org: OrgDb::new(state.db.clone(), membership.org, actor, state.now()),
            state,
            role: membership.role,
            credential: principal.credential,
            user_id: principal.user_id,
            zone: membership.zone,
            capability: PhantomData,
        };
        if !allows(member.role, C::CAPABILITY) {
            return Err(ProblemCode::Forbidden.into());
        }
        if !member.may(C::CAPABILITY) {
            return Err(ProblemCode::InsufficientScope.into());
        }
        Ok(member)
    }

    /// Whether the caller may do something more: the role allows it, and so does the key,
    /// where one is used.
    #[must_use]
    pub fn may(&self, capability: Capability) -> bool {
        let key_allows = match &self.credential {
            Credential::Session(_) => true,
            Credential::Key { scopes, .. } => {
                allows_key(capability) && scopes.contains(&capability)
            }
        };
        allows(self.role, capability) && key_allows
    }

    /// By what the caller came.
    #[must_use]
    pub const fn credential(&self) -> &Credential {
        &self.credential
    }

    /// What the server's requests share.
    #[must_use]
    pub fn state(&self) -> &AppState {
        &self.state
    }
}

impl<C: WriteGrant> Member<C> {
    /// Runs `work` in a transaction: all of it happens, or nothing.
    pub async fn write<T>(
        &self,
        work: impl AsyncFnOnce(&OrgTx) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        super::scope::transact(&self.org, work).await
    }

    /// Runs `work` in a transaction, once for each `Idempotency-Key`: a repeat of the same
    /// request is answered as the first was, and does nothing.
    pub async fn once(
        &self,
        key: &Idempotency,
        input: &impl Serialize,
        work: impl AsyncFnOnce(&OrgTx) -> Answer,
    ) -> Answer {
        self.write(async |tx| idempotency::once(tx, key, input, work).await)
            .await
    }
}

impl<C> Deref for Member<C> {
    type Target = OrgDb;
    fn deref(&self) -> &OrgDb {
        &self.org
    }
}

impl<C: Grant + 'static> FromRequest for Member<C> {
    type Error = Failure;
    type Future = Ready<Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}
