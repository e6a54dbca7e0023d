use actix_web::{get, patch, post};
use shared::orgs::{OrgIn, OrgOut, OrgPatch};

use super::{rules, store};
use crate::activity::{Change, ensure_current, record};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::platform::idempotency::Idempotency;
use crate::platform::input::{IfMatch, Input};
use crate::platform::reply::{Answer, Reply};
use crate::platform::session::{Member, OrgCreate, OrgEdit, OrgRead};

/// Reads the organisation of the request
///
/// Every member.
#[utoipa::path(tag = "orgs", operation_id = "current_org",
    responses((status = 200, description = "The organisation", body = OrgOut, headers(("ETag", description = "Its version")))))]
#[get("/orgs/current")]
pub(super) async fn current(member: Member<OrgRead>) -> Answer {
    let out = OrgOut::from(store::get(&member).await?);
    Ok(Reply::ok(&out)?.at(out.version))
}

/// Creates an organisation
///
/// The caller becomes its ADMIN. For an ADMIN of the organisation of the request.
#[utoipa::path(tag = "orgs", operation_id = "create_org", params(IdempotencyHeader), request_body = OrgIn,
    responses((status = 201, description = "The organisation", body = OrgOut, headers(("ETag", description = "Its version")))))]
#[post("/orgs")]
pub(super) async fn create(
    admin: Member<OrgCreate>,
    key: Idempotency,
    input: Input<OrgIn>,
) -> Answer {
    let input = input.valid()?;
    admin
        .once(&key, &input, async |tx| {
            let all = tx.system("a new organisation");
            let out = super::establish(&all, input.clone(), admin.user_id).await?;
            Ok(Reply::created("/orgs/current".to_owned(), &out)?.at(out.version))
        })
        .await
}

/// Changes the settings of the organisation of the request
///
/// ADMIN.
#[utoipa::path(tag = "orgs", operation_id = "edit_org", params(IfMatchHeader), request_body = OrgPatch,
    responses((status = 200, description = "The organisation", body = OrgOut, headers(("ETag", description = "Its version")))))]
#[patch("/orgs/current")]
pub(super) async fn edit(
    admin: Member<OrgEdit>,
    version: IfMatch,
    input: Input<OrgPatch>,
) -> Answer {
    let (version, patch) = (version.required()?, input.valid()?);
    admin
        .write(async |tx| {
            let present = store::lock(tx).await?;
            let before = OrgOut::from(present.clone());
            ensure_current(tx, version, before.version, before.id.uuid(), &before).await?;
            let out = OrgOut::from(store::save(tx, rules::change(present, patch, tx.now())).await?);
            record(
                tx,
                Change::updated("org.updated", out.id.uuid(), out.version, &before, &out)?,
            )
            .await?;
            Ok(Reply::ok(&out)?.at(out.version))
        })
        .await
}
