//! Drawings that stand beside words, never for them.

use leptos::prelude::*;

/// What is drawn: 24 units square, a line of two units in the colour of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Glyph {
    /// A week of a calendar.
    Calendar,
    /// A curtain's mask: a production.
    Mission,
    /// Several people.
    People,
    /// One person.
    Person,
    /// A clock: when somebody can.
    Clock,
    /// A gear.
    Settings,
    /// Three dots: what else there is.
    More,
    /// A house with several floors: an organisation.
    Org,
    /// A list of what happened.
    Activity,
    /// A key.
    Key,
    /// A loop with an arrow: feeds and imports.
    Feed,
    /// A shield: who may do what.
    Shield,
    /// An arrow out of a door.
    Leave,
    /// Open downwards.
    Down,
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// A cross.
    Close,
    /// A plus.
    Add,
    /// A pencil.
    Edit,
    /// A printer.
    Print,
    /// Two sheets.
    Copy,
    /// Two arrows, one after the other: what recurs.
    Repeat,
    /// A tick.
    Done,
    /// A triangle with an exclamation mark.
    Warning,
    /// A circle with an i.
    Info,
}

impl Glyph {
    const fn path(self) -> &'static str {
        match self {
            Self::Calendar => "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
            Self::Mission => "M5 4h14v8a7 7 0 0 1-14 0zM9 9h.01M15 9h.01M9 14q3 2.500 6 0",
            Self::People => {
                "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21v-2a5 5 0 0 1 5-5h4a5 5 0 0 1 5 5v2M16 3.500a4 4 0 0 1 0 7M18 14.500a5 5 0 0 1 4 4.500v2"
            }
            Self::Person => {
                "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21v-1a6 6 0 0 1 6-6h4a6 6 0 0 1 6 6v1"
            }
            Self::Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2",
            Self::Settings => "M4 7h10M18 7h2M4 17h2M10 17h10M14 4v6M10 14v6",
            Self::More => "M4.750 12h.5M11.750 12h.5M18.750 12h.5",
            Self::Org => {
                "M4 21V5l8-2v18M12 9h8v12M3 21h18M8 8h.01M8 12h.01M8 16h.01M16 13h.01M16 17h.01"
            }
            Self::Activity => "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
            Self::Key => "M8 19a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM11 12l9-9M16 7l3 3",
            Self::Feed => "M4 12a8 8 0 0 1 14-5l2 2M20 4v5h-5M20 12a8 8 0 0 1-14 5l-2-2M4 20v-5h5",
            Self::Shield => "M12 3l8 3v6c0 5-3.500 8-8 9-4.500-1-8-4-8-9V6z",
            Self::Leave => "M10 4H5v16h5M15 8l4 4-4 4M19 12H9",
            Self::Down => "M6 9l6 6 6-6",
            Self::Left => "M15 6l-6 6 6 6",
            Self::Right => "M9 6l6 6-6 6",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Add => "M12 5v14M5 12h14",
            Self::Edit => "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
            Self::Print => "M7 8V4h10v4M7 17H4V9h16v8h-3M7 14h10v6H7z",
            Self::Copy => "M9 9h11v11H9zM5 15H4V4h11v1",
            Self::Repeat => {
                "M4 11V9a3 3 0 0 1 3-3h12M16 3l3 3-3 3M20 13v2a3 3 0 0 1-3 3H5M8 21l-3-3 3-3"
            }
            Self::Done => "M5 13l4 4L19 7",
            Self::Warning => "M12 4l9 16H3zM12 10v4M12 17h.01",
            Self::Info => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01",
        }
    }
}

/// A drawing. Readers of the screen pass it over: the words beside it say the same.
#[component]
pub(crate) fn Icon(
    /// What is drawn.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=glyph.path() />
        </svg>
    }
}
