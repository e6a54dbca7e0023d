//! A small company for the tests of the planning: week 48 of 2026 in Paris.

use crate::availability::{AvailabilityKind, AvailabilityOut, Span};
use crate::id::{AvailabilityId, MissionId, ShiftId, TeamId, UserId, Version};
use crate::labour::LabourOut;
use crate::missions::{Hue, Setting};
use crate::planning::{Board, Columns, MissionRow, PersonRow, PlanningOut, TeamRow};
use crate::shifts::{BreakMinutes, ShiftKind, ShiftOut, ShiftStatus};
use crate::text::{Label, Name};
use crate::time::{Instant, IsoWeek, Pass, Wall, Zone};

pub(crate) fn at(wall: &str) -> Instant {
    let wall = Wall::parse_from_str(wall, "%Y-%m-%dT%H:%M").unwrap();
    Zone::PARIS.resolve(wall, Pass::First).instant()
}

pub(crate) fn shift(start: &str, end: &str) -> ShiftOut {
    ShiftOut {
        id: ShiftId::new(),
        mission_id: MissionId::new(),
        team_id: None,
        person_id: None,
        role: Label::parse("Regie son").unwrap(),
        kind: ShiftKind::Spectacle,
        start: at(start),
        end: at(end),
        break_minutes: BreakMinutes::default(),
        notes: None,
        status: ShiftStatus::Draft,
        overlap_reason: None,
        rules_reason: None,
        series: None,
        version: Version::FIRST,
    }
}

/// Ana (in Sound and Lights) and Bob (in no team), one mission.
pub(crate) struct Stage {
    pub(crate) ana: UserId,
    pub(crate) bob: UserId,
    pub(crate) lights: TeamId,
    pub(crate) sound: TeamId,
    pub(crate) mission: MissionId,
    pub(crate) labour: Option<LabourOut>,
    said: Vec<AvailabilityOut>,
}

impl Stage {
    pub(crate) fn new() -> Self {
        Self {
            ana: UserId::new(),
            bob: UserId::new(),
            lights: TeamId::new(),
            sound: TeamId::new(),
            mission: MissionId::new(),
            labour: None,
            said: Vec::new(),
        }
    }

    pub(crate) fn week() -> IsoWeek {
        "2026-W48".parse().unwrap()
    }

    pub(crate) fn columns(&self) -> Columns {
        Columns::of_week(Self::week(), Zone::PARIS)
    }

    pub(crate) fn anas(&self, start: &str, end: &str) -> ShiftOut {
        ShiftOut {
            person_id: Some(self.ana),
            mission_id: self.mission,
            ..shift(start, end)
        }
    }

    /// Ana says that she is away.
    pub(crate) fn away(&mut self, start: &str, end: &str) {
        let (start, end) = (at(start), at(end));
        self.said.push(AvailabilityOut {
            id: AvailabilityId::new(),
            person_id: self.ana,
            kind: AvailabilityKind::Unavailable,
            span: Span::Times { start, end },
            start,
            end,
            note: None,
            version: Version::FIRST,
        });
    }

    pub(crate) fn board(&self, shifts: Vec<ShiftOut>) -> Board {
        let name = |text| Name::parse(text).unwrap();
        let person = |id, text, team_ids| PersonRow {
            id,
            name: name(text),
            team_ids,
        };
        let read = PlanningOut {
            zone: Zone::PARIS,
            people: vec![
                person(self.ana, "Ana", vec![self.sound, self.lights]),
                person(self.bob, "Bob", vec![]),
            ],
            teams: vec![
                TeamRow {
                    id: self.lights,
                    name: name("Lights"),
                },
                TeamRow {
                    id: self.sound,
                    name: name("Sound"),
                },
            ],
            missions: vec![MissionRow {
                id: self.mission,
                title: name("Th\u{e9}\u{e2}tre d'\u{e9}t\u{e9}"),
                venue: None,
                address: None,
                hue: Hue::Violet,
                setting: Setting::House,
            }],
            shifts,
            availability: self.said.clone(),
            labour: self.labour.clone(),
            announced: Vec::new(),
            publication: None,
        };
        Board::new(Self::week(), read)
    }
}
