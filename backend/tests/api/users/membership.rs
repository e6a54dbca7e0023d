//! What a membership is to the account, to other organisations, and to teams.

use shared::access::Role;
use shared::auth::ProfilePatch;
use shared::id::TeamId;
use shared::patch::Patch;
use shared::problem::ProblemCode;
use shared::teams::{self, TeamIn, TeamPatch};
use shared::users::{self, UserPatch};

use super::invitation;
use crate::support::Company;

/// Until they accept, an invitation shows of somebody no more than it was given. Case A6.
#[actix_web::test]
async fn an_invitation_shows_no_telephone_number() {
    let company = Company::new().await;
    let me = company.tech.send(shared::auth::me()).await.ok();
    let patch = ProfilePatch {
        phone: Patch::Set("+33 6 12 34 56 78".parse().ok()),
        ..ProfilePatch::default()
    };
    let edited = shared::auth::edit_me(me.profile.version, &patch);
    company.tech.send(edited).await.ok();
    let input = invitation("theo.tech@example.org", Role::Tech);
    let invited = company.outsider.send(users::invite(&input)).await.ok();
    assert_eq!(invited.user.phone, None);
    let listed = company.outsider.send(users::get(me.profile.id)).await.ok();
    assert_eq!(listed.phone, None);
    company.stage.accepts(&invited.link.url).await;
    let listed = company.outsider.send(users::get(me.profile.id)).await.ok();
    assert!(listed.phone.is_some());
}

/// Whoever leaves their default organisation has another of theirs for it, if there is one; and
/// anybody knows the version to leave with.
#[actix_web::test]
async fn another_organisation_becomes_the_default() {
    let company = Company::new().await;
    let input = invitation("theo.tech@example.org", Role::Tech);
    let invited = company.outsider.send(users::invite(&input)).await.ok();
    company.stage.accepts(&invited.link.url).await;
    let me = company.tech.send(shared::auth::me()).await.ok();
    assert_eq!(me.profile.default_org_id, Some(company.org.id));
    let here = me
        .memberships
        .iter()
        .find(|membership| membership.org.id == company.org.id);
    let leave = users::remove(me.profile.id, here.unwrap().version);
    company.tech.send(leave).await.done();
    let me = company.tech.send(shared::auth::me()).await.ok();
    assert_eq!(me.profile.default_org_id, company.outsider.org);
}

/// A team that is not of the organisation is named by its place in what was sent. Cases A3, A9.
#[actix_web::test]
async fn an_unknown_team_is_told_by_its_place() {
    let company = Company::new().await;
    let input = TeamIn {
        name: "Son".parse().unwrap(),
        member_ids: Vec::new(),
    };
    let sound = company.admin.send(teams::create(&input)).await.ok();
    let mut input = invitation("noa@example.org", Role::Tech);
    input.team_ids = vec![TeamId::new(), sound.id];
    let refused = company.admin.send(users::invite(&input)).await;
    refused.invalid("/team_ids/0", "unknown_reference");
}

/// Who is in a team is one fact: a change made from either side is seen by whoever would write
/// over it from the other.
#[actix_web::test]
async fn a_team_and_its_people_change_together() {
    let company = Company::new().await;
    let tech = company.tech.id().await;
    let input = TeamIn {
        name: "Son".parse().unwrap(),
        member_ids: Vec::new(),
    };
    let sound = company.admin.send(teams::create(&input)).await.ok();
    let person = company.admin.send(users::get(tech)).await.ok();
    let joins = UserPatch {
        team_ids: Patch::Set(vec![sound.id]),
        ..UserPatch::default()
    };
    let joined = company
        .admin
        .send(users::edit(tech, person.version, &joins))
        .await
        .ok();
    let people = |people| TeamPatch {
        member_ids: Patch::Set(people),
        ..TeamPatch::default()
    };
    let stale = company
        .admin
        .send(teams::edit(sound.id, sound.version, &people(vec![])))
        .await;
    stale.refused(ProblemCode::Stale);
    let sound = company.admin.send(teams::get(sound.id)).await.ok();
    assert_eq!(sound.member_ids, [tech]);
    let emptied = teams::edit(sound.id, sound.version, &people(vec![]));
    company.admin.send(emptied).await.ok();
    let stale = company
        .admin
        .send(users::edit(tech, joined.version, &joins))
        .await;
    stale.refused(ProblemCode::Stale);
}
