//! A server that is killed while it stores files.

use backend::media::{Reconciled, reconcile, sweep};
use shared::media;
use shared::page::PageQuery;
use tokio::process::Child;

use super::{Place, gradient, upload};
use crate::server::process::serve;
use crate::support::{NOW, Sent};

/// A second server on the same database and the same files, as a process of its own.
async fn beside(place: &Place) -> (Child, String) {
    let database = &place.company.stage.database;
    serve(&[
        ("CALLBOARD_LISTEN", "127.0.0.1:0"),
        ("CALLBOARD_CLOCK", NOW),
        ("CALLBOARD_DATA", database.folder().to_str().unwrap()),
        ("DATABASE_URL", database.url()),
        ("CALLBOARD_RATE_PER_MINUTE", "1000000"),
        // Nobody reads what it writes down: it must not wait for that.
        ("RUST_LOG", "off"),
    ])
    .await
}

/// Killed after any number of answers, a server leaves files that are whole, and what the sweep
/// finds again: never a broken picture, never an orphan. Row R3.
#[actix_web::test]
async fn a_server_that_is_killed_leaves_nothing_broken() {
    let place = Place::folder().await;
    let company = &place.company;
    let mission = place.mission().await.to_string();
    let fields = [("purpose", "ATTACHMENT"), ("mission_id", mission.as_str())];
    let file = super::file_of(&gradient(700, 500), image::ImageFormat::Png);
    for answers in 0..5 {
        let (mut child, base) = beside(&place).await;
        let manager = company.manager.at(&base);
        let (sender, mut answered) = tokio::sync::mpsc::unbounded_channel();
        for number in 0..8 {
            let (manager, file, sender) = (manager.clone(), file.clone(), sender.clone());
            let fields = fields.map(|(name, value)| (name, value.to_owned()));
            actix_web::rt::spawn(async move {
                let fields = fields
                    .each_ref()
                    .map(|(name, value)| (*name, value.as_str()));
                let request =
                    super::upload_request(&manager, &file, &format!("{number}.png"), &fields);
                // Most of them are never answered.
                drop(request.send().await);
                sender.send(()).unwrap_or_default();
            });
        }
        for _ in 0..answers {
            answered.recv().await.unwrap();
        }
        child.kill().await.unwrap();
    }
    let listed = company.manager.send(media::attachments(
        mission.parse().unwrap(),
        &PageQuery::default(),
    ));
    let listed = listed.await.ok().items;
    assert!(listed.len() >= 10, "{}", listed.len());
    for one in &listed {
        for url in [Some(&one.links.url), one.links.small_url.as_ref()]
            .into_iter()
            .flatten()
        {
            let read: Sent<()> = place.read(url).await;
            assert!(image::load_from_memory(&read.body).is_ok());
        }
    }
    let state = &company.stage.state;
    state.clock.advance(2 * 24 * 60 * 60);
    // Its rows first, then whatever they leave.
    while sweep(state).await.unwrap() > 0 {}
    assert_eq!(reconcile(state).await.unwrap(), Reconciled::default());
    assert_eq!(place.objects().await, listed.len() * 2);
    state.clock.advance(-2 * 24 * 60 * 60);
    let again = upload(&company.manager, &file, "last.png", &fields).await;
    again.succeeded();
}
