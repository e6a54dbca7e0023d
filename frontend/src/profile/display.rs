//! How the app looks and listens: language, theme, shortcuts, where it begins.

use leptos::prelude::*;
use shared::auth::{self, Language, ProfileOut, ProfilePatch, Shortcuts, Theme};
use shared::call::Call;
use shared::patch::Patch;
use shared::problem::FieldError;

use crate::http;
use crate::i18n::*;
use crate::session::Person;
use crate::ui::{Choice, Choices, Form, FormState, SelectField, Toasts, show_language};

/// What is chosen, by its words.
#[derive(Clone, Copy)]
struct Chosen {
    language: RwSignal<String>,
    theme: RwSignal<String>,
    shortcuts: RwSignal<String>,
    org: RwSignal<String>,
}

impl Chosen {
    fn of(profile: &ProfileOut) -> Self {
        let chosen = Self {
            language: RwSignal::default(),
            theme: RwSignal::default(),
            shortcuts: RwSignal::default(),
            org: RwSignal::default(),
        };
        chosen.show(profile);
        chosen
    }

    fn show(self, profile: &ProfileOut) {
        self.language.set(profile.language.to_string());
        self.theme.set(profile.theme.to_string());
        self.shortcuts.set(profile.shortcuts.to_string());
        self.org
            .set(profile.default_org_id.map(String::from).unwrap_or_default());
    }

    fn call(self, profile: &ProfileOut) -> Result<Call<ProfileOut>, Vec<FieldError>> {
        let org = self.org.with_untracked(|id| id.parse().ok());
        let patch = ProfilePatch {
            language: change(self.language, profile.language),
            theme: change(self.theme, profile.theme),
            shortcuts: change(self.shortcuts, profile.shortcuts),
            default_org_id: match org {
                Some(org) if profile.default_org_id != Some(org) => Patch::Set(org),
                _ => Patch::Keep,
            },
            ..ProfilePatch::default()
        };
        Ok(auth::edit_me(profile.version, &patch))
    }
}

/// The choice, where it is another than the present one.
fn change<T: std::str::FromStr + PartialEq>(chosen: RwSignal<String>, present: T) -> Patch<T> {
    let chosen = chosen.with_untracked(|word| word.parse().ok());
    chosen.map_or(Patch::Keep, |chosen| Patch::between(&present, chosen))
}

/// The form.
#[component]
pub(super) fn Display() -> impl IntoView {
    let i18n = use_i18n();
    let (person, toasts) = (expect_context::<Person>(), expect_context::<Toasts>());
    let form = FormState::new("display");
    let chosen = Chosen::of(&person.profile_now());
    let submit = Callback::new(move |()| {
        form.submit(chosen.call(&person.profile_now()), move |profile| {
            chosen.show(&profile);
            // At once, so that what is said about it is said in it.
            show_language(i18n, profile.language);
            person.set_profile(profile);
            toasts.tell(t_string!(i18n, profile.saved));
        });
    });
    let reload = Callback::new(move |()| {
        form.run(http::send(auth::me()), move |me| {
            chosen.show(&me.profile);
            person.set_profile(me.profile);
        });
    });
    view! {
        <Form state=form act=text!(i18n, profile.save) on_submit=submit on_reload=reload>
            {fields(form, chosen)}
            {org(form, chosen)}
        </Form>
    }
}

fn fields(form: FormState, chosen: Chosen) -> AnyView {
    let i18n = use_i18n();
    let set = |signal: RwSignal<String>| Callback::new(move |word| signal.set(word));
    let languages = Signal::derive(move || {
        vec![
            Choice::new(Language::French, t_string!(i18n, words.language_fr)),
            Choice::new(Language::English, t_string!(i18n, words.language_en)),
        ]
    });
    let themes = Signal::derive(move || {
        vec![
            Choice::new(Theme::Auto, t_string!(i18n, words.theme_auto)),
            Choice::new(Theme::Light, t_string!(i18n, words.theme_light)),
            Choice::new(Theme::Dark, t_string!(i18n, words.theme_dark)),
        ]
    });
    let switches = Signal::derive(move || {
        vec![
            Choice::new(Shortcuts::On, t_string!(i18n, profile.shortcuts_on)),
            Choice::new(Shortcuts::Off, t_string!(i18n, profile.shortcuts_off)),
        ]
    });
    let line = "choices choices-line";
    view! {
        <Choices
            form
            pointer="/language"
            label=text!(i18n, profile.language)
            value=chosen.language
            on_change=set(chosen.language)
            choices=languages
            class=line
        />
        <Choices
            form
            pointer="/theme"
            label=text!(i18n, profile.theme)
            value=chosen.theme
            on_change=set(chosen.theme)
            choices=themes
            class=line
        />
        <Choices
            form
            pointer="/shortcuts"
            label=text!(i18n, profile.shortcuts)
            hint=text!(i18n, profile.shortcuts_hint)
            value=chosen.shortcuts
            on_change=set(chosen.shortcuts)
            choices=switches
            class=line
        />
    }
    .into_any()
}

/// Where the app begins, for those who are in several organisations.
fn org(form: FormState, chosen: Chosen) -> AnyView {
    let i18n = use_i18n();
    let person = expect_context::<Person>();
    let choices = Signal::derive(move || {
        let orgs = person.memberships().into_iter().map(|one| one.org);
        orgs.map(|org| Choice::new(org.id, &org.name))
            .collect::<Vec<_>>()
    });
    let several = Memo::new(move |_| person.memberships().len() > 1);
    let field = move || {
        several.get().then(|| {
            view! {
                <SelectField
                    form
                    pointer="/default_org_id"
                    label=text!(i18n, profile.default_org)
                    value=chosen.org
                    on_change=Callback::new(move |id| chosen.org.set(id))
                    choices
                />
            }
        })
    };
    field.into_any()
}
