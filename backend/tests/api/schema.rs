//! The schema, on the database that the tests run on: its way back and forth, and that the
//! entities are its tables.

use std::collections::BTreeSet;

use backend::entity;
use backend::platform::db::Schema;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, Database as Connection, DatabaseConnection, DbBackend,
    EntityName, EntityTrait, Iterable as _, Statement,
};

use crate::support::{Company, Database};

/// Everything that a database says of its tables, constraints and indexes.
async fn described(connection: &DatabaseConnection) -> BTreeSet<String> {
    let query = match connection.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable) AS line \
             FROM information_schema.columns WHERE table_schema = 'public' \
             UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) \
             FROM pg_constraint WHERE connamespace = 'public'::regnamespace \
             UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
        }
        _ => "SELECT coalesce(sql, name) AS line FROM sqlite_master",
    };
    texts(connection, query, "line").await
}

async fn texts(connection: &DatabaseConnection, query: &str, column: &str) -> BTreeSet<String> {
    let statement = Statement::from_string(connection.get_database_backend(), query);
    let rows = connection.query_all_raw(statement).await.unwrap();
    rows.iter()
        .map(|row| row.try_get::<String>("", column).unwrap())
        .collect()
}

/// Every step can be taken back, also when there are rows, and taken again: the schema is then
/// what it was.
#[actix_web::test]
async fn the_steps_go_up_down_and_up() {
    let company = Company::new().await;
    let (url, db) = (
        company.stage.database.url().to_owned(),
        company.stage.database.connect().await,
    );
    let connection = Connection::connect(&url).await.unwrap();
    let fresh = described(&connection).await;
    let steps = db.migrations().await.unwrap().len();
    for taken_back in 1..=steps {
        db.migrate_down().await.unwrap();
        assert_eq!(db.schema().await.unwrap(), Schema::Behind(taken_back));
    }
    let bare = described(&connection).await;
    let left: Vec<_> = bare
        .iter()
        .filter(|line| !line.contains("seaql_migrations"))
        .collect();
    assert!(left.is_empty(), "{left:#?}");
    db.migrate_up().await.unwrap();
    assert_eq!(db.schema().await.unwrap(), Schema::Current);
    assert_eq!(described(&connection).await, fresh);
}

/// A table's columns, each with whether it may be null, as the database says.
async fn stored(connection: &DatabaseConnection, table: &str) -> BTreeSet<String> {
    let query = match connection.get_database_backend() {
        DbBackend::Postgres => format!(
            "SELECT column_name || CASE is_nullable WHEN 'YES' THEN '?' ELSE '' END AS line \
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}'"
        ),
        _ => format!(
            "SELECT name || CASE \"notnull\" WHEN 0 THEN '?' ELSE '' END AS line \
             FROM pragma_table_info('{table}')"
        ),
    };
    texts(connection, &query, "line").await
}

/// The same, as an entity says.
fn said<E: EntityTrait>() -> BTreeSet<String> {
    E::Column::iter()
        .map(|column| {
            let optional = if column.def().is_null() { "?" } else { "" };
            format!("{}{optional}", sea_orm::IdenStatic::as_str(&column))
        })
        .collect()
}

/// Entities and tables have the same columns, and no table is without an entity.
#[actix_web::test]
async fn the_entities_are_the_tables() {
    let database = Database::create().await;
    let connection = Connection::connect(database.url()).await.unwrap();
    let mut known = BTreeSet::from(["seaql_migrations".to_owned()]);
    macro_rules! compare {
        ($($table:ident)*) => {$(
            let name = entity::$table::Entity.table_name();
            assert_eq!(said::<entity::$table::Entity>(), stored(&connection, name).await, "{name}");
            known.insert(name.to_owned());
        )*};
    }
    compare!(
        acknowledgement api_key availability calendar_feed event idempotency_key labour_policy link
        media media_removal media_usage mission operation organisation presence publication
        publication_change publication_count published_shift session shift shift_series
        shift_template team throttle user user_org_role user_team
    );
    let query = match connection.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT table_name::text AS line FROM information_schema.tables WHERE table_schema = 'public'"
        }
        _ => {
            "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        }
    };
    assert_eq!(texts(&connection, query, "line").await, known);
}
