use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _,
};
use shared::auth::{Language, ProfileOut, ProfilePatch, Shortcuts, Theme};
use shared::id::{OrgId, UserId, Version};
use shared::problem::ProblemCode;
use shared::text::{Email, Name};

use crate::entity::user::{Column, Entity};
use crate::platform::problem::Failure;
use crate::platform::scope::{SystemDb, SystemTx};

pub use crate::entity::user::Model as Account;

/// The account of an address, for whoever proves to be its owner.
pub async fn credentials(system: &SystemDb, email: &Email) -> Result<Option<Account>, Failure> {
    Ok(Entity::find()
        .filter(Column::Email.eq(email.clone()))
        .one(&system.connection())
        .await?)
}

/// An account.
pub(super) async fn account(system: &SystemDb, id: UserId) -> Result<Account, Failure> {
    let row = Entity::find_by_id(id).one(&system.connection()).await?;
    row.ok_or_else(|| ProblemCode::Unauthenticated.into())
}

/// An account's profile.
pub async fn profile(system: &SystemDb, id: UserId) -> Result<ProfileOut, Failure> {
    account(system, id).await.map(ProfileOut::from)
}

/// An account, which nobody else changes until the transaction ends.
pub async fn lock(tx: &SystemTx, id: UserId) -> Result<Account, Failure> {
    let row = Entity::find_by_id(id)
        .lock_exclusive()
        .one(tx.connection())
        .await?;
    row.ok_or_else(|| ProblemCode::NotFound.into())
}

/// Adds an account without a password: its owner chooses one.
pub async fn create(tx: &SystemTx, email: Email, name: Name) -> Result<Account, Failure> {
    let account = Account {
        id: UserId::new(),
        email,
        name,
        phone: None,
        password_hash: None,
        language: Language::French,
        theme: Theme::Auto,
        shortcuts: Shortcuts::On,
        default_org_id: None,
        version: Version::FIRST,
        created_at: tx.now(),
        updated_at: tx.now(),
    };
    let row = account.clone().into_active_model().reset_all();
    Entity::insert(row)
        .exec_without_returning(tx.connection())
        .await?;
    Ok(account)
}

/// Changes a profile.
pub(super) async fn change(
    tx: &SystemTx,
    account: Account,
    patch: ProfilePatch,
) -> Result<ProfileOut, Failure> {
    let ProfilePatch {
        name,
        phone,
        language,
        theme,
        shortcuts,
        default_org_id,
    } = patch;
    let changed = Account {
        name: name.over(account.name),
        phone: phone.over(account.phone),
        language: language.over(account.language),
        theme: theme.over(account.theme),
        shortcuts: shortcuts.over(account.shortcuts),
        default_org_id: default_org_id.set().or(account.default_org_id),
        version: account.version.next(),
        updated_at: tx.now(),
        id: account.id,
        email: account.email,
        password_hash: account.password_hash,
        created_at: account.created_at,
    };
    let row = changed.clone().into_active_model().reset_all();
    Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(changed.id))
        .exec(tx.connection())
        .await?;
    Ok(changed.into())
}

/// Sets a password.
pub async fn set_password(tx: &SystemTx, id: UserId, hash: String) -> Result<(), Failure> {
    let change = Entity::update_many().col_expr(Column::PasswordHash, Expr::value(hash));
    change
        .filter(Column::Id.eq(id))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Keeps another hash of the same password, unless the password was changed meanwhile.
pub async fn renew_hash(tx: &SystemTx, account: &Account, hash: String) -> Result<(), Failure> {
    let change = Entity::update_many().col_expr(Column::PasswordHash, Expr::value(hash));
    change
        .filter(Column::Id.eq(account.id))
        .filter(Column::PasswordHash.eq(account.password_hash.clone()))
        .exec(tx.connection())
        .await?;
    Ok(())
}

/// Sets the organisation of requests that name none.
pub async fn set_default_org(tx: &SystemTx, id: UserId, org: Option<OrgId>) -> Result<(), Failure> {
    let change = Entity::update_many().col_expr(Column::DefaultOrgId, Expr::value(org));
    change
        .filter(Column::Id.eq(id))
        .exec(tx.connection())
        .await?;
    Ok(())
}

impl From<Account> for ProfileOut {
    fn from(row: Account) -> Self {
        let Account {
            id,
            email,
            name,
            phone,
            password_hash: _,
            language,
            theme,
            shortcuts,
            default_org_id,
            version,
            created_at: _,
            updated_at: _,
        } = row;
        Self {
            id,
            email,
            name,
            phone,
            language,
            theme,
            shortcuts,
            default_org_id,
            version,
        }
    }
}
