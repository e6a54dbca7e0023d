use actix_web::get;
use shared::planning::{PlanningOut, PlanningQuery};
use shared::problem::Problem;
use shared::time::Window;

use super::{rules, store};
use crate::platform::input::Params;
use crate::platform::reply::{Answer, Reply};
use crate::platform::session::{Member, ShiftRead};

/// Reads the planning of a window
///
/// All that the week grid shows. Everybody; a TECH gets the published shifts and only the own
/// availability.
#[utoipa::path(tag = "planning", operation_id = "read_planning", params(PlanningQuery),
    responses((status = 200, description = "The planning", body = PlanningOut)))]
#[get("/planning")]
pub(super) async fn read(reader: Member<ShiftRead>, query: Params<PlanningQuery>) -> Answer {
    let query = query.valid()?;
    let window = Window::new(query.from, query.to).map_err(|error| Problem::field("/to", error))?;
    let view = rules::view(&reader);
    Reply::ok(&store::read(&reader, reader.zone, view, window).await?)
}
