//! A table in the words of this schema: every constraint and index named, every row of an
//! organisation tied to it.

use sea_orm_migration::prelude::*;

/// What a column holds, on both databases.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    /// An id.
    Uuid,
    /// A text of any length; how long it may be, the types of `shared` say.
    Text,
    /// An instant.
    Time,
    /// A calendar day.
    Date,
    /// A small number.
    Integer,
    /// A number of any size.
    Bigint,
    /// A document.
    Json,
}

/// What becomes of rows whose referent is removed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum OnDelete {
    /// The removal is refused.
    Refuse,
    /// They are removed too.
    Cascade,
    /// They refer to nothing.
    SetNull,
}

/// A table to create, with its indexes.
pub(crate) struct Table {
    name: &'static str,
    create: TableCreateStatement,
    indexes: Vec<IndexCreateStatement>,
}

impl Table {
    /// A table without columns.
    pub(crate) fn new(name: &'static str) -> Self {
        Self {
            name,
            create: sea_query::Table::create().table(name).take(),
            indexes: Vec::new(),
        }
    }

    /// A column that is never null.
    pub(crate) fn column(self, name: &'static str, kind: Kind) -> Self {
        let column = column(name, kind).not_null().take();
        self.with(column)
    }

    /// A column that may be null.
    pub(crate) fn optional(self, name: &'static str, kind: Kind) -> Self {
        let column = column(name, kind).null().take();
        self.with(column)
    }

    /// The organisation that the row belongs to.
    pub(crate) fn org(self) -> Self {
        let key = format!("fk_{}_organisation", self.name);
        self.column("org_id", Kind::Uuid).references(
            &key,
            &["org_id"],
            "organisation",
            &["id"],
            OnDelete::Refuse,
        )
    }

    /// The primary key.
    pub(crate) fn key(mut self, columns: &[&'static str]) -> Self {
        let mut key = Index::create()
            .primary()
            .name(format!("pk_{}", self.name))
            .take();
        for column in columns {
            key.col(*column);
        }
        self.create.primary_key(&mut key);
        self
    }

    /// A foreign key. Between rows of organisations it includes the organisation, so that a
    /// link across two cannot be stored.
    pub(crate) fn references(
        mut self,
        name: &str,
        columns: &[&'static str],
        table: &'static str,
        keys: &[&'static str],
        on_delete: OnDelete,
    ) -> Self {
        let mut key = ForeignKey::create()
            .name(name)
            .from_tbl(self.name)
            .to_tbl(table)
            .take();
        for column in columns {
            key.from_col(*column);
        }
        for column in keys {
            key.to_col(*column);
        }
        key.on_delete(match on_delete {
            OnDelete::Refuse => ForeignKeyAction::NoAction,
            OnDelete::Cascade => ForeignKeyAction::Cascade,
            OnDelete::SetNull => ForeignKeyAction::SetNull,
        });
        self.create.foreign_key(&mut key);
        self
    }

    /// A rule that every row keeps.
    pub(crate) fn check(mut self, name: &'static str, rule: &'static str) -> Self {
        self.create.check((name, Expr::cust(rule)));
        self
    }

    /// That no two rows have the same values here. Written before the tables that refer to
    /// them, so part of the table's creation.
    pub(crate) fn unique(mut self, name: &'static str, columns: &[&'static str]) -> Self {
        let index = self.indexed(name, columns).unique().take();
        self.indexes.push(index);
        self
    }

    /// An index.
    pub(crate) fn index(mut self, name: &'static str, columns: &[&'static str]) -> Self {
        let index = self.indexed(name, columns);
        self.indexes.push(index);
        self
    }

    fn indexed(&self, name: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
        index(name, self.name, columns)
    }

    fn with(mut self, column: ColumnDef) -> Self {
        self.create.col(column);
        self
    }

    /// Creates it.
    pub(crate) async fn create(self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        manager.create_table(self.create).await?;
        for index in self.indexes {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

/// An index of a table that is there.
pub(crate) fn index(
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(table).take();
    for column in columns {
        index.col(*column);
    }
    index
}

fn column(name: &'static str, kind: Kind) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    match kind {
        Kind::Uuid => column.uuid(),
        Kind::Text => column.text(),
        Kind::Time => column.timestamp_with_time_zone(),
        Kind::Date => column.date(),
        Kind::Integer => column.integer(),
        Kind::Bigint => column.big_integer(),
        Kind::Json => column.json_binary(),
    };
    column
}

/// Removes tables, those that refer to others first.
pub(crate) async fn drop_tables(
    manager: &SchemaManager<'_>,
    names: &[&'static str],
) -> Result<(), DbErr> {
    for name in names {
        manager
            .drop_table(sea_query::Table::drop().table(*name).take())
            .await?;
    }
    Ok(())
}

/// Adds columns that may be null, one statement each, as SQLite wants it.
pub(crate) async fn add_columns(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[(&'static str, Kind)],
) -> Result<(), DbErr> {
    for (name, kind) in columns {
        let mut column = column(name, *kind).null().take();
        let mut alter = sea_query::Table::alter().table(table).take();
        manager
            .alter_table(alter.add_column(&mut column).take())
            .await?;
    }
    Ok(())
}

/// Removes columns.
pub(crate) async fn drop_columns(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    for name in columns {
        let mut alter = sea_query::Table::alter().table(table).take();
        manager.alter_table(alter.drop_column(*name).take()).await?;
    }
    Ok(())
}
