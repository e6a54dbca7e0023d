//! Organisations, members, roles and teams.

mod membership;

use shared::access::Role;
use shared::orgs::OrgIn;
use shared::page::PageQuery;
use shared::patch::Patch;
use shared::problem::ProblemCode;
use shared::shifts::{ShiftIn, ShiftStatus};
use shared::teams::{TeamIn, TeamPatch};
use shared::users::{self, MemberState, UserIn, UserPatch};

use crate::missions::song;
use crate::support::Company;

fn invitation(email: &str, role: Role) -> UserIn {
    UserIn {
        email: email.parse().unwrap(),
        name: "Noa Nouveau".parse().unwrap(),
        role,
        team_ids: Vec::new(),
    }
}

fn role(role: Role) -> UserPatch {
    UserPatch {
        role: Patch::Set(role),
        ..UserPatch::default()
    }
}

/// An ADMIN creates an organisation and is its ADMIN; somebody of the first is nobody there.
#[actix_web::test]
async fn an_admin_creates_an_organisation() {
    let company = Company::new().await;
    let input = OrgIn {
        name: "Festival d'\u{c9}t\u{e9}".parse().unwrap(),
        zone: "Indian/Reunion".parse().ok(),
    };
    let festival = company.admin.send(shared::orgs::create(&input)).await.ok();
    assert_eq!(
        (festival.slug.as_str(), festival.zone.name()),
        ("festival-d-ete", "Indian/Reunion")
    );
    let there = company.admin.clone().in_org(festival.id);
    let people = there
        .send(users::list(&PageQuery::default()))
        .await
        .ok()
        .items;
    assert_eq!(
        people.iter().map(|person| person.role).collect::<Vec<_>>(),
        [Role::Admin]
    );
    let stranger = company.manager.clone().in_org(festival.id);
    stranger
        .send(users::list(&PageQuery::default()))
        .await
        .refused(ProblemCode::NotFound);
    company
        .manager
        .send(shared::orgs::create(&input))
        .await
        .refused(ProblemCode::Forbidden);
}

/// Somebody invited can be planned, and cannot come in before they accept.
#[actix_web::test]
async fn an_invitation_waits_for_its_answer() {
    let company = Company::new().await;
    let invited = company
        .admin
        .send(users::invite(&invitation("noa@example.org", Role::Tech)))
        .await
        .ok();
    assert_eq!(invited.user.state, MemberState::Invited);
    let again = company
        .admin
        .send(users::invite(&invitation("NOA@example.org", Role::Tech)))
        .await;
    again.refused(ProblemCode::AlreadyMember);
    let noa = company.stage.accepts(&invited.link.url).await;
    let me = noa.send(shared::auth::me()).await.ok();
    assert_eq!(me.profile.default_org_id, Some(company.org.id));
    let member = company.admin.send(users::get(invited.user.id)).await.ok();
    assert_eq!(member.state, MemberState::Active);
}

/// A demotion and a removal are at once, on every instance. Cases A11, A12.
#[actix_web::test]
async fn a_removal_is_at_once() {
    let company = Company::new().await;
    let second = company.stage.second().await;
    let manager = company.manager.id().await;
    let elsewhere = company.manager.at(&second.base);
    elsewhere
        .send(shared::missions::list(&Default::default()))
        .await
        .ok();
    let member = company.admin.send(users::get(manager)).await.ok();
    let demoted = company
        .admin
        .send(users::edit(manager, member.version, &role(Role::Tech)))
        .await
        .ok();
    elsewhere
        .send(shared::missions::list(&Default::default()))
        .await
        .refused(ProblemCode::Forbidden);
    company
        .admin
        .send(users::remove(manager, demoted.version))
        .await
        .done();
    elsewhere
        .send(shared::orgs::current())
        .await
        .refused(ProblemCode::NotFound);
}

/// The last ADMIN is not demoted, does not leave, and is not removed. Case A19.
#[actix_web::test]
async fn the_last_admin_stays() {
    let company = Company::new().await;
    let admin = company.admin.id().await;
    let member = company.admin.send(users::get(admin)).await.ok();
    let demoted = company
        .admin
        .send(users::edit(admin, member.version, &role(Role::Manager)))
        .await;
    demoted.refused(ProblemCode::LastAdmin);
    company
        .admin
        .send(users::remove(admin, member.version))
        .await
        .refused(ProblemCode::LastAdmin);
    // An ADMIN who has not accepted yet could not run the organisation.
    company
        .admin
        .send(users::invite(&invitation("noa@example.org", Role::Admin)))
        .await
        .ok();
    company
        .admin
        .send(users::remove(admin, member.version))
        .await
        .refused(ProblemCode::LastAdmin);
}

/// Whoever leaves leaves the shifts to come to be filled, and keeps the name on those past.
#[actix_web::test]
async fn shifts_to_come_are_left_to_fill() {
    let company = Company::new().await;
    let mission = song(&company.manager).await;
    let tech = company.tech.id().await;
    let planned = |start: &str, end: &str| ShiftIn {
        person_id: Some(tech),
        status: Some(ShiftStatus::Published),
        ..crate::shifts::shift(mission.id, start, end)
    };
    let past = planned("2026-11-23T08:00:00Z", "2026-11-23T12:00:00Z");
    let past = company
        .manager
        .send(shared::shifts::create(&past))
        .await
        .ok()
        .shift;
    let to_come = planned("2026-11-25T08:00:00Z", "2026-11-25T12:00:00Z");
    let to_come = company
        .manager
        .send(shared::shifts::create(&to_come))
        .await
        .ok()
        .shift;
    let member = company.manager.send(users::get(tech)).await.ok();
    company
        .tech
        .send(users::remove(tech, member.version))
        .await
        .done();
    let person = async |id| {
        company
            .manager
            .send(shared::shifts::get(id))
            .await
            .ok()
            .person_id
    };
    assert_eq!(
        (person(past.id).await, person(to_come.id).await),
        (Some(tech), None)
    );
    let planning = crate::operations::board(&company.manager).await;
    assert!(
        planning.people.iter().any(|row| row.id == tech),
        "the past shift keeps its name"
    );
    assert_eq!(planning.shifts.len(), 2);
}

/// Teams are the ADMIN's, hold members only, and have names of their own. Cases A3, A9, A10.
#[actix_web::test]
async fn teams_hold_members_of_the_organisation() {
    let company = Company::new().await;
    let (tech, foreign) = (company.tech.id().await, company.outsider.id().await);
    let input = TeamIn {
        name: "Son".parse().unwrap(),
        member_ids: vec![tech],
    };
    let sound = company.admin.send(shared::teams::create(&input)).await.ok();
    assert_eq!(sound.member_ids, [tech]);
    company
        .admin
        .send(shared::teams::create(&input))
        .await
        .refused(ProblemCode::NameTaken);
    company
        .manager
        .send(shared::teams::create(&input))
        .await
        .refused(ProblemCode::Forbidden);
    // Another organisation's team of the same name is another team.
    company
        .outsider
        .send(shared::teams::create(&TeamIn {
            member_ids: vec![],
            ..input.clone()
        }))
        .await
        .ok();

    let patch = TeamPatch {
        member_ids: Patch::Set(vec![tech, foreign]),
        ..TeamPatch::default()
    };
    let refused = company
        .admin
        .send(shared::teams::edit(sound.id, sound.version, &patch))
        .await;
    refused.invalid("/member_ids/1", "unknown_reference");
    assert_eq!(
        company
            .manager
            .send(shared::teams::get(sound.id))
            .await
            .ok(),
        sound
    );
    company
        .admin
        .send(shared::teams::delete(sound.id, sound.version))
        .await
        .done();
    assert_eq!(
        company.manager.send(users::get(tech)).await.ok().team_ids,
        []
    );
}

/// Everything that was done is told, with who did it and what it was before. Case A5.
#[actix_web::test]
async fn activity_tells_who_did_what() {
    let company = Company::new().await;
    let mission = song(&company.manager).await;
    let rename = shared::missions::MissionPatch {
        title: Patch::Set("La Nuit".parse().unwrap()),
        ..Default::default()
    };
    company
        .admin
        .send(shared::missions::edit(mission.id, mission.version, &rename))
        .await
        .ok();
    let events = company
        .manager
        .send(shared::activity::list(&PageQuery::default()))
        .await
        .ok()
        .items;
    let last = &events[0];
    assert_eq!(
        (last.kind.as_str(), last.actor_name.as_deref()),
        ("mission.updated", Some("Alix Admin"))
    );
    assert_eq!(last.before.as_ref().unwrap()["title"], "Le Songe");
    assert_eq!(last.after.as_ref().unwrap()["title"], "La Nuit");
    let kinds: Vec<_> = events.iter().map(|event| event.kind.as_str()).collect();
    assert!(
        kinds.contains(&"org.created") && kinds.contains(&"user.joined"),
        "{kinds:?}"
    );
    // The other organisation's events are its own.
    let theirs = company
        .outsider
        .send(shared::activity::list(&PageQuery::default()))
        .await
        .ok()
        .items;
    assert!(
        theirs
            .iter()
            .all(|event| !event.kind.starts_with("mission"))
    );
}
