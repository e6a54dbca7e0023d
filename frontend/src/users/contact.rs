//! How to reach somebody: addresses that open the mail and the telephone.

use leptos::prelude::*;
use shared::users::UserOut;

/// The number as the telephone dials it.
fn dialled(phone: &str) -> String {
    let digits: String = phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    format!("tel:{digits}")
}

/// The address, as a link.
pub(super) fn email(person: &UserOut) -> impl IntoView + use<> {
    let email = person.email.to_string();
    view! { <a href=format!("mailto:{email}")>{email.clone()}</a> }
}

/// The number, as a link; none where none is known.
pub(super) fn phone(person: &UserOut) -> Option<impl IntoView + use<>> {
    let phone = person.phone.as_ref()?.to_string();
    Some(view! { <a href=dialled(&phone)>{phone.clone()}</a> })
}

/// Both, a line each.
pub(super) fn lines(person: &UserOut) -> impl IntoView + use<> {
    view! {
        <span class="contact">
            {email(person)} {phone(person)}
        </span>
    }
}
