//! Calendars in and out: .ics files become shifts, shifts become a subscription.

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::id::{FeedId, OperationId, ShiftId};
use crate::page::{Page, PageQuery};
use crate::text::Label;
use crate::time::Instant;
use crate::word::word;

word! {
    /// How the time of an event was written, and so how it became an instant.
    TimeForm {
        /// In UTC.
        Utc = "UTC",
        /// In a zone that the file names.
        Zoned = "ZONED",
        /// In a zone whose name says nothing: read as one without a zone.
        Assumed = "ASSUMED",
        /// Without a zone: the wall time of the calendar's or the organisation's zone.
        Floating = "FLOATING",
        /// As whole days of that zone.
        Date = "DATE",
    }
}

word! {
    /// What was done to a time that the wall never showed, or showed twice.
    TimeNote {
        /// Spring skipped it: the offset before the gap was taken.
        Gap = "GAP",
        /// Autumn showed it twice: the first pass was taken.
        Fold = "FOLD",
    }
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ImportOut {
    /// The bulk act that the created shifts belong to.
    pub operation_id: OperationId,
    /// The shifts made, in the order of the file; a series makes several.
    pub created: Vec<ImportedShift>,
    /// What was not made into a shift, and why.
    pub refused: Vec<RefusedEvent>,
}

/// An event that became a shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ImportedShift {
    /// The shift.
    pub shift_id: ShiftId,
    /// The event's UID; absent where it has none.
    pub uid: Option<String>,
    /// The event's SUMMARY.
    pub summary: String,
    /// When it starts.
    pub start: Instant,
    /// When it ends.
    pub end: Instant,
    /// How its start was written.
    pub form: TimeForm,
    /// The zone its start was read in.
    #[cfg_attr(feature = "server", schema(example = "Europe/Berlin"))]
    pub zone: String,
    /// What was done to a start that the wall never showed, or showed twice.
    pub note: Option<TimeNote>,
}

/// An event that became nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RefusedEvent {
    /// The line of the file, from 1, where the event begins.
    pub line: u32,
    /// The event's UID, if it could be read.
    pub uid: Option<String>,
    /// Why: a stable word.
    #[cfg_attr(feature = "server", schema(example = "invalid_recurrence"))]
    pub reason: String,
}

/// A subscription to make: the published shifts of the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct FeedIn {
    /// What it is for, to tell subscriptions apart.
    pub label: Label,
}

/// A subscription, without its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct FeedOut {
    /// The subscription.
    pub id: FeedId,
    /// What it is for.
    pub label: Label,
    /// When it was made.
    pub created_at: Instant,
}

/// A subscription just made. The address is shown this once.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct FeedMade {
    /// The subscription.
    #[serde(flatten)]
    pub feed: FeedOut,
    /// The address for calendar apps.
    pub url: String,
}

/// Imports a file. It goes with a multipart form: `file`, `mission_id`, `role`, `kind`, and
/// perhaps `person_id` and `status`. MANAGER.
pub fn import() -> Call<ImportOut> {
    Call::post("/calendar/import")
}

/// The subscriptions, the latest first. MANAGER.
pub fn feeds(page: &PageQuery) -> Call<Page<FeedOut>> {
    Call::get("/calendar/feeds").query(page)
}

/// Makes a subscription. MANAGER.
pub fn create_feed(input: &FeedIn) -> Call<FeedMade> {
    Call::post("/calendar/feeds").body(input)
}

/// Ends a subscription at once. MANAGER.
pub fn revoke_feed(id: FeedId) -> Call<()> {
    Call::delete(format!("/calendar/feeds/{id}"))
}
