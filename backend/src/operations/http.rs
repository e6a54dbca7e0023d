use actix_web::{get, post};
use shared::id::OperationId;
use shared::operations::{OperationDetail, OperationKind, OperationOut, UndoOut};
use shared::page::{Page, PageQuery};
use shared::problem::Problem;

use super::{rules, store};
use crate::openapi::IdempotencyHeader;
use crate::platform::idempotency::Idempotency;
use crate::platform::input::{Params, PathId};
use crate::platform::page::Listing;
use crate::platform::reply::{Answer, Reply};
use crate::platform::session::{ActivityRead, Member, ShiftEdit};

/// Lists operations
///
/// The bulk acts, the latest first. MANAGER.
#[utoipa::path(tag = "operations", operation_id = "list_operations", params(PageQuery),
    responses((status = 200, description = "The operations", body = Page<OperationOut>)))]
#[get("/operations")]
pub(super) async fn list(reader: Member<ActivityRead>, query: Params<PageQuery>) -> Answer {
    let query = query.valid()?;
    let key = &reader.state().cursor_key;
    let listing = Listing::of(key, reader.org_id(), "/operations", &query)?;
    let operations = store::list(&reader, &listing).await?;
    listing.answer(operations.into_iter().map(|row| (row.id, row)).collect())
}

/// Reads an operation
///
/// With what became of each of its parts. MANAGER.
#[utoipa::path(tag = "operations", operation_id = "get_operation",
    params(("id" = OperationId, Path, description = "The operation")),
    responses((status = 200, description = "The operation", body = OperationDetail)))]
#[get("/operations/{id}")]
pub(super) async fn get(reader: Member<ActivityRead>, id: PathId<OperationId>) -> Answer {
    Reply::ok(&store::detail(&reader, id.found()?).await?)
}

/// Undoes an operation
///
/// Each of its shifts becomes what it was before, unless it was changed since: such shifts are
/// left and told. What it published is taken back by a publication of its own, which its people
/// are told of. The undoing is an operation too, and undoing it does everything again. It is
/// possible for 30 days. MANAGER.
#[utoipa::path(tag = "operations", operation_id = "undo_operation",
    params(("id" = OperationId, Path, description = "The operation"), IdempotencyHeader),
    responses(
        (status = 201, description = "What was undone", body = UndoOut),
        (status = 409, description = "It was undone before, or is too long ago: `already_undone`, `undo_expired`", body = Problem, content_type = "application/problem+json"),
    ))]
#[post("/operations/{id}/undo")]
pub(super) async fn undo(
    planner: Member<ShiftEdit>,
    id: PathId<OperationId>,
    key: Idempotency,
) -> Answer {
    let id = id.found()?;
    planner
        .once(&key, &id, async |tx| {
            let operation = store::lock(tx, id).await?;
            rules::ensure_undoable(&operation, tx.now())?;
            let undo = OperationId::new();
            let events = store::events(tx, id).await?;
            let series = rules::series_steps(&events)?;
            let steps = rules::steps(events)?;
            let undoing = crate::shifts::undoing(tx, steps).await?;
            let taken_back = crate::publications::taking_back(tx, id).await?;
            // An import that was published at once made its shifts and announced the same.
            let rows = undoing.rows().max(taken_back.rows());
            let report = rules::report(&undoing, &taken_back);
            super::begin(tx, undo, OperationKind::OperationUndo, rows, &report).await?;
            store::mark_undone(tx, id, undo).await?;
            crate::shifts::undo(tx, undoing, undo).await?;
            crate::series::restore(tx, series, undo).await?;
            crate::publications::take_back(tx, taken_back, undo).await?;
            Reply::made(&rules::undone(undo, rows, report))
        })
        .await
}
