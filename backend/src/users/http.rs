use actix_web::{delete, get, patch, post};
use shared::access::Capability;
use shared::auth::{LinkKind, LinkOut};
use shared::id::UserId;
use shared::page::{Page, PageQuery};
use shared::patch::Patch;
use shared::problem::{Problem, ProblemCode};
use shared::users::{UserIn, UserInvited, UserOut, UserPatch};

use super::{rules, store};
use crate::activity::{Change, ensure_current, record};
use crate::auth::{key, link};
use crate::openapi::IfMatchHeader;
use crate::platform::input::{IfMatch, Input, Params, PathId};
use crate::platform::page::Listing;
use crate::platform::reply::{Answer, Reply};
use crate::platform::session::{Member, OrgLeave, PeopleEdit, PeopleRead};

/// Lists the people of the organisation
///
/// By name. MANAGER.
#[utoipa::path(tag = "users", operation_id = "list_users", params(PageQuery),
    responses((status = 200, description = "The people", body = Page<UserOut>)))]
#[get("/users")]
pub(super) async fn list(planner: Member<PeopleRead>, query: Params<PageQuery>) -> Answer {
    let listing = Listing::of(
        &planner.state().cursor_key,
        planner.org_id(),
        "/users",
        &query.valid()?,
    )?;
    let people = store::list(&planner, &listing).await?;
    listing.answer(
        people
            .into_iter()
            .map(|person| ((person.name.clone(), person.id), person))
            .collect(),
    )
}

/// Invites a person
///
/// The answer holds the link to hand over, and has the same form whether or not the address has
/// an account elsewhere. So that the link is not kept, the operation takes no `Idempotency-Key`.
/// ADMIN.
#[utoipa::path(tag = "users", operation_id = "invite_user", request_body = UserIn,
    responses(
        (status = 201, description = "The person, and the link", body = UserInvited, headers(("ETag", description = "The member's version"))),
        (status = 409, description = "`already_member`", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/users")]
pub(super) async fn invite(admin: Member<PeopleEdit>, input: Input<UserIn>) -> Answer {
    let UserIn {
        email,
        name,
        role,
        team_ids,
    } = input.valid()?;
    rules::check_teams(team_ids.len())?;
    let origin = admin.state().config.origin();
    admin
        .write(async |tx| {
            let account = store::account(tx, email, name).await?;
            match store::any(tx, account.id).await? {
                Some(row) => store::save(tx, rules::invited_again(row, role)?)
                    .await
                    .map(|_| ())?,
                None => {
                    store::insert(
                        tx,
                        rules::member(tx, account.id, role, rules::Arrival::Invited),
                    )
                    .await?
                }
            }
            crate::teams::place(tx, account.id, &team_ids).await?;
            let link = link::create(tx, &origin, LinkKind::Invitation, account.id).await?;
            let user = store::out(tx, store::lock(tx, account.id).await?).await?;
            record(
                tx,
                Change::created("user.invited", user.id.uuid(), user.version, &user)?,
            )
            .await?;
            let (location, version) = (format!("/users/{}", user.id), user.version);
            Ok(Reply::created(location, &UserInvited { user, link })?.at(version))
        })
        .await
}

/// Reads a person
///
/// MANAGER.
#[utoipa::path(tag = "users", operation_id = "get_user", params(("id" = UserId, Path, description = "The person")),
    responses((status = 200, description = "The person", body = UserOut, headers(("ETag", description = "The member's version")))))]
#[get("/users/{id}")]
pub(super) async fn get(planner: Member<PeopleRead>, id: PathId<UserId>) -> Answer {
    let out = store::out(&planner, store::get(&planner, id.found()?).await?).await?;
    let version = out.version;
    Ok(Reply::ok(&out)?.at(version))
}

/// Changes a member's role or teams
///
/// The last ADMIN stays one. ADMIN.
#[utoipa::path(tag = "users", operation_id = "edit_user",
    params(("id" = UserId, Path, description = "The person"), IfMatchHeader), request_body = UserPatch,
    responses(
        (status = 200, description = "The person", body = UserOut, headers(("ETag", description = "The member's version"))),
        (status = 409, description = "`last_admin`", body = Problem, content_type = "application/problem+json"),
    ))]
#[patch("/users/{id}")]
pub(super) async fn edit(
    admin: Member<PeopleEdit>,
    id: PathId<UserId>,
    version: IfMatch,
    input: Input<UserPatch>,
) -> Answer {
    let (id, version, patch) = (id.found()?, version.required()?, input.valid()?);
    let UserPatch { role, team_ids } = patch;
    admin
        .write(async |tx| {
            let admins = store::admins(tx).await?;
            let present = store::lock(tx, id).await?;
            let before = store::out(tx, present.clone()).await?;
            ensure_current(tx, version, before.version, id.uuid(), &before).await?;
            let role = role.over(present.role);
            rules::keep_an_admin(&admins, id, Some(role))?;
            if let Patch::Set(teams) = team_ids {
                rules::check_teams(teams.len())?;
                crate::teams::place(tx, id, &teams).await?;
            }
            let changed = store::save(tx, rules::with_role(present, role)).await?;
            let out = store::out(tx, changed).await?;
            record(
                tx,
                Change::updated("user.updated", id.uuid(), out.version, &before, &out)?,
            )
            .await?;
            Ok(Reply::ok(&out)?.at(out.version))
        })
        .await
}

/// Removes a member
///
/// Access ends at once, also by keys they made; shifts to come are left to fill, past ones keep
/// the name. The last ADMIN stays. ADMIN, or oneself.
#[utoipa::path(tag = "users", operation_id = "remove_user",
    params(("id" = UserId, Path, description = "The person"), IfMatchHeader),
    responses(
        (status = 204, description = "They have left"),
        (status = 409, description = "`last_admin`", body = Problem, content_type = "application/problem+json"),
    ))]
#[delete("/users/{id}")]
pub(super) async fn remove(
    member: Member<OrgLeave>,
    id: PathId<UserId>,
    version: IfMatch,
) -> Answer {
    let id = id.found()?;
    if id != member.user_id && !member.may(Capability::PeopleEdit) {
        store::get(&member, id).await?;
        return Err(ProblemCode::Forbidden.into());
    }
    let version = version.required()?;
    member
        .write(async |tx| {
            let admins = store::admins(tx).await?;
            let present = store::lock(tx, id).await?;
            let before = store::out(tx, present.clone()).await?;
            ensure_current(tx, version, before.version, id.uuid(), &before).await?;
            rules::keep_an_admin(&admins, id, None)?;
            crate::shifts::unassign(tx, id).await?;
            crate::teams::place(tx, id, &[]).await?;
            crate::media::forget_person(tx, id).await?;
            key::end_all(tx, id).await?;
            store::save(tx, rules::left(present, tx.now())).await?;
            store::forget_default(tx, id).await?;
            record(tx, Change::deleted("user.removed", id.uuid(), &before)?).await?;
            Reply::done()
        })
        .await
}

/// Makes a new link for a member
///
/// The invitation again, or for somebody who has joined a password reset. Older links of the
/// person stop working. Shown this once. An account that belongs to other organisations too
/// is refused: its password is not this organisation's to reset. ADMIN.
#[utoipa::path(tag = "users", operation_id = "create_link", params(("id" = UserId, Path, description = "The person")),
    responses(
        (status = 201, description = "The link", body = LinkOut),
        (status = 409, description = "`shared_account`", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/users/{id}/links")]
pub(super) async fn create_link(admin: Member<PeopleEdit>, id: PathId<UserId>) -> Answer {
    let id = id.found()?;
    let origin = admin.state().config.origin();
    admin
        .write(async |tx| {
            let member = store::lock(tx, id).await?;
            let kind = rules::link(&member);
            if kind == LinkKind::PasswordReset && store::is_shared(tx, id).await? {
                return Err(ProblemCode::SharedAccount.into());
            }
            let link = link::create(tx, &origin, kind, id).await?;
            let made = serde_json::json!({ "kind": link.kind, "expires_at": link.expires_at });
            record(
                tx,
                Change::created("link.created", id.uuid(), member.version, &made)?,
            )
            .await?;
            Reply::created(format!("/users/{id}"), &link)
        })
        .await
}
