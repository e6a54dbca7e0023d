//! The demo company: there whole, once, and worth looking at.

use backend::demo;
use shared::access::Role;
use shared::missions;
use shared::page::PageQuery;
use shared::shifts::ShiftStatus;

use crate::operations;
use crate::support::{Persona, Stage};

async fn fill(stage: &Stage) -> Vec<String> {
    let mut told = Vec::new();
    let accounts = demo::fill(&stage.state, &mut |line| {
        told.push(line.to_owned());
        Ok(())
    })
    .await
    .unwrap();
    assert!(!told.is_empty(), "long work says what it does");
    accounts.iter().map(ToString::to_string).collect()
}

/// Whoever a printed line is about, signed in.
async fn signed_in(stage: &Stage, accounts: &[String], role: &str) -> Persona {
    let line = accounts.iter().find(|line| line.contains(role)).unwrap();
    let mut words = line.split_whitespace().skip(1);
    let (email, password) = (words.next().unwrap(), words.next().unwrap());
    stage.anonymous().sign_in(email, password).await
}

#[actix_web::test]
async fn the_demo_company_has_a_week_to_look_at() {
    let stage = Stage::new().await;
    let accounts = fill(&stage).await;
    let admin = signed_in(&stage, &accounts, "ADMIN").await;
    let board = operations::board(&admin).await;
    assert_eq!((board.teams.len(), board.missions.len()), (4, 4));
    assert!(board.people.len() >= 16, "{}", board.people.len());
    let any = |what: fn(&shared::shifts::ShiftOut) -> bool| board.shifts.iter().any(what);
    assert!(any(|shift| shift.person_id.is_none()), "a call to fill");
    assert!(any(|shift| shift.overlap_reason.is_some()), "an overlap");
    assert!(
        board
            .shifts
            .iter()
            .all(|shift| shift.status == ShiftStatus::Published)
    );
    assert!(!board.availability.is_empty());

    let tech = signed_in(&stage, &accounts, "TECH").await;
    let me = tech.id().await;
    let own = operations::board(&tech).await;
    assert!(own.shifts.iter().any(|shift| shift.person_id == Some(me)));

    let key = accounts
        .iter()
        .find_map(|line| line.split_once("key of the demo ADMIN: "))
        .unwrap()
        .1;
    stage
        .anonymous()
        .with_token(key)
        .send(missions::list(&Default::default()))
        .await
        .ok();
}

#[actix_web::test]
async fn the_neighbour_shares_its_manager_and_nothing_else() {
    let stage = Stage::new().await;
    let accounts = fill(&stage).await;
    let manager = signed_in(&stage, &accounts, "MANAGER").await;
    let me = manager.send(shared::auth::me()).await.ok();
    let roles: Vec<_> = me.memberships.iter().map(|m| m.role).collect();
    assert_eq!(roles, [Role::Manager, Role::Manager]);
    let mut seen = Vec::new();
    for membership in &me.memberships {
        let there = manager.clone().in_org(membership.org.id);
        let board = operations::board(&there).await;
        assert!(!board.shifts.is_empty(), "{}", membership.org.name);
        seen.extend(board.missions.into_iter().map(|mission| mission.id));
    }
    assert_eq!(seen.len(), 5);
}

#[actix_web::test]
async fn a_second_demo_changes_nothing() {
    let stage = Stage::new().await;
    let first = fill(&stage).await;
    let admin = signed_in(&stage, &first, "ADMIN").await;
    let events = async || {
        let newest = shared::activity::list(&PageQuery::default());
        admin.send(newest).await.ok().items
    };
    let before = events().await;
    let second = fill(&stage).await;
    assert_eq!(second, first[..3]);
    assert_eq!(events().await, before);
}
