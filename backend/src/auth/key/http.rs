use actix_web::{delete, get, post};
use shared::access::allows_key;
use shared::auth::{ApiKeyIn, ApiKeyMade, ApiKeyOut};
use shared::id::{ApiKeyId, UserId, Version};
use shared::page::{Page, PageQuery};
use shared::problem::FieldError;
use shared::text::Name;

use super::{LIFE_SECONDS, MOST_SCOPES, PREFIX, store};
use crate::activity::{Change, record};
use crate::platform::input::{Input, Params, PathId};
use crate::platform::page::Listing;
use crate::platform::problem::Failure;
use crate::platform::reply::{Answer, Reply};
use crate::platform::scope::OrgTx;
use crate::platform::secret;
use crate::platform::session::{KeyEdit, Member};

/// Lists the keys of the organisation
///
/// The latest first, without their secrets. ADMIN.
#[utoipa::path(tag = "keys", operation_id = "list_api_keys", params(PageQuery),
    responses((status = 200, description = "The keys", body = Page<ApiKeyOut>)))]
#[get("/api-keys")]
pub(super) async fn list(admin: Member<KeyEdit>, query: Params<PageQuery>) -> Answer {
    let listing = Listing::of(
        &admin.state().cursor_key,
        admin.org_id(),
        "/api-keys",
        &query.valid()?,
    )?;
    let keys = store::list(&admin, &listing).await?;
    listing.answer(keys.into_iter().map(|key| (key.id, key)).collect())
}

/// Makes a key
///
/// The secret is in this answer and nowhere else. So that it is not kept, the operation takes
/// no `Idempotency-Key`. ADMIN.
#[utoipa::path(tag = "keys", operation_id = "create_api_key", request_body = ApiKeyIn,
    responses((status = 201, description = "The key, with its secret", body = ApiKeyMade)))]
#[post("/api-keys")]
pub(super) async fn create(admin: Member<KeyEdit>, input: Input<ApiKeyIn>) -> Answer {
    let input = input.valid()?;
    let maker =
        crate::auth::profile::profile(&admin.state().system("who makes a key"), admin.user_id)
            .await?;
    let made = admin
        .write(async |tx| make(tx, admin.user_id, maker.name, input).await)
        .await?;
    Reply::created(format!("/api-keys/{}", made.key.id), &made)
}

/// Makes a key in a transaction of its organisation.
pub async fn make(
    tx: &OrgTx,
    maker: UserId,
    maker_name: Name,
    input: ApiKeyIn,
) -> Result<ApiKeyMade, Failure> {
    let ApiKeyIn {
        label,
        scopes,
        expires_at,
    } = input;
    check_scopes(&scopes)?;
    let expires_at = expires_at.unwrap_or_else(|| tx.now().plus_seconds(LIFE_SECONDS));
    if expires_at <= tx.now() {
        return Err(FieldError::new("/expires_at", "in_the_past").into());
    }
    let secret = format!("{PREFIX}{}", secret::token());
    let row = store::ApiKey {
        id: ApiKeyId::new(),
        org_id: tx.org_id(),
        user_id: maker,
        label,
        scopes: scopes
            .iter()
            .map(|scope| scope.as_str())
            .collect::<Vec<_>>()
            .join(" "),
        prefix: secret.chars().take(PREFIX.len() + 4).collect(),
        secret_hash: secret::digest(&secret),
        created_at: tx.now(),
        expires_at,
        last_used_at: None,
        revoked_at: None,
    };
    store::insert(tx, row.clone()).await?;
    let key = store::out(row, maker_name);
    record(
        tx,
        Change::created("api_key.created", key.id.uuid(), Version::FIRST, &key)?,
    )
    .await?;
    Ok(ApiKeyMade { key, secret })
}

fn check_scopes(scopes: &[shared::access::Capability]) -> Result<(), FieldError> {
    if scopes.is_empty() {
        return Err(FieldError::new("/scopes", "required"));
    }
    if scopes.len() > MOST_SCOPES {
        return Err(FieldError::new("/scopes", "too_many_items"));
    }
    match scopes.iter().position(|scope| !allows_key(*scope)) {
        Some(place) => Err(FieldError::new(format!("/scopes/{place}"), "not_for_keys")),
        None => Ok(()),
    }
}

/// Revokes a key
///
/// At once, on every instance. ADMIN.
#[utoipa::path(tag = "keys", operation_id = "revoke_api_key", params(("id" = ApiKeyId, Path, description = "The key")),
    responses((status = 204, description = "It no longer works")))]
#[delete("/api-keys/{id}")]
pub(super) async fn revoke(admin: Member<KeyEdit>, id: PathId<ApiKeyId>) -> Answer {
    let id = id.found()?;
    admin
        .write(async |tx| {
            let row = store::revoke(tx, id).await?;
            record(tx, super::revoked(&row)?).await?;
            Reply::done()
        })
        .await
}
