//! What the page knows and shows: the board, the changes under way, and what follows from
//! them. Views read the derived values, so that a moved shift redraws two cells.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use leptos::reactive::owner::{Owner, WeakOwner};
use shared::id::{ShiftId, TeamId, UserId};
use shared::planning::bundle::Bundle;
use shared::planning::filter::Shown;
use shared::planning::focus::Focus;
use shared::planning::history::History;
use shared::planning::marks::Marks;
use shared::planning::part::Place;
use shared::planning::rows::{Row, Viewer, rows};
use shared::planning::selection::Selection;
use shared::planning::worked::Totals;
use shared::planning::{Board, Cell, MissionRow, PlanningOut, PlanningUrl, Queue};
use shared::publications::Standing;
use shared::shifts::ShiftOut;
use shared::time::{Day, IsoWeek, Slot, Zone};

use crate::connection::Connection;
use crate::http::Failure;
use crate::i18n::I18n;
use crate::session::Session;
use crate::ui::Toasts;

use super::address::Go;
use super::carry::Carry;
use super::live::Live;
use super::selecting::Picking;
use super::sheet::{Drawer, Question};
use super::times::Times;

/// How far the reading of the week in the address has come.
#[derive(Clone, PartialEq)]
pub(super) enum Reading {
    /// It is on the board.
    Done,
    /// It is under way; the board still shows the week before, or nothing yet.
    Under,
    /// It failed.
    Failed(Failure),
}

/// Whether anything was ever read: until then there is nothing to keep on the screen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    /// Not yet.
    Awaited,
    /// Something was.
    Came,
}

/// The page's state. A handle: copies share it.
#[derive(Clone, Copy)]
pub(super) struct PlanningStore {
    pub(super) i18n: I18n,
    pub(super) toasts: Toasts,
    /// The page, for what has to outlive the dialog that makes it.
    owner: StoredValue<Option<WeakOwner>>,
    pub(super) connection: Connection,
    pub(super) viewer: Viewer,
    pub(super) me: UserId,
    pub(super) zone: Zone,
    pub(super) today: Memo<Day>,
    pub(super) url: Memo<PlanningUrl>,
    pub(super) go: Go,
    pub(super) board: RwSignal<Board>,
    pub(super) queue: RwSignal<Queue>,
    pub(super) history: StoredValue<History>,
    pub(super) clipboard: StoredValue<Option<Bundle>>,
    pub(super) selection: RwSignal<Selection>,
    pub(super) selected: Memo<Vec<ShiftOut>>,
    pub(super) picking: RwSignal<Picking>,
    pub(super) times_of: RwSignal<Option<Times>>,
    pub(super) reading: RwSignal<Reading>,
    pub(super) first: RwSignal<First>,
    pub(super) cache: StoredValue<BTreeMap<IsoWeek, PlanningOut>>,
    pub(super) collapsed: RwSignal<BTreeSet<Option<TeamId>>>,
    pub(super) unfolded: RwSignal<Option<Cell>>,
    pub(super) focus: RwSignal<Option<Focus>>,
    pub(super) carry: RwSignal<Option<Carry>>,
    pub(super) drawer: RwSignal<Option<Drawer>>,
    pub(super) question: RwSignal<Option<Question>>,
    pub(super) said: RwSignal<String>,
    pub(super) live: Live,
    pub(super) shown: Memo<Shown>,
    pub(super) rows: Memo<Vec<Row>>,
    pub(super) totals: Memo<Totals>,
    pub(super) target: Memo<Option<(Cell, Marks)>>,
}

/// A shift as one of its days shows it.
#[derive(Clone, PartialEq)]
pub(super) struct Chip {
    pub(super) shift: ShiftOut,
    pub(super) slot: Slot,
    pub(super) place: Place,
    pub(super) mission: Option<MissionRow>,
    pub(super) marks: Marks,
    pub(super) standing: Standing,
    pub(super) saving: Saving,
}

/// Whether the server has confirmed what is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Saving {
    /// It has.
    Done,
    /// Not yet.
    Under,
}

impl PlanningStore {
    /// Makes something that is there for as long as the page is; nothing once it is left.
    pub(super) fn on_page<T>(self, make: impl FnOnce() -> T) -> Option<T> {
        let owner = self.owner.try_get_value().flatten()?.upgrade()?;
        Some(owner.with(make))
    }

    /// The state of a page that was just opened.
    pub(super) fn new(i18n: I18n, viewer: Viewer, session: Session, today: Memo<Day>) -> Self {
        let (me, zone) = (session.id(), session.zone());
        let url = super::address::use_address();
        let week = url.with_untracked(|url| url.week(today.get_untracked()));
        let board = RwSignal::new(Board::empty(week, zone));
        let collapsed = RwSignal::new(BTreeSet::new());
        let carry = RwSignal::new(None);
        let shown = Memo::new(move |_| url.with(|url| board.with(|board| url.filter.shown(board))));
        let rows = Memo::new(move |_| {
            let url = url.read();
            rows(
                &board.read(),
                &url.filter,
                &shown.read(),
                viewer,
                &collapsed.read(),
            )
        });
        let selection = RwSignal::new(Selection::default());
        let selected = Memo::new(move |_| {
            let (board, shown) = (board.read(), shown.read());
            selection.with(|selection| selection.shifts(&board, |id| shown.has(id)))
        });
        let totals = Memo::new(move |_| totals(&board.read(), &shown.read()));
        Self {
            i18n,
            toasts: expect_context::<Toasts>(),
            owner: StoredValue::new(Owner::current().map(|owner| owner.downgrade())),
            connection: expect_context::<Connection>(),
            viewer,
            me,
            zone,
            today,
            url,
            go: Go::new(),
            board,
            queue: RwSignal::new(Queue::default()),
            history: StoredValue::new(History::default()),
            clipboard: StoredValue::new(None),
            selection,
            selected,
            picking: RwSignal::new(Picking::Off),
            times_of: RwSignal::new(None),
            reading: RwSignal::new(Reading::Under),
            first: RwSignal::new(First::Awaited),
            cache: StoredValue::new(BTreeMap::new()),
            collapsed,
            unfolded: RwSignal::new(None),
            focus: RwSignal::new(None),
            carry,
            drawer: RwSignal::new(None),
            question: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            live: Live::new(),
            shown,
            rows,
            totals,
            target: Memo::new(move |_| target(&board.read(), carry.read().as_ref()?)),
        }
    }

    /// Whether who looks may plan.
    pub(super) fn plans(self) -> bool {
        self.viewer == Viewer::Planner
    }

    /// The value of `aria-busy`: whether what is shown is not yet what was asked for.
    pub(super) fn is_reading(self) -> Option<&'static str> {
        let under = self.reading.with(|reading| *reading == Reading::Under);
        under.then_some("true")
    }

    /// The cell of a person's column: 1 to 7.
    pub(super) fn cell(self, person: Option<UserId>, column: usize) -> Option<Cell> {
        let place = column.checked_sub(1)?;
        self.board.with(|board| {
            let (day, _) = board.columns().days().get(place)?;
            Some(Cell { person, day: *day })
        })
    }

    /// The shifts that a cell shows, by start.
    pub(super) fn at(self, cell: Cell) -> Vec<ShiftId> {
        let shown = self.shown.read();
        self.board.with(|board| {
            let ids = board.at(cell).iter().copied();
            ids.filter(|id| shown.has(*id)).collect()
        })
    }

    /// A shift as a day shows it; none once it is gone from there.
    pub(super) fn chip(self, id: ShiftId, day: Day) -> Option<Chip> {
        let saving = match self.queue.with(|queue| queue.has(id)) {
            true => Saving::Under,
            false => Saving::Done,
        };
        self.board.with(|board| {
            let shift = board.shift(id)?.clone();
            let slot = Slot::new(shift.start, shift.end).ok()?;
            Some(Chip {
                place: Place::of(slot, board.columns().slot(day)?),
                mission: board.mission(shift.mission_id).cloned(),
                marks: board.marks(&shift),
                standing: board.standing(&shift),
                shift,
                slot,
                saving,
            })
        })
    }

    /// How many shifts of the week are in conflict.
    pub(super) fn conflicts(self) -> usize {
        self.board.with(|board| {
            let shifts = board.shifts();
            shifts
                .filter(|shift| !board.marks(shift).is_clear())
                .count()
        })
    }
}

fn totals(board: &Board, shown: &Shown) -> Totals {
    let shifts = board.shifts().filter(|shift| shown.has(shift.id));
    Totals::of(shifts, board.columns().days(), board.zone())
}

fn target(board: &Board, carry: &Carry) -> Option<(Cell, Marks)> {
    let over = carry.over?;
    Some((over, carry.bundle.marks(board, over)))
}
