use actix_web::get;
use shared::activity::EventOut;
use shared::page::{Page, PageQuery};

use super::store;
use crate::platform::input::Params;
use crate::platform::page::Listing;
use crate::platform::reply::Answer;
use crate::platform::session::{ActivityRead, Member};

/// Lists who did what
///
/// The latest first. MANAGER.
#[utoipa::path(tag = "activity", operation_id = "list_activity", params(PageQuery),
    responses((status = 200, description = "The events", body = Page<EventOut>)))]
#[get("/activity")]
pub(super) async fn list(reader: Member<ActivityRead>, query: Params<PageQuery>) -> Answer {
    let query = query.valid()?;
    let listing = Listing::of(
        &reader.state().cursor_key,
        reader.org_id(),
        "/activity",
        &query,
    )?;
    let events = store::list(&reader, &listing).await?;
    listing.answer(events.into_iter().map(|event| (event.id, event)).collect())
}
