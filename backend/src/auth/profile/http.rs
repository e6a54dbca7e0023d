use actix_web::{HttpRequest, get, patch, post, web};
use shared::auth::{MeOut, PasswordIn, ProfileOut, ProfilePatch};
use shared::patch::Patch;
use shared::problem::{Problem, ProblemCode};

use super::store;
use crate::auth::{session, throttle};
use crate::openapi::IfMatchHeader;
use crate::platform::input::{IfMatch, Input};
use crate::platform::problem::Failure;
use crate::platform::ratelimit::client_address;
use crate::platform::reply::{Answer, Reply};
use crate::platform::session::SignedIn;
use crate::state::AppState;

/// Tells who is signed in
///
/// The profile, and the organisations with the role in each.
#[utoipa::path(tag = "auth", operation_id = "me",
    responses((status = 200, description = "Who is signed in", body = MeOut, headers(("ETag", description = "The profile's version")))))]
#[get("/auth/me")]
pub(super) async fn me(person: SignedIn, state: web::Data<AppState>) -> Answer {
    let system = state.system("the own account");
    let profile = store::profile(&system, person.user_id).await?;
    let memberships = crate::orgs::memberships(&system, person.user_id).await?;
    let version = profile.version;
    Ok(Reply::ok(&MeOut {
        profile,
        memberships,
        now: person.now,
    })?
    .at(version))
}

/// Changes the own profile
#[utoipa::path(tag = "auth", operation_id = "edit_me", params(IfMatchHeader), request_body = ProfilePatch,
    responses((status = 200, description = "The profile", body = ProfileOut, headers(("ETag", description = "Its version")))))]
#[patch("/auth/me")]
pub(super) async fn edit(
    person: SignedIn,
    state: web::Data<AppState>,
    version: IfMatch,
    input: Input<ProfilePatch>,
) -> Answer {
    let (version, patch) = (version.required()?, input.valid()?);
    let system = state.system("the own profile");
    if let Patch::Set(org) = patch.default_org_id
        && crate::orgs::membership(&system, org, person.user_id)
            .await?
            .is_none()
    {
        return Err(Problem::field("/default_org_id", "unknown_reference").into());
    }
    let out = system
        .write(async |tx| {
            let account = store::lock(tx, person.user_id).await?;
            if version != Some(account.version) {
                let mut problem = Problem::new(ProblemCode::Stale);
                problem.current = serde_json::to_value(ProfileOut::from(account)).ok();
                return Err(problem.into());
            }
            store::change(tx, account, patch).await
        })
        .await?;
    Ok(Reply::ok(&out)?.at(out.version))
}

/// Changes the own password
///
/// Every other session of the account ends, and its open links stop working.
#[utoipa::path(tag = "auth", operation_id = "change_password", request_body = PasswordIn,
    responses(
        (status = 204, description = "Changed"),
        (status = 422, description = "The present password is wrong, or the new one is too easy", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/auth/password")]
pub(super) async fn password(
    person: SignedIn,
    state: web::Data<AppState>,
    request: HttpRequest,
    input: Input<PasswordIn>,
) -> Answer {
    let input = input.valid()?;
    let wrong = || Failure::from(Problem::field("/current", "wrong_password"));
    let system = state.system("the own password");
    let account = store::account(&system, person.user_id).await?;
    let address = client_address(&request);
    let guess = throttle::Guess::Password {
        email: account.email.as_str(),
        address: &address,
    };
    throttle::count(&system, guess).await?;
    let stored = account.password_hash.as_deref();
    if !state.hasher.verify(input.current.reveal(), stored).await? {
        return Err(wrong());
    }
    throttle::take_back(&system, guess).await?;
    let hash = state.hasher.hash(input.new.reveal()).await?;
    system
        .write(async |tx| {
            // Hashing takes a while, in which somebody else may have set another password.
            if store::lock(tx, person.user_id)
                .await?
                .password_hash
                .as_deref()
                != stored
            {
                return Err(wrong());
            }
            store::set_password(tx, person.user_id, hash).await?;
            session::end_others(tx, person.user_id, person.session_id).await?;
            crate::auth::link::end_all(tx, person.user_id).await
        })
        .await?;
    Reply::done()
}
