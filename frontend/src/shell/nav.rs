//! The ways to the pages: in the bar, and at the foot of a phone. Nobody is shown a way to a
//! page that is not for them.

use leptos::prelude::*;
use leptos_router::components::A;
use shared::access::{Capability, Role, allows};

use super::frame::Around;
use crate::i18n::*;
use crate::ui::{Glyph, Icon, Menu};

/// A page of an organisation, as the ways lead to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Planning,
    Missions,
    Availability,
    People,
    Teams,
    Templates,
    Members,
    Calendar,
    Activity,
    Publications,
    Operations,
    Keys,
    Rules,
    Settings,
}

/// The pages of every day, which the bar shows.
const DAILY: [Way; 4] = [Way::Planning, Way::Missions, Way::People, Way::Availability];

/// The pages of now and then, behind a button.
const MORE: [Way; 10] = [
    Way::Teams,
    Way::Templates,
    Way::Members,
    Way::Calendar,
    Way::Publications,
    Way::Activity,
    Way::Operations,
    Way::Keys,
    Way::Rules,
    Way::Settings,
];

/// The pages that a phone shows at its foot.
const FOOT: [Way; 3] = [Way::Planning, Way::Missions, Way::Availability];

/// The pages that a phone has behind a button.
const FOOT_MORE: [Way; 11] = [
    Way::People,
    Way::Teams,
    Way::Templates,
    Way::Members,
    Way::Calendar,
    Way::Publications,
    Way::Activity,
    Way::Operations,
    Way::Keys,
    Way::Rules,
    Way::Settings,
];

impl Way {
    const fn page(self) -> &'static str {
        match self {
            Self::Planning => "planning",
            Self::Missions => "missions",
            Self::Availability => "availability",
            Self::People => "people",
            Self::Teams => "teams",
            Self::Templates => "templates",
            Self::Members => "members",
            Self::Calendar => "calendar",
            Self::Activity => "activity",
            Self::Publications => "publications",
            Self::Operations => "operations",
            Self::Keys => "keys",
            Self::Rules => "rules",
            Self::Settings => "settings",
        }
    }

    const fn needs(self) -> Capability {
        match self {
            Self::Planning => Capability::ShiftRead,
            Self::Rules | Self::Templates => Capability::ShiftEdit,
            Self::Missions => Capability::MissionRead,
            Self::Availability => Capability::AvailabilityOwn,
            Self::People | Self::Teams => Capability::PeopleRead,
            Self::Members => Capability::PeopleEdit,
            Self::Calendar => Capability::CalendarEdit,
            Self::Activity | Self::Publications | Self::Operations => Capability::ActivityRead,
            Self::Keys => Capability::KeyEdit,
            Self::Settings => Capability::OrgEdit,
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Planning | Self::Templates => Glyph::Calendar,
            Self::Missions => Glyph::Mission,
            Self::Availability => Glyph::Clock,
            Self::People | Self::Teams => Glyph::People,
            Self::Members | Self::Rules => Glyph::Shield,
            Self::Calendar => Glyph::Feed,
            Self::Publications => Glyph::Done,
            Self::Activity | Self::Operations => Glyph::Activity,
            Self::Keys => Glyph::Key,
            Self::Settings => Glyph::Settings,
        }
    }

    fn words(self, i18n: I18n) -> &'static str {
        match self {
            Self::Planning => t_string!(i18n, app.planning),
            Self::Missions => t_string!(i18n, app.missions),
            Self::Availability => t_string!(i18n, app.availability),
            Self::People => t_string!(i18n, app.people),
            Self::Teams => t_string!(i18n, app.teams),
            Self::Templates => t_string!(i18n, app.templates),
            Self::Members => t_string!(i18n, app.members),
            Self::Calendar => t_string!(i18n, app.calendar),
            Self::Activity => t_string!(i18n, app.activity),
            Self::Publications => t_string!(i18n, app.publications),
            Self::Operations => t_string!(i18n, app.operations),
            Self::Keys => t_string!(i18n, app.keys),
            Self::Rules => t_string!(i18n, app.rules),
            Self::Settings => t_string!(i18n, app.settings),
        }
    }
}

/// Where the ways lead: an organisation's name in addresses, and the role in it.
type Through = Option<(String, Role)>;

fn through() -> Memo<Through> {
    let Around(around) = expect_context::<Around>();
    Memo::new(move |_| {
        around.with(|around| {
            let membership = around.as_ref()?;
            Some((membership.org.slug.to_string(), membership.role))
        })
    })
}

/// Those of the ways that are for who looks.
fn links(through: &Through, ways: &[Way]) -> Vec<AnyView> {
    let Some((slug, role)) = through else {
        return Vec::new();
    };
    let open = ways.iter().filter(|way| allows(*role, way.needs()));
    open.map(|way| link(slug, *way)).collect()
}

fn link(slug: &str, way: Way) -> AnyView {
    let i18n = use_i18n();
    let href = format!("/app/o/{slug}/{}", way.page());
    view! {
        <A href=href>
            <Icon glyph=way.glyph() />
            <span>{move || way.words(i18n)}</span>
        </A>
    }
    .into_any()
}

/// The ways behind a button, where there are any.
fn more(through: &Through, ways: &[Way], class: &'static str) -> Option<AnyView> {
    let i18n = use_i18n();
    let links = links(through, ways);
    let face = move || {
        view! {
            <Icon glyph=Glyph::More />
            <span>{t!(i18n, app.more)}</span>
        }
    };
    (!links.is_empty()).then(|| view! { <Menu face class>{links}</Menu> }.into_any())
}

/// The ways in the bar. On a phone they are at its foot instead.
#[component]
pub(super) fn TopNav() -> impl IntoView {
    let i18n = use_i18n();
    let through = through();
    view! {
        <nav class="top-nav" aria-label=move || t_string!(i18n, app.navigation)>
            {move || through.with(|through| links(through, &DAILY))}
            {move || through.with(|through| more(through, &MORE, "button quiet"))}
        </nav>
    }
}

/// The ways at the foot of a phone.
#[component]
pub(super) fn BottomNav() -> impl IntoView {
    let i18n = use_i18n();
    let through = through();
    view! {
        <nav class="bottom-nav" aria-label=move || t_string!(i18n, app.navigation)>
            {move || through.with(|through| links(through, &FOOT))}
            {move || through.with(|through| more(through, &FOOT_MORE, "bottom-more"))}
            <A href="/app/profile">
                <Icon glyph=Glyph::Person />
                <span>{t!(i18n, app.me)}</span>
            </A>
        </nav>
    }
}
