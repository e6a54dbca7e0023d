use sea_orm::{ColumnTrait as _, Condition};
use shared::id::{TeamId, TemplateId};
use shared::templates::TemplateState;
use shared::text::Name;

use crate::entity::shift_template::{Column, Entity};
use crate::platform::page::Listing;
use crate::platform::problem::Failure;
use crate::platform::scope::{OrgDb, OrgTx};

pub(super) use crate::entity::shift_template::Model as Template;

/// Where a list of templates goes on: by label, then by id.
type Position = (Name, TemplateId);

pub(super) async fn list(
    org: &OrgDb,
    state: Option<TemplateState>,
    listing: &Listing<Position>,
) -> Result<Vec<Template>, Failure> {
    let after = listing.after.clone().map(|(label, id)| {
        let same = Condition::all().add(Column::Label.eq(label.clone()));
        Condition::any()
            .add(Column::Label.gt(label))
            .add(same.add(Column::Id.gt(id)))
    });
    org.find::<Entity>()
        .filter_if(state.map(|state| Column::State.eq(state)))
        .filter_if(after)
        .ascending(Column::Label)
        .ascending(Column::Id)
        .limit(listing.fetch())
        .all()
        .await
}

pub(super) async fn get(org: &OrgDb, id: TemplateId) -> Result<Template, Failure> {
    org.find::<Entity>().filter(Column::Id.eq(id)).found().await
}

/// The template, which nobody else changes or applies until the transaction ends.
pub(super) async fn lock(tx: &OrgTx, id: TemplateId) -> Result<Template, Failure> {
    let find = tx.find::<Entity>().filter(Column::Id.eq(id)).locked();
    find.found().await
}

pub(super) async fn insert(tx: &OrgTx, row: Template) -> Result<(), Failure> {
    tx.insert::<Entity>(row).await
}

pub(super) async fn save(tx: &OrgTx, row: Template) -> Result<Template, Failure> {
    tx.update::<Entity>(row).await
}

/// Takes the team from its templates, and answers them as they were. They stay locked until the
/// transaction ends.
pub(super) async fn leave_team(tx: &OrgTx, team: TeamId) -> Result<Vec<Template>, Failure> {
    let own = Column::TeamId.eq(team);
    let find = tx.find::<Entity>().filter(own.clone());
    let templates = find.ascending(Column::Id).locked().all().await?;
    tx.update_all::<Entity>(Column::TeamId, None::<TeamId>, own)
        .await?;
    Ok(templates)
}
