//! The page.

use leptos::prelude::*;

use super::display::Display;
use super::identity::Identity;
use super::leaving::Leaving;
use super::password::PasswordChange;
use super::sessions::Sessions;
use crate::i18n::*;
use crate::media::Picture;
use crate::session::Person;
use crate::ui::PageHead;

/// The own profile.
#[component]
pub(crate) fn ProfilePage() -> impl IntoView {
    let (i18n, person) = (use_i18n(), expect_context::<Person>());
    let picture = move || {
        let org = person.home()?.id;
        let profile = person.profile();
        let name = profile.name.to_string();
        Some(view! { <Picture org person=profile.id name changes=true /> })
    };
    view! {
        <div class="page-narrow">
            <PageHead title=text!(i18n, profile.title) intro=text!(i18n, profile.intro) />
            <section class="page-section" aria-labelledby="profile-identity">
                <h2 id="profile-identity">{t!(i18n, profile.identity)}</h2>
                <Identity />
            </section>
            {picture}
            <section class="page-section" aria-labelledby="profile-display">
                <h2 id="profile-display">{t!(i18n, profile.display)}</h2>
                <Display />
            </section>
            <section class="page-section" aria-labelledby="profile-password">
                <h2 id="profile-password">{t!(i18n, profile.password)}</h2>
                <PasswordChange />
            </section>
            <section class="page-section" aria-labelledby="profile-sessions">
                <h2 id="profile-sessions">{t!(i18n, profile.sessions)}</h2>
                <Sessions />
                <Leaving />
            </section>
        </div>
    }
}
