use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, delete, get, head, post, web};
use shared::calendar::{FeedIn, FeedMade, FeedOut, ImportOut};
use shared::id::{FeedId, OperationId, UserId, Version};
use shared::operations::{OperationKind, OperationReport};
use shared::page::{Page, PageQuery};
use shared::problem::{Problem, ProblemCode};
use shared::shifts::Booked;
use shared::time::{Slot, Zone};

use super::upload::ImportForm;
use super::{ics, rules, store};
use crate::activity::{Change, record};
use crate::missions::PlanningRows;
use crate::openapi::IdempotencyHeader;
use crate::platform::form::Form;
use crate::platform::idempotency::Idempotency;
use crate::platform::input::{Input, Params, PathId};
use crate::platform::page::Listing;
use crate::platform::problem::Failure;
use crate::platform::reply::{self, Answer, Reply};
use crate::platform::scope::OrgTx;
use crate::platform::secret;
use crate::platform::session::{CalendarEdit, Member};
use crate::shifts::{Creation, Shift};
use crate::state::AppState;

/// Imports a calendar
///
/// Every event of the file becomes a shift of the mission; a series becomes one for each of its
/// times from a month ago to a year ahead, its exceptions included. What becomes nothing is told
/// with its line and the reason: `cancelled`, `empty`, `too_long`, `invalid_time`, `incomplete`,
/// `line_too_long`, `invalid_recurrence`, `recurrence_too_frequent` (it repeats within a day),
/// `recurrence_too_dense`, `recurrence_too_long`, `too_many_dates`, `no_occurrence` (its rule never
/// comes true), `out_of_horizon`, `too_much_work`, and `overlap` when the person has another shift.
/// All shifts are made, or none, and at most 5,000. An event that was imported before is imported
/// again, unless the request is the same one repeated under its `Idempotency-Key`. MANAGER.
#[utoipa::path(tag = "calendar", operation_id = "import_calendar", params(IdempotencyHeader),
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses((status = 201, description = "What became of each event", body = ImportOut)))]
#[post("/calendar/import")]
pub(super) async fn import(
    planner: Member<CalendarEdit>,
    key: Idempotency,
    form: Form<ImportForm>,
) -> Answer {
    let (file, asked) = rules::Import::of(form.valid()?)?;
    let reading = reading(file, rules::scope(planner.zone, planner.now())).await?;
    let operation = OperationId::new();
    let judged = asked.judge(reading, operation, planner.org_id(), planner.now());
    judged.ensure_bounded()?;
    planner
        .once(&key, &asked, async |tx| {
            ensure_known(tx, &asked).await?;
            let judged = match asked.person_id {
                Some(person) => {
                    crate::shifts::lock_people(tx, &[person]).await?;
                    let stored = beside(tx, person, &judged.booked()?).await?;
                    judged.without_overlaps(&stored)?
                }
                None => judged,
            };
            Reply::made(&save(tx, planner.zone, operation, judged).await?)
        })
        .await
}

/// What is in a file, read off the threads that answer requests: a large one takes a while.
async fn reading(file: Vec<u8>, scope: ics::Scope) -> Result<ics::Reading, Failure> {
    let reading = tokio::task::spawn_blocking(move || ics::read(&file, &scope));
    let reading = reading.await.map_err(anyhow::Error::from)?;
    reading.map_err(|error| Problem::field("/file", error).into())
}

async fn ensure_known(tx: &OrgTx, asked: &rules::Import) -> Result<(), Failure> {
    if !crate::missions::known(tx, asked.mission_id).await? {
        return Err(Problem::field("/mission_id", "unknown_reference").into());
    }
    if let Some(person) = asked.person_id
        && !crate::users::unknown(tx, &[person]).await?.is_empty()
    {
        return Err(Problem::field("/person_id", "unknown_reference").into());
    }
    Ok(())
}

/// What a person has to do in all the time of these.
async fn beside(tx: &OrgTx, person: UserId, wanted: &[Booked]) -> Result<Vec<Shift>, Failure> {
    let slots = || wanted.iter().map(|booked| booked.slot);
    let start = slots().map(Slot::start).min();
    let end = slots().map(Slot::end).max();
    match start
        .zip(end)
        .and_then(|(start, end)| Slot::new(start, end).ok())
    {
        Some(slot) => crate::shifts::of_people(tx, &[person], slot).await,
        None => Ok(Vec::new()),
    }
}

async fn save(
    tx: &OrgTx,
    zone: Zone,
    operation: OperationId,
    judged: rules::Judged,
) -> Result<ImportOut, Failure> {
    let imported = judged.wanted.into_iter().map(rules::imported);
    let (shifts, created): (Vec<_>, Vec<_>) = imported.unzip();
    let (kind, report) = (OperationKind::CalendarImport, OperationReport::default());
    crate::operations::begin(tx, operation, kind, shifts.len(), &report).await?;
    Creation::new(operation, shifts.clone()).save(tx).await?;
    crate::publications::announce_new(tx, zone, operation, shifts).await?;
    Ok(ImportOut {
        operation_id: operation,
        created,
        refused: judged.refused,
    })
}

/// Reads a subscription
///
/// For calendar apps: the shifts of the organisation as they were published, three months back
/// and twelve ahead, and as cancelled those that were called off since. The address is the
/// secret; one that was revoked, or whose maker has left the organisation, is not found.
#[utoipa::path(tag = "calendar", operation_id = "read_feed", security(()),
    params(("token" = String, Path, description = "The secret of the subscription")),
    responses(
        (status = 200, description = "The calendar", body = String, content_type = "text/calendar",
            headers(("ETag", description = "Of what is in it"))),
        (status = 304, description = "It is as `If-None-Match` says"),
    ))]
#[get("/calendar/{token}.ics")]
pub(super) async fn read(
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Failure> {
    feed(&request, &state).await
}

/// Asks about a subscription
///
/// What reading it would answer, without the calendar.
#[utoipa::path(tag = "calendar", operation_id = "probe_feed", security(()),
    params(("token" = String, Path, description = "The secret of the subscription")),
    responses(
        (status = 200, description = "It is there", headers(("ETag", description = "Of what is in it"))),
        (status = 304, description = "It is as `If-None-Match` says"),
    ))]
#[head("/calendar/{token}.ics")]
pub(super) async fn probe(
    request: HttpRequest,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Failure> {
    feed(&request, &state).await
}

async fn feed(request: &HttpRequest, state: &AppState) -> Result<HttpResponse, Failure> {
    let body = body(state, request.match_info().get("token").unwrap_or_default()).await?;
    let etag = format!("\"{}\"", secret::digest(&body));
    let unchanged = reply::unchanged(request, &etag);
    let mut response = if unchanged {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((header::ETAG, etag))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header(("x-robots-tag", "noindex"));
    if unchanged {
        return Ok(response.finish());
    }
    Ok(response
        .insert_header((header::CONTENT_TYPE, "text/calendar; charset=utf-8"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            "inline; filename=\"callboard.ics\"",
        ))
        .body(body))
}

async fn body(state: &AppState, token: &str) -> Result<String, Failure> {
    let system = state.system("a calendar subscription, whose token says which organisation");
    let feed = store::live(&system, token)
        .await?
        .ok_or(ProblemCode::NotFound)?;
    let org = system.org(feed.org_id);
    // Whoever left would still know the addresses they made.
    if !crate::users::unknown(&org, &[feed.user_id])
        .await?
        .is_empty()
    {
        return Err(ProblemCode::NotFound.into());
    }
    let (name, zone) = store::organisation(&system, feed.org_id).await?;
    let copies = crate::shifts::in_span(&org, rules::span(state.now())?).await?;
    let named = copies.iter().map(|copy| copy.mission_id).collect();
    let missions = PlanningRows::Named(named);
    let missions = crate::missions::rows_of(&org, missions).await?;
    let entries = copies
        .into_iter()
        .map(|copy| rules::entry(copy, &missions))
        .collect();
    Ok(ics::write(&ics::Feed {
        name: name.as_str(),
        zone,
        entries,
    }))
}

/// Lists subscriptions
///
/// The latest first, without their addresses. MANAGER.
#[utoipa::path(tag = "calendar", operation_id = "list_feeds", params(PageQuery),
    responses((status = 200, description = "The subscriptions", body = Page<FeedOut>)))]
#[get("/calendar/feeds")]
pub(super) async fn list(planner: Member<CalendarEdit>, query: Params<PageQuery>) -> Answer {
    let query = query.valid()?;
    let listing = Listing::of(
        &planner.state().cursor_key,
        planner.org_id(),
        "/calendar/feeds",
        &query,
    )?;
    let feeds = store::list(&planner, &listing).await?;
    listing.answer(
        feeds
            .into_iter()
            .map(|row| (row.id, FeedOut::from(row)))
            .collect(),
    )
}

/// Makes a subscription
///
/// The address is shown this once. There is no `Idempotency-Key`: repeating the answer would
/// mean to store the secret in it. A repeat makes a second subscription, which can be revoked.
/// MANAGER.
#[utoipa::path(tag = "calendar", operation_id = "create_feed", request_body = FeedIn,
    responses((status = 201, description = "The subscription with its address", body = FeedMade)))]
#[post("/calendar/feeds")]
pub(super) async fn create(planner: Member<CalendarEdit>, input: Input<FeedIn>) -> Answer {
    let FeedIn { label } = input.valid()?;
    let token = secret::token();
    let row = rules::new(
        label,
        &token,
        planner.org_id(),
        planner.user_id,
        planner.now(),
    );
    let feed = FeedOut::from(row.clone());
    planner
        .write(async |tx| {
            store::insert(tx, row).await?;
            record(
                tx,
                Change::created("feed.created", feed.id.uuid(), Version::FIRST, &feed)?,
            )
            .await
        })
        .await?;
    let url = format!("{}/calendar/{token}.ics", planner.state().config.origin());
    Reply::created(
        format!("/calendar/feeds/{}", feed.id),
        &FeedMade { feed, url },
    )
}

/// Ends a subscription
///
/// At once: its address is not found from then on. MANAGER.
#[utoipa::path(tag = "calendar", operation_id = "revoke_feed",
    params(("id" = FeedId, Path, description = "The subscription")),
    responses((status = 204, description = "It is gone")))]
#[delete("/calendar/feeds/{id}")]
pub(super) async fn revoke(planner: Member<CalendarEdit>, id: PathId<FeedId>) -> Answer {
    let id = id.found()?;
    planner
        .write(async |tx| {
            let feed = FeedOut::from(store::lock(tx, id).await?);
            store::revoke(tx, id).await?;
            record(tx, Change::deleted("feed.revoked", id.uuid(), &feed)?).await?;
            Reply::done()
        })
        .await
}
