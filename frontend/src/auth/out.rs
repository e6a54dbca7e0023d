//! Signing out, here or everywhere.

use shared::auth;

use crate::http::{self, Answer, Failure};
use crate::i18n::I18n;
use crate::problem;
use crate::session::{Entrance, Why};
use crate::ui::Toasts;

/// Ends this session. Where the server cannot be told, one stays signed in and is told so: the
/// cookie, which no script sees, would still be good.
pub(crate) async fn sign_out(i18n: I18n, entrance: Entrance, toasts: Toasts) {
    match http::send(auth::logout()).await {
        Ok(_) => entrance.leave(Why::Left),
        Err(failure) => toasts.alert(problem::words(i18n, &failure), Vec::new()),
    }
}

/// Ends every session of the account.
pub(crate) async fn sign_out_everywhere() -> Result<Answer<()>, Failure> {
    http::send(auth::logout_everywhere()).await
}
