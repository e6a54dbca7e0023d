//! Nothing is missed, wherever a stream broke off and in whatever order things became visible.

use sea_orm::{ConnectionTrait as _, Database, DbBackend, Statement, TransactionTrait as _};
use shared::activity::stream::ResetReason;
use shared::id::{EventId, ShiftId};

use super::{NO_HEARTBEAT, change, company, draft, renamed, reset, version};
use crate::support::Listening;

/// A stream that broke off goes on: what happened meanwhile is told first.
#[actix_web::test]
async fn a_stream_goes_on_where_it_broke_off() {
    let company = company(&[NO_HEARTBEAT]).await;
    let mut stream = Listening::of(&company.admin).await;
    let shift = draft(&company.manager).await;
    stream.until(version(&shift, 1)).await;
    let position = stream.position.clone();
    drop(stream);
    let shift = renamed(&company.manager, &shift, "Poursuite").await;
    let shift = renamed(&company.manager, &shift, "Plateau").await;
    let mut resumed = Listening::after(&company.admin, &position).await;
    assert_eq!(
        resumed.position, position,
        "nothing is behind before it is told"
    );
    resumed.until(version(&shift, 2)).await;
    resumed.until(version(&shift, 3)).await;
    let shift = renamed(&company.manager, &shift, "Cintre").await;
    resumed.until(version(&shift, 4)).await;
}

/// Whoever opens a stream is told the last stretch, too: between the reading of the week and the
/// opening of the stream nothing is missed.
#[actix_web::test]
async fn a_stream_begins_a_little_earlier() {
    let company = company(&[NO_HEARTBEAT]).await;
    let shift = draft(&company.manager).await;
    let mut stream = Listening::of(&company.admin).await;
    stream.until(version(&shift, 1)).await;
}

/// A position that is none of the organisation's is answered with a new beginning.
#[actix_web::test]
async fn an_unknown_position_begins_anew() {
    let company = company(&[NO_HEARTBEAT]).await;
    let mut theirs = Listening::of(&company.outsider).await;
    theirs.until(change).await;
    for position in [
        theirs.position.as_str(),
        &EventId::new().to_string(),
        "x",
        "-1",
    ] {
        let mut stream = Listening::after(&company.admin, position).await;
        let told = stream.until(reset).await;
        assert_eq!(told, ResetReason::UnknownPosition, "{position}");
        assert_ne!(stream.position, position);
        let shift = draft(&company.manager).await;
        stream.until(version(&shift, 1)).await;
    }
}

/// Ids are made before they are committed. A transaction that is open while another one begins
/// and commits has an earlier id and becomes visible later; it is told nevertheless, to who
/// listens and to who resumes after the later one.
#[actix_web::test]
async fn who_commits_late_is_told_late() {
    let company = company(&[NO_HEARTBEAT]).await;
    let url = company.stage.database.url();
    let mut stream = Listening::of(&company.admin).await;
    let (late, object) = (EventId::new(), ShiftId::new());
    let connection = Database::connect(url).await.unwrap();
    let backend = connection.get_database_backend();
    let place = |n| match backend {
        DbBackend::Postgres => format!("${n}"),
        _ => "?".to_owned(),
    };
    let insert = format!(
        "INSERT INTO event (id, org_id, kind, object_id, at) VALUES ({}, {}, 'shift.deleted', {}, {})",
        place(1),
        place(2),
        place(3),
        place(4)
    );
    let values = [
        late.into(),
        company.org.id.into(),
        object.into(),
        company.stage.state.now().into(),
    ];
    let insert = Statement::from_sql_and_values(backend, insert, values);
    let open = match backend {
        DbBackend::Postgres => {
            let open = connection.begin().await.unwrap();
            open.execute_raw(insert.clone()).await.unwrap();
            Some(open)
        }
        // SQLite has one writer: what is written later has a later id, or comes from a clock
        // that was set back.
        _ => None,
    };
    let shift = draft(&company.manager).await;
    stream.until(version(&shift, 1)).await;
    let position = stream.position.clone();
    assert!(position > late.to_string());
    match open {
        Some(open) => open.commit().await.unwrap(),
        None => drop(connection.execute_raw(insert).await.unwrap()),
    }
    // Whatever wakes the reader next.
    let shift = renamed(&company.manager, &shift, "Poursuite").await;
    let told =
        |object: ShiftId| move |frame| change(frame).filter(|it| it.object_id == object.uuid());
    stream.until(told(object)).await;
    stream.until(version(&shift, 2)).await;
    let mut resumed = Listening::after(&company.admin, &position).await;
    resumed.until(told(object)).await;
    resumed.until(version(&shift, 2)).await;
}
