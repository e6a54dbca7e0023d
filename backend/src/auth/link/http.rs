use actix_web::{HttpRequest, HttpResponse, post, web};
use shared::auth::{AccountState, LinkAcceptIn, LinkInfoOut, LinkKind, LinkTokenIn, TokenOut};
use shared::problem::{Problem, ProblemCode};
use shared::text::NewPassword;

use super::store;
use crate::auth::profile::{self, Account};
use crate::auth::session::{self, From};
use crate::auth::throttle;
use crate::platform::input::Input;
use crate::platform::problem::Failure;
use crate::platform::reply::{Answer, Reply};
use crate::platform::scope::{Actor, SystemDb};
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
    throttle::count(
        &system,
        throttle::Guess::Link {
            address: From::of(&request).address(),
        },
    )
    .await?;
    let link = store::usable(&system, input.token.reveal()).await?;
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
    throttle::count(
        &system,
        throttle::Guess::Link {
            address: from.address(),
        },
    )
    .await?;
    let link = store::usable(&system, input.token.reveal()).await?;
    let profile = profile::profile(&system, link.user_id).await?;
    let account = account(&system, &profile.email).await?;
    let new_password = password(&state, &link, &account, &input).await?;
    let begun = system
        .write(async |tx| {
            store::use_up(tx, &link).await?;
            if let Some(hash) = new_password {
                profile::set_password(tx, link.user_id, hash).await?;
                session::end_all(tx, link.user_id).await?;
                super::end_all(tx, link.user_id).await?;
            }
            if link.kind == LinkKind::Invitation {
                let actor = Actor::Person(link.user_id);
                tx.within(link.org_id, actor, async |org| {
                    crate::users::join(org, link.user_id).await
                })
                .await?;
                if account.default_org_id.is_none() {
                    profile::set_default_org(tx, link.user_id, Some(link.org_id)).await?;
                }
            }
            session::begin(tx, link.user_id, &from).await
        })
        .await?;
    session::signed_in(&state, &begun)
}

/// The hash of the password that the account is to have from now on; none when an existing
/// account joins, which must prove itself by the one it has.
async fn password(
    state: &AppState,
    link: &store::Link,
    account: &Account,
    input: &LinkAcceptIn,
) -> Result<Option<String>, Failure> {
    if link.kind == LinkKind::Invitation && account.password_hash.is_some() {
        let system = state.system("an invitation");
        let guess = throttle::Guess::Password {
            email: account.email.as_str(),
            address: "invitation",
        };
        throttle::count(&system, guess).await?;
        let proved = state
            .hasher
            .verify(input.password.reveal(), account.password_hash.as_deref())
            .await?;
        return if proved {
            Ok(None)
        } else {
            Err(ProblemCode::BadCredentials.into())
        };
    }
    let new = NewPassword::parse(input.password.reveal())
        .map_err(|error| Problem::field("/password", error))?;
    state.hasher.hash(new.reveal()).await.map(Some)
}
