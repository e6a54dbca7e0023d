//! Several who publish at one moment.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use shared::page::{Limit, PageQuery};
use shared::planning::publish::{self, PublishIn};
use shared::publications;
use shared::shifts::{self, ShiftIn, ShiftStatus};

use super::{FRIDAY, TUESDAY, drafted, kinds, week};
use crate::missions::song;
use crate::shifts::shift;
use crate::support::Company;

/// Of many managers on two instances who publish a week at one moment, one does; each shift is
/// announced once.
#[actix_web::test]
async fn a_shift_is_announced_once() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let second = company.stage.second().await;
    let elsewhere = manager.at(&second.base);
    for times in [TUESDAY, FRIDAY] {
        drafted(manager, mission, Some(company.tech.id().await), times).await;
    }
    let planners = [manager, &elsewhere, manager, &elsewhere];
    let sent = planners.map(|planner| planner.send(publish::publish(&week())));
    let mut told: Vec<_> = join_all(sent)
        .await
        .iter()
        .map(|it| it.ok().published)
        .collect();
    told.sort_unstable();
    assert_eq!(told, [0, 0, 0, 2]);
    let events = kinds(manager).await;
    let announced = events.iter().filter(|kind| *kind == "shift.published");
    assert_eq!(announced.count(), 2);
}

/// Publications of one moment are numbered without holes or doubles, whoever makes them: each
/// week on its own, and single shifts by their status.
#[actix_web::test]
async fn numbers_have_no_holes_and_no_doubles() {
    let company = Company::new().await;
    let (manager, mission) = (&company.manager, song(&company.manager).await.id);
    let second = company.stage.second().await;
    let elsewhere = manager.at(&second.base);
    let weeks: Vec<_> = (0..8)
        .map(|weeks| week().from.plus_days(7 * weeks))
        .collect();
    for day in &weeks {
        let (start, end) = (format!("{day}T08:00:00Z"), format!("{day}T12:00:00Z"));
        drafted(manager, mission, None, (&start, &end)).await;
    }
    let publish = weeks.iter().enumerate().map(|(place, day)| {
        let input = PublishIn {
            from: *day,
            to: *day,
            ..week()
        };
        let planner = if place % 2 == 0 { manager } else { &elsewhere };
        async move { planner.send(publish::publish(&input)).await.succeeded() }
    });
    let single = (0..4).map(|place| {
        let input = ShiftIn {
            status: Some(ShiftStatus::Published),
            ..shift(mission, FRIDAY.0, FRIDAY.1)
        };
        let planner = if place % 2 == 0 { manager } else { &elsewhere };
        async move { planner.send(shifts::create(&input)).await.succeeded() }
    });
    tokio::join!(join_all(publish), join_all(single));
    let all = PageQuery {
        limit: Some(Limit::MOST),
        cursor: None,
    };
    let listed = manager.send(publications::list(&all)).await.ok().items;
    let numbers: BTreeSet<_> = listed.iter().map(|it| it.publication.number).collect();
    assert_eq!(listed.len(), 12);
    assert_eq!(numbers, (1..=12).collect());

    // Page by page it is the same list, the latest first.
    let page = PageQuery {
        limit: 5.try_into().ok(),
        cursor: None,
    };
    let first = manager.send(publications::list(&page)).await.ok();
    let next = PageQuery {
        cursor: first.next_cursor.clone(),
        ..page
    };
    let rest = manager.send(publications::list(&next)).await.ok();
    let walked: Vec<_> = first.items.iter().chain(&rest.items).collect();
    assert_eq!(walked, listed.iter().take(10).collect::<Vec<_>>());
}
