//! What is read to be printed: the weeks, the missions' notes, and how to reach people where who
//! prints may know it.

use std::collections::BTreeMap;

use shared::access::Capability;
use shared::id::{MissionId, ShiftId, UserId};
use shared::missions::MissionOut;
use shared::planning::columns::week_query;
use shared::planning::{Board, Filter};
use shared::shifts::ShiftOut;
use shared::time::{IsoWeek, Zone};
use shared::users::{self, UserOut};

use crate::http::{self, Failure};
use crate::missions;
use crate::session::Session;

/// What was read.
#[derive(Clone)]
pub(super) struct Printed {
    /// The weeks, in order.
    pub(super) boards: Vec<Board>,
    missions: Vec<MissionOut>,
    people: Vec<UserOut>,
    /// The number of the latest publication of these weeks.
    pub(super) version: Option<u32>,
    /// Whether who prints plans, and so sees needs to fill.
    pub(super) viewer: shared::planning::rows::Viewer,
}

/// Reads them.
pub(super) async fn read(weeks: Vec<IsoWeek>, session: Session) -> Result<Printed, Failure> {
    let (mut boards, mut version) = (Vec::new(), None);
    for week in weeks {
        let query = week_query(week, session.zone());
        let read = http::send(shared::planning::read(&query)).await?.body;
        version = version.max(read.publication.as_ref().map(|latest| latest.number));
        boards.push(Board::new(week, read));
    }
    let people = if session.may(Capability::PeopleRead) {
        http::every(users::list).await?
    } else {
        Vec::new()
    };
    Ok(Printed {
        boards,
        missions: missions::every(None).await?,
        people,
        version,
        viewer: crate::planning::page::viewer(session),
    })
}

impl Printed {
    /// Where the days begin and end.
    pub(super) fn zone(&self) -> Zone {
        let first = self.boards.first();
        first.map_or(Zone::PARIS, Board::zone)
    }

    /// A mission, with its notes.
    pub(super) fn mission(&self, id: MissionId) -> Option<&MissionOut> {
        self.missions.iter().find(|mission| mission.id == id)
    }

    /// A mission's title and house.
    pub(super) fn title(&self, id: MissionId) -> String {
        self.mission(id)
            .map_or_else(String::new, |mission| match &mission.venue {
                Some(venue) => format!("{}, {venue}", mission.title),
                None => mission.title.to_string(),
            })
    }

    /// How to reach somebody, as far as that may be known.
    pub(super) fn contact(&self, id: UserId) -> String {
        let person = self.people.iter().find(|person| person.id == id);
        person.map_or_else(String::new, |person| match &person.phone {
            Some(phone) => phone.to_string(),
            None => person.email.to_string(),
        })
    }

    /// A person's name.
    pub(super) fn name(&self, id: UserId) -> String {
        let mut people = self.boards.iter().filter_map(|board| board.person(id));
        people
            .next()
            .map_or_else(String::new, |person| person.name.to_string())
    }

    /// The shifts that the filter leaves, each once, by start.
    pub(super) fn shifts(&self, filter: &Filter) -> Vec<ShiftOut> {
        let mut shifts: BTreeMap<ShiftId, ShiftOut> = BTreeMap::new();
        for board in &self.boards {
            let shown = filter.shown(board);
            let left = board.shifts().filter(|shift| shown.has(shift.id));
            shifts.extend(left.map(|shift| (shift.id, shift.clone())));
        }
        let mut shifts: Vec<_> = shifts.into_values().collect();
        shifts.sort_by_key(|shift| (shift.start, shift.end, shift.id));
        shifts
    }
}
