//! What goes wrong between the row and its objects, and what is left of it: nothing.

use backend::entity::{media as row, media_usage};
use backend::media::{Reconciled, reconcile, sweep};
use backend::platform::storage::FolderKey;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, Database, DatabaseConnection, EntityTrait as _, QueryFilter as _};
use shared::id::MediaId;
use shared::media::{self, MediaState};
use shared::missions;
use shared::page::PageQuery;
use shared::problem::ProblemCode;

use super::{PDF, Place, attach, own_avatar, png};
use crate::missions::mission;
use crate::support::Sent;

/// While the bucket is down, planning goes on, uploads are told to come back, and health says
/// what is wrong; when it is there again, nothing is left of what broke off.
#[actix_web::test]
async fn a_bucket_that_is_down_stops_uploads_and_nothing_else() {
    let mut place = Place::bucket().await;
    let id = place.mission().await;
    let ready = async |place: &Place| {
        let nobody = place.company.stage.anonymous();
        Sent::<()>::of(nobody.request("GET", "/readyz")).await
    };
    assert_eq!(ready(&place).await.text(), "ok");
    attach(&place.company.manager, id, PDF, "a.pdf")
        .await
        .succeeded();
    let mut bucket = place.bucket.take().unwrap();
    bucket.stop().await;

    let manager = &place.company.manager;
    for sent in [
        attach(manager, id, PDF, "b.pdf").await,
        own_avatar(manager, &png(9, 9)).await,
    ] {
        sent.refused(ProblemCode::Unavailable);
        assert_eq!(sent.header("retry-after"), Some("30"));
    }
    let health = ready(&place).await;
    assert_eq!(health.status, 200);
    assert!(health.text().contains("degraded"), "{}", health.text());
    manager
        .send(missions::create(&mission("Phedre")))
        .await
        .succeeded();
    let listed = manager
        .send(media::attachments(id, &PageQuery::default()))
        .await
        .ok();
    assert_eq!(listed.items.len(), 1);
    let one = listed.items[0].media.id;
    manager.send(media::delete(one)).await.done();
    let state = &place.company.stage.state;
    assert!(sweep(state).await.is_err());
    state.clock.advance(2 * 24 * 60 * 60);
    assert!(sweep(state).await.is_err());
    assert!(reconcile(state).await.is_err());
}

/// A server that was killed between the row and its objects, or between these and their being
/// ready, leaves what nobody sees and the sweep removes, and gives the room back. Row R3.
#[actix_web::test]
async fn what_broke_off_is_swept() {
    for place in [Place::folder().await, Place::bucket().await] {
        let company = &place.company;
        let state = &company.stage.state;
        let kept = own_avatar(&company.tech, &png(40, 40)).await.ok();
        let broken = own_avatar(&company.manager, &png(40, 40)).await.ok();
        // As it was just before it became ready.
        make_pending(&place, broken.id).await;
        let seen = company
            .admin
            .send(media::avatars(&PageQuery::default()))
            .await
            .ok();
        assert_eq!(seen.items.len(), 1);
        company
            .manager
            .send(media::get(broken.id))
            .await
            .refused(ProblemCode::NotFound);
        assert_eq!(sweep(state).await.unwrap(), 0, "it may still be on its way");
        assert_eq!(place.objects().await, 4);
        state.clock.advance(60 * 60 + 1);
        assert_eq!(sweep(state).await.unwrap(), 1);
        assert_eq!(sweep(state).await.unwrap(), 0);
        assert_eq!(place.objects().await, 2);
        assert_eq!(usage(&place).await.files, 1);
        state.clock.advance(-(60 * 60 + 1));
        company.tech.send(media::get(kept.id)).await.ok();
    }
}

/// After a backup was restored, objects may have no row and rows no object: both are found.
#[actix_web::test]
async fn orphans_of_either_kind_are_found() {
    for place in [Place::folder().await, Place::bucket().await] {
        let company = &place.company;
        let state = &company.stage.state;
        let kept = own_avatar(&company.tech, &png(40, 40)).await.ok();
        let lost = own_avatar(&company.manager, &png(40, 40)).await.ok();
        assert_eq!(reconcile(state).await.unwrap(), Reconciled::default());
        let folder = FolderKey::new(company.org.id);
        state
            .storage
            .put(&folder.object("file"), b"x", "image/png")
            .await
            .unwrap();
        state
            .storage
            .clear(&folder_of(&place, lost.id).await)
            .await
            .unwrap();
        let found = reconcile(state).await.unwrap();
        assert_eq!(
            found,
            Reconciled {
                objects: 1,
                rows: 1
            }
        );
        assert_eq!(reconcile(state).await.unwrap(), Reconciled::default());
        assert_eq!(place.objects().await, 2);
        company.tech.send(media::get(kept.id)).await.ok();
        company
            .manager
            .send(media::get(lost.id))
            .await
            .refused(ProblemCode::NotFound);
    }
}

async fn connection(place: &Place) -> DatabaseConnection {
    let url = place.company.stage.database.url();
    Database::connect(url).await.unwrap()
}

async fn make_pending(place: &Place, id: MediaId) {
    let update = row::Entity::update_many()
        .col_expr(row::Column::State, Expr::value(MediaState::Pending))
        .filter(row::Column::Id.eq(id));
    update.exec(&connection(place).await).await.unwrap();
}

async fn folder_of(place: &Place, id: MediaId) -> FolderKey {
    let connection = connection(place).await;
    let row = row::Entity::find_by_id(id).one(&connection).await;
    FolderKey::stored(row.unwrap().unwrap().folder)
}

async fn usage(place: &Place) -> media_usage::Model {
    let find = media_usage::Entity::find_by_id(place.company.org.id);
    find.one(&connection(place).await).await.unwrap().unwrap()
}
