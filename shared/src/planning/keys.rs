//! The keyboard map of the grid: what a key does, by the character it types, so that every
//! keyboard layout has it.

use crate::auth::Shortcuts;

use super::View;
use super::focus::Step;

/// What is held while a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Nothing.
    Nothing,
    /// Shift, which some layouts need for `/` and `?`.
    Shift,
    /// Ctrl, or Cmd.
    Ctrl,
    /// Ctrl, or Cmd, and Shift.
    CtrlShift,
    /// Alt.
    Alt,
    /// Several of them: none of our keys.
    Several,
}

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Move the focus, or what is carried.
    Go(Step),
    /// Move the focus, and select what it comes over.
    Extend(Step),
    /// Select what has the focus, or no longer.
    Select,
    /// Select the whole week.
    SelectAll,
    /// Move the shift under the focus by one cell.
    Shove(Step),
    /// Open what has the focus, make a shift where nothing is, drop what is carried.
    Enter,
    /// Make a shift here.
    Create,
    /// Take the shift up, to carry it with the arrows.
    Take,
    /// Delete the shift.
    Delete,
    /// Leave: drop what is carried where it was, go back from a shift to its cell.
    Leave,
    /// So many weeks on.
    Weeks(i64),
    /// To today.
    Today,
    /// Draw it otherwise.
    Draw(View),
    /// To the search field.
    Search,
    /// Show the keys.
    Help,
    /// Edit the times of the shift where it stands.
    Times,
    /// Copy the shift, or those that are selected.
    Copy,
    /// The same, to be moved where they are pasted.
    Cut,
    /// Make a copy here of what was copied, or move what was cut.
    Paste,
    /// Undo the last act.
    Undo,
    /// Do again what was undone last.
    Redo,
}

/// What a key asks for in the grid. Letters and signs ask for nothing where they are
/// switched off (WCAG 2.1.4).
#[must_use]
pub fn act(key: &str, held: Held, letters: Shortcuts) -> Option<Act> {
    let found = match held {
        Held::Nothing => named(key).or_else(|| letter(key)),
        Held::Shift => arrow(key)
            .map(Act::Extend)
            .or_else(|| letter(key).filter(|act| matches!(act, Act::Search | Act::Help))),
        Held::Ctrl => match key {
            "Home" => Some(Act::Go(Step::GridStart)),
            "End" => Some(Act::Go(Step::GridEnd)),
            "a" | "A" => Some(Act::SelectAll),
            "c" | "C" => Some(Act::Copy),
            "x" | "X" => Some(Act::Cut),
            "v" | "V" => Some(Act::Paste),
            "z" | "Z" => Some(Act::Undo),
            "y" | "Y" => Some(Act::Redo),
            _ => None,
        },
        Held::CtrlShift => matches!(key, "z" | "Z").then_some(Act::Redo),
        Held::Alt => arrow(key).map(Act::Shove),
        Held::Several => None,
    };
    // With Ctrl or Alt a character is no single key.
    let plain = matches!(held, Held::Nothing | Held::Shift);
    // The space bar is a key by its own name, as the arrows are.
    let single = plain && key != " " && key.chars().count() == 1;
    found.filter(|_| !single || letters == Shortcuts::On)
}

fn arrow(key: &str) -> Option<Step> {
    match key {
        "ArrowLeft" => Some(Step::Left),
        "ArrowRight" => Some(Step::Right),
        "ArrowUp" => Some(Step::Up),
        "ArrowDown" => Some(Step::Down),
        _ => None,
    }
}

fn named(key: &str) -> Option<Act> {
    match key {
        "Home" => Some(Act::Go(Step::RowStart)),
        "End" => Some(Act::Go(Step::RowEnd)),
        "PageUp" => Some(Act::Go(Step::PageUp)),
        "PageDown" => Some(Act::Go(Step::PageDown)),
        "Enter" => Some(Act::Enter),
        "Delete" => Some(Act::Delete),
        " " => Some(Act::Select),
        "F2" => Some(Act::Times),
        "Escape" => Some(Act::Leave),
        other => arrow(other).map(Act::Go),
    }
}

fn letter(key: &str) -> Option<Act> {
    match key {
        "c" | "C" => Some(Act::Create),
        "m" | "M" => Some(Act::Take),
        "j" | "J" => Some(Act::Weeks(1)),
        "k" | "K" => Some(Act::Weeks(-1)),
        "t" | "T" => Some(Act::Today),
        "d" | "D" => Some(Act::Draw(View::Day)),
        "w" | "W" => Some(Act::Draw(View::Week)),
        "l" | "L" => Some(Act::Draw(View::List)),
        "/" => Some(Act::Search),
        "?" => Some(Act::Help),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_known_by_what_it_types() {
        let on = |key, held| act(key, held, Shortcuts::On);
        assert_eq!(on("ArrowUp", Held::Nothing), Some(Act::Go(Step::Up)));
        assert_eq!(on("ArrowLeft", Held::Alt), Some(Act::Shove(Step::Left)));
        assert_eq!(on("End", Held::Ctrl), Some(Act::Go(Step::GridEnd)));
        assert_eq!(on("M", Held::Nothing), Some(Act::Take), "with caps lock");
        assert_eq!(on("?", Held::Shift), Some(Act::Help));
        assert_eq!(on("/", Held::Nothing), Some(Act::Search));
        assert_eq!(on("c", Held::Ctrl), Some(Act::Copy));
        assert_eq!(on("v", Held::Ctrl), Some(Act::Paste));
        assert_eq!(on("x", Held::Ctrl), Some(Act::Cut));
        assert_eq!(on("a", Held::Ctrl), Some(Act::SelectAll));
        assert_eq!(on("F2", Held::Nothing), Some(Act::Times));
        assert_eq!(
            on("ArrowUp", Held::Shift),
            Some(Act::Extend(Step::Up)),
            "a range"
        );
        assert_eq!(on("z", Held::Ctrl), Some(Act::Undo));
        assert_eq!(
            [on("y", Held::Ctrl), on("Z", Held::CtrlShift)],
            [Some(Act::Redo); 2]
        );
    }

    #[test]
    fn what_the_browser_or_later_acts_want_is_left_alone() {
        let on = |key, held| act(key, held, Shortcuts::On);
        let left = [
            on("M", Held::Shift),
            on("Tab", Held::Nothing),
            on("Home", Held::Several),
            on("x", Held::Nothing),
        ];
        assert_eq!(left, [None; 4]);
    }

    #[test]
    fn letters_can_be_switched_off_and_named_keys_stay() {
        let off = |key| act(key, Held::Nothing, Shortcuts::Off);
        assert_eq!([off("m"), off("?"), off("/")], [None; 3]);
        assert_eq!(off("Delete"), Some(Act::Delete));
        assert_eq!(off("Enter"), Some(Act::Enter));
        assert_eq!(off(" "), Some(Act::Select));
        assert_eq!(act("z", Held::Ctrl, Shortcuts::Off), Some(Act::Undo));
    }
}
