//! Missions, from creation to the archive.

use shared::id::Version;
use shared::missions::{
    self, Hue, MissionIn, MissionOut, MissionPatch, MissionQuery, MissionState,
};
use shared::page::Limit;
use shared::patch::Patch;
use shared::problem::ProblemCode;

use crate::support::{Company, Persona};

pub fn mission(title: &str) -> MissionIn {
    MissionIn {
        title: title.parse().unwrap(),
        venue: Some("Theatre de la Ville".parse().unwrap()),
        address: None,
        hue: Hue::Teal,
        setting: None,
        starts_on: "2026-11-20".parse().ok(),
        ends_on: "2026-12-20".parse().ok(),
        show_number: "24E121234567".parse().ok(),
        notes: None,
    }
}

/// The mission of most stories.
pub async fn song(manager: &Persona) -> MissionOut {
    let input = mission("Le Songe");
    manager.send(missions::create(&input)).await.ok()
}

/// A manager creates a mission, changes it, archives it; the list tells the archived apart.
#[actix_web::test]
async fn a_mission_is_planned_and_archived() {
    let company = Company::new().await;
    let created = company
        .manager
        .send(missions::create(&mission("Le Songe")))
        .await;
    assert_eq!(created.status, 201);
    assert_eq!(created.header("etag"), Some("\"1\""));
    let song = created.ok();
    assert_eq!(
        created.header("location"),
        Some(format!("/missions/{}", song.id).as_str())
    );

    let patch = MissionPatch {
        venue: Patch::Set(None),
        state: Patch::Set(MissionState::Archived),
        ..MissionPatch::default()
    };
    let archived = company
        .manager
        .send(missions::edit(song.id, song.version, &patch))
        .await
        .ok();
    assert_eq!(
        (archived.venue, archived.state),
        (None, MissionState::Archived)
    );
    assert_eq!(archived.title, song.title);

    let active = MissionQuery {
        state: Some(MissionState::Active),
        ..MissionQuery::default()
    };
    assert!(
        company
            .manager
            .send(missions::list(&active))
            .await
            .ok()
            .items
            .is_empty()
    );
    assert_eq!(
        company
            .manager
            .send(missions::list(&MissionQuery::default()))
            .await
            .ok()
            .items
            .len(),
        1
    );
}

/// Two planners have the same mission open. The second to save is shown what the first wrote.
/// Case I3.
#[actix_web::test]
async fn a_stale_change_is_shown_the_present_mission() {
    let company = Company::new().await;
    let song = song(&company.manager).await;
    let rename = |title: &str| MissionPatch {
        title: Patch::Set(title.parse().unwrap()),
        ..MissionPatch::default()
    };
    company
        .admin
        .send(missions::edit(song.id, song.version, &rename("Le Reve")))
        .await
        .ok();

    let late = company
        .manager
        .send(missions::edit(song.id, song.version, &rename("La Nuit")))
        .await;
    let problem = late.refused(ProblemCode::Stale);
    assert_eq!(problem.current.unwrap()["title"], "Le Reve");
    assert_eq!(problem.changed.unwrap().by.as_deref(), Some("Alix Admin"));

    let mut unconditional = missions::edit(song.id, Version::FIRST, &rename("La Nuit"));
    unconditional.if_match = None;
    company
        .manager
        .send(unconditional)
        .await
        .refused(ProblemCode::PreconditionRequired);
}

/// A mission with shifts is kept; one without can go.
#[actix_web::test]
async fn only_an_unused_mission_is_deleted() {
    let company = Company::new().await;
    let song = song(&company.manager).await;
    let shift = crate::shifts::shift(song.id, "2026-11-24T09:00:00Z", "2026-11-24T13:00:00Z");
    let shift = company
        .manager
        .send(shared::shifts::create(&shift))
        .await
        .ok()
        .shift;
    company
        .manager
        .send(missions::delete(song.id, song.version))
        .await
        .refused(ProblemCode::MissionInUse);
    company
        .manager
        .send(shared::shifts::delete(shift.id, shift.version))
        .await
        .done();
    company
        .manager
        .send(missions::delete(song.id, song.version))
        .await
        .done();
    company
        .manager
        .send(missions::get(song.id))
        .await
        .refused(ProblemCode::NotFound);
}

/// The list is walked page by page, by title, with none missed and none twice.
#[actix_web::test]
async fn missions_are_listed_by_title_page_by_page() {
    let company = Company::new().await;
    for title in ["Cyrano", "Antigone", "Bajazet", "Dom Juan", "Electre"] {
        company
            .manager
            .send(missions::create(&mission(title)))
            .await
            .ok();
    }
    let mut query = MissionQuery {
        limit: Limit::try_from(2).ok(),
        ..MissionQuery::default()
    };
    let mut titles = Vec::new();
    loop {
        let sent = company.manager.send(missions::list(&query)).await;
        let page = sent.ok();
        titles.extend(
            page.items
                .into_iter()
                .map(|mission| mission.title.to_string()),
        );
        let Some(next) = page.next_cursor else { break };
        assert!(sent.header("link").unwrap().contains("rel=\"next\""));
        query.cursor = Some(next);
    }
    assert_eq!(
        titles,
        ["Antigone", "Bajazet", "Cyrano", "Dom Juan", "Electre"]
    );

    query.cursor = Some("forged".to_owned());
    company
        .manager
        .send(missions::list(&query))
        .await
        .refused(ProblemCode::InvalidCursor);
}

/// What makes no mission is told where.
#[actix_web::test]
async fn a_mission_that_ends_before_it_starts_is_refused() {
    let company = Company::new().await;
    let reversed = MissionIn {
        ends_on: "2026-11-01".parse().ok(),
        ..mission("Le Songe")
    };
    company
        .manager
        .send(missions::create(&reversed))
        .await
        .invalid("/ends_on", "end_not_after_start");
}
