use std::collections::BTreeSet;

use actix_web::{get, post};
use shared::id::PublicationId;
use shared::page::{Page, PageQuery};
use shared::planning::MissionRow;
use shared::problem::ProblemCode;
use shared::publications::{
    OwnChanges, OwnPublication, PublicationDetail, PublicationOut, for_people,
};

use super::{rules, store};
use crate::activity::record_all;
use crate::missions::PlanningRows;
use crate::platform::input::{Params, PathId};
use crate::platform::page::Listing;
use crate::platform::problem::Failure;
use crate::platform::reply::{Answer, Reply};
use crate::platform::scope::OrgDb;
use crate::platform::session::{ActivityRead, ChangesOwn, Member};

/// The most publications that somebody is told of at once.
const MOST_UNREAD: usize = 50;

/// Lists publications
///
/// The latest first, with how many of those whom each tells have acknowledged it. MANAGER.
#[utoipa::path(tag = "planning", operation_id = "list_publications", params(PageQuery),
    responses((status = 200, description = "The publications", body = Page<PublicationOut>)))]
#[get("/planning/publications")]
pub(super) async fn list(reader: Member<ActivityRead>, query: Params<PageQuery>) -> Answer {
    let query = query.valid()?;
    let key = &reader.state().cursor_key;
    let listing = Listing::of(key, reader.org_id(), "/planning/publications", &query)?;
    let rows = store::list(&reader, &listing).await?;
    let ids: BTreeSet<_> = rows.iter().map(|row| row.id).collect();
    let readers = store::readers(&reader, &ids).await?;
    let actors = rows.iter().filter_map(|row| row.actor_id);
    let names = crate::activity::names(&reader, actors).await?;
    let out = |row: store::Publication| (row.number, rules::out(row, &readers, &names));
    listing.answer(rows.into_iter().map(out).collect())
}

/// Reads a publication
///
/// What it changed for whom, and who has acknowledged it. MANAGER.
#[utoipa::path(tag = "planning", operation_id = "get_publication",
    params(("id" = PublicationId, Path, description = "The publication")),
    responses((status = 200, description = "The publication", body = PublicationDetail)))]
#[get("/planning/publications/{id}")]
pub(super) async fn get(reader: Member<ActivityRead>, id: PathId<PublicationId>) -> Answer {
    let row = store::get(&reader, id.found()?).await?;
    let changes = for_people(&store::changes(&reader, row.id).await?);
    let readers = store::readers(&reader, &BTreeSet::from([row.id])).await?;
    let people = readers.iter().map(|reader| reader.person_id);
    let named = people.chain(row.actor_id);
    let names = crate::activity::names(&reader, named).await?;
    Reply::ok(&PublicationDetail {
        publication: rules::out(row, &readers, &names),
        readers: rules::told(readers, &names),
        changes,
    })
}

/// Reads the own changes
///
/// What publications changed for the caller, and the caller has not acknowledged. Everybody.
#[utoipa::path(tag = "planning", operation_id = "read_own_changes",
    responses((status = 200, description = "The changes", body = OwnChanges)))]
#[get("/planning/changes")]
pub(super) async fn own(person: Member<ChangesOwn>) -> Answer {
    let mut unread = store::unread(&person, person.user_id).await?;
    unread.truncate(MOST_UNREAD);
    let changes = store::changes_for(&person, &unread, person.user_id).await?;
    let own = |row: &store::Publication| rules::own(row, &changes, person.user_id);
    let publications: Vec<_> = unread.iter().map(own).collect();
    let missions = missions(&person, &publications).await?;
    Reply::ok(&OwnChanges {
        publications,
        missions,
    })
}

async fn missions(org: &OrgDb, told: &[OwnPublication]) -> Result<Vec<MissionRow>, Failure> {
    let changes = told.iter().flat_map(|publication| &publication.changes);
    let sides = changes.flat_map(|change| [&change.before, &change.after]);
    let named = sides.flatten().map(|side| side.mission_id);
    let named = PlanningRows::Named(named.collect());
    let missions = crate::missions::rows_of(org, named).await?;
    Ok(missions.into_iter().map(MissionRow::from).collect())
}

/// Acknowledges the own changes
///
/// Those of this publication and of the ones before it. A repeat changes nothing. A publication
/// that tells the caller nothing is not found. Everybody, for themselves; no key.
#[utoipa::path(tag = "planning", operation_id = "acknowledge_publication",
    params(("id" = PublicationId, Path, description = "The publication")),
    responses((status = 204, description = "It is noted")))]
#[post("/planning/publications/{id}/acknowledge")]
pub(super) async fn acknowledge(person: Member<ChangesOwn>, id: PathId<PublicationId>) -> Answer {
    let (id, reader) = (id.found()?, person.user_id);
    person
        .write(async |tx| {
            let upto = store::get(tx, id).await?;
            if !store::tells(tx, id, reader).await? {
                return Err(ProblemCode::NotFound.into());
            }
            let mut unread = store::lock_unread(tx, reader).await?;
            unread.retain(|publication| publication.number <= upto.number);
            store::acknowledge(tx, &unread, reader).await?;
            let changes = unread.iter().map(rules::acknowledged);
            record_all(tx, changes.collect::<Result<_, _>>()?).await?;
            Reply::done()
        })
        .await
}
