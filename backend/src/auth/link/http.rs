use actix_web::{HttpRequest, HttpResponse, post, web};
use shared::auth::{
    AccountState, LinkAcceptIn, LinkInfoOut, LinkKind, LinkTokenIn, Token, TokenOut,
};
use shared::id::Version;
use shared::problem::{Problem, ProblemCode};
use shared::text::NewPassword;

use super::store;
use crate::activity::{Change, record};
use crate::auth::profile::{self, Account};
use crate::auth::session::{self, From};
use crate::auth::throttle::{self, Guess};
use crate::platform::input::Input;
use crate::platform::problem::Failure;
use crate::platform::reply::{Answer, Reply};
use crate::platform::scope::{Actor, SystemDb, SystemTx};
use crate::state::AppState;

/// Tells what a link would do
#[utoipa::path(tag = "auth", operation_id = "inspect_link", security(()), request_body = LinkTokenIn,
    responses(
        (status = 200, description = "What it would do", body = LinkInfoOut),
        (status = 410, description = "It was used, has expired, or never was", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/auth/links/inspect")]
pub(super) async fn inspect(
    state: web::Data<AppState>,
    request: HttpRequest,
    input: Input<LinkTokenIn>,
) -> Answer {
    let input = input.valid()?;
    let system = state.system("a link");
    let address = From::of(&request);
    let link = usable(&system, &input.token, address.address()).await?;
    let profile = profile::profile(&system, link.user_id).await?;
    let account = account(&system, &profile.email).await?;
    Reply::ok(&LinkInfoOut {
        kind: link.kind,
        email: profile.email,
        name: profile.name,
        org_name: store::org_name(&system, &link).await?,
        account: if account.password_hash.is_some() {
            AccountState::Existing
        } else {
            AccountState::New
        },
        expires_at: link.expires_at,
    })
}

async fn account(system: &SystemDb, email: &shared::text::Email) -> Result<Account, Failure> {
    profile::credentials(system, email)
        .await?
        .ok_or_else(|| ProblemCode::LinkGone.into())
}

/// Uses a link
///
/// An invitation joins the organisation: a new account chooses its password, an existing one
/// proves itself by the one it has. A password reset sets the password and ends every session.
/// Either signs in.
#[utoipa::path(tag = "auth", operation_id = "accept_link", security(()), request_body = LinkAcceptIn,
    responses(
        (status = 200, description = "The access token", body = TokenOut),
        (status = 401, description = "`bad_credentials`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "It was used, has expired, or never was", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/auth/links/accept")]
pub(super) async fn accept(
    state: web::Data<AppState>,
    request: HttpRequest,
    input: Input<LinkAcceptIn>,
) -> Result<HttpResponse, Failure> {
    let (input, from) = (input.valid()?, From::of(&request));
    let system = state.system("a link");
    let link = usable(&system, &input.token, from.address()).await?;
    let profile = profile::profile(&system, link.user_id).await?;
    let account = account(&system, &profile.email).await?;
    let new_password = password(&state, &link, &account, &input, from.address()).await?;
    let begun = system
        .write(async |tx| {
            take_effect(tx, &link).await?;
            // Hashing takes a while, in which another link may have given the account another
            // password: then the one at hand proves nothing.
            let present = profile::lock(tx, link.user_id).await?;
            if joins(&link) && present.password_hash != account.password_hash {
                return Err(ProblemCode::BadCredentials.into());
            }
            store::use_up(tx, &link).await?;
            if let Some(hash) = new_password {
                profile::set_password(tx, link.user_id, hash).await?;
                session::end_all(tx, link.user_id).await?;
                super::end_all(tx, link.user_id).await?;
            }
            if joins(&link) && present.default_org_id.is_none() {
                profile::set_default_org(tx, link.user_id, Some(link.org_id)).await?;
            }
            session::begin(tx, link.user_id, &from).await
        })
        .await?;
    session::signed_in(&state, &begun)
}

/// The link of a token. Only a token that is none counts as a guess.
async fn usable(system: &SystemDb, token: &Token, address: &str) -> Result<store::Link, Failure> {
    let guess = Guess::Link { address };
    throttle::count(system, guess).await?;
    let link = store::usable(system, token.reveal()).await?;
    throttle::take_back(system, guess).await?;
    Ok(link)
}

fn joins(link: &store::Link) -> bool {
    link.kind == LinkKind::Invitation
}

/// What a link does in its organisation: an invitation joins it, and either is told there.
async fn take_effect(tx: &SystemTx, link: &store::Link) -> Result<(), Failure> {
    let actor = Actor::Person(link.user_id);
    tx.within(link.org_id, actor, async |org| {
        if joins(link) {
            return crate::users::join(org, link.user_id).await;
        }
        let used = serde_json::json!({ "kind": link.kind, "user_id": link.user_id });
        let used = Change::created("link.used", link.id.uuid(), Version::FIRST, &used)?;
        record(org, used).await
    })
    .await
}

/// The hash of the password that the account is to have from now on; none when an existing
/// account joins, which must prove itself by the one it has.
async fn password(
    state: &AppState,
    link: &store::Link,
    account: &Account,
    input: &LinkAcceptIn,
    address: &str,
) -> Result<Option<String>, Failure> {
    let present = account.password_hash.as_deref();
    if !joins(link) || present.is_none() {
        let new = NewPassword::parse(input.password.reveal())
            .map_err(|error| Problem::field("/password", error))?;
        return state.hasher.hash(new.reveal()).await.map(Some);
    }
    let system = state.system("an invitation");
    let guess = Guess::Password {
        email: account.email.as_str(),
        address,
    };
    throttle::count(&system, guess).await?;
    if !state
        .hasher
        .verify(input.password.reveal(), present)
        .await?
    {
        return Err(ProblemCode::BadCredentials.into());
    }
    throttle::take_back(&system, guess).await?;
    Ok(None)
}
