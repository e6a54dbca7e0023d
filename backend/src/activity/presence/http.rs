use actix_web::post;
use shared::activity::presence::PresenceIn;

use super::store;
use crate::platform::input::Input;
use crate::platform::reply::{Answer, Reply};
use crate::platform::session::{Member, ShiftEdit};

/// Says which week is looked at
///
/// By the person behind a stream, which keeps it up and ends it. The other planners are told.
/// MANAGER.
#[utoipa::path(tag = "activity", operation_id = "look", request_body = PresenceIn,
    responses((status = 204, description = "Said")))]
#[post("/activity/presence")]
pub(super) async fn look(planner: Member<ShiftEdit>, input: Input<PresenceIn>) -> Answer {
    let input = input.valid()?;
    planner
        .write(async |tx| store::look(tx, planner.user_id, input).await)
        .await?;
    Reply::done()
}
