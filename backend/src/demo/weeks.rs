use shared::availability::{AvailabilityIn, AvailabilityKind, Span};
use shared::id::{MissionId, OperationId, TeamId, UserId};
use shared::missions::{Hue, MissionIn, Setting};
use shared::operations::{OperationKind, OperationReport};
use shared::shifts::{BreakMinutes, ShiftIn, ShiftKind, ShiftOut, ShiftStatus};
use shared::time::{Day, Instant, IsoWeek, Pass, Zone};

use super::{Technician, parse};
use crate::activity::{Change, record_all};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgTx;
use crate::shifts::{PlannedBy, Shift};

/// A mission: title, house, address, hue, where it is worked, show number.
type Show = (
    &'static str,
    &'static str,
    &'static str,
    Hue,
    Setting,
    Option<&'static str>,
);

const SHOWS: [Show; 4] = [
    (
        "Le Songe d'une nuit d'\u{e9}t\u{e9}",
        "Th\u{e9}\u{e2}tre du Lac",
        "4 quai des Marronniers, Annecy",
        Hue::Violet,
        Setting::House,
        Some("26A741234567"),
    ),
    (
        "Antigone",
        "Salle Jean-Vilar",
        "12 rue de la R\u{e9}publique, Chamb\u{e9}ry",
        Hue::Teal,
        Setting::House,
        Some("26A731234568"),
    ),
    (
        "Nuits de concert",
        "La Grange",
        "3 place du March\u{e9}, Rumilly",
        Hue::Amber,
        Setting::House,
        None,
    ),
    (
        "Tourn\u{e9}e : Dom Juan",
        "Sc\u{e8}ne nationale",
        "1 avenue du Th\u{e9}\u{e2}tre, M\u{e2}con",
        Hue::Rose,
        Setting::Tour,
        Some("26A711234569"),
    ),
];

const NEXT_DOOR: Show = (
    "Cabaret du Voisin",
    "Th\u{e9}\u{e2}tre Voisin",
    "7 rue Basse, Annecy",
    Hue::Teal,
    Setting::House,
    None,
);

/// The calls of a working week: weekday, first minute of the day, minutes, kind, role.
const PATTERN: [(i64, u32, i64, ShiftKind, &str); 5] = [
    (0, 9 * 60, 240, ShiftKind::Montage, "Montage"),
    (1, 14 * 60, 300, ShiftKind::Repetition, "R\u{e9}glages"),
    (2, 14 * 60, 270, ShiftKind::Repetition, "G\u{e9}n\u{e9}rale"),
    (4, 18 * 60, 300, ShiftKind::Spectacle, "Repr\u{e9}sentation"),
    (
        5,
        22 * 60,
        480,
        ShiftKind::Demontage,
        "D\u{e9}montage de nuit",
    ),
];

/// A shift, as far as one differs from another.
struct Planned<'a> {
    mission: MissionId,
    team: Option<TeamId>,
    person: Option<UserId>,
    kind: ShiftKind,
    role: &'a str,
    day: Day,
    /// After midnight, by the clock on the wall.
    minute: u32,
    minutes: i64,
    status: ShiftStatus,
}

impl Planned<'_> {
    fn shift(self, tx: &OrgTx) -> Result<Shift, Failure> {
        let start = at(self.day, self.minute);
        let rest = if self.minutes > 360 { 30 } else { 0 };
        let input = ShiftIn {
            mission_id: self.mission,
            team_id: self.team,
            person_id: self.person,
            role: parse(self.role)?,
            kind: self.kind,
            start,
            end: start.plus_minutes(self.minutes),
            break_minutes: BreakMinutes::try_from(rest).unwrap_or_default(),
            notes: None,
            status: Some(self.status),
            allow_overlap: None,
            override_rules: None,
        };
        Ok(crate::shifts::draft(
            input,
            PlannedBy::Hand,
            tx.org_id(),
            tx.now(),
        )?)
    }
}

/// So many minutes after the midnight of the wall clock.
fn at(day: Day, minute: u32) -> Instant {
    let wall = day
        .date()
        .and_hms_opt(minute / 60, minute % 60, 0)
        .unwrap_or_default();
    Zone::PARIS.resolve(wall, Pass::First).instant()
}

/// Plans last week, this one and the two after. What is over and begun is published, the rest
/// are drafts; some calls are still to fill, and one person is meant to be in two places.
pub(super) async fn plan(tx: &OrgTx, people: &[Technician]) -> Result<(), Failure> {
    let this_week = Zone::PARIS.week(tx.now());
    let mut missions = Vec::new();
    for show in SHOWS {
        missions.push(mission(tx, show).await?);
    }
    let mut shifts = Vec::new();
    for weeks in -1..=2 {
        let week = this_week.plus_weeks(weeks);
        let status = if weeks > 0 {
            ShiftStatus::Draft
        } else {
            ShiftStatus::Published
        };
        for (place, person) in people.iter().enumerate() {
            shifts.extend(week_of(tx, week, status, place, *person, &missions)?);
        }
    }
    if let (Some(person), Some(mission)) = (people.first(), missions.last()) {
        shifts.push(in_two_places(tx, this_week, *person, *mission)?);
    }
    insert(tx, shifts).await?;
    declare(tx, people, this_week).await
}

/// Plans a few calls of the neighbour, whose MANAGER is the company's.
pub(super) async fn plan_next_door(tx: &OrgTx, manager: UserId) -> Result<(), Failure> {
    let mission = mission(tx, NEXT_DOOR).await?;
    let monday = Zone::PARIS.week(tx.now()).monday();
    let call = |weekday: i64, person| Planned {
        mission,
        team: None,
        person,
        kind: ShiftKind::Spectacle,
        role: "R\u{e9}gie",
        day: monday.plus_days(weekday),
        minute: 19 * 60,
        minutes: 240,
        status: ShiftStatus::Published,
    };
    let calls = [call(3, Some(manager)), call(4, None), call(5, None)];
    let shifts = calls.into_iter().map(|call| call.shift(tx));
    let shifts = shifts.collect::<Result<_, _>>()?;
    insert(tx, shifts).await
}

async fn mission(tx: &OrgTx, show: Show) -> Result<MissionId, Failure> {
    let (title, venue, address, hue, setting, number) = show;
    let input = MissionIn {
        title: parse(title)?,
        venue: Some(parse(venue)?),
        address: Some(parse(address)?),
        hue,
        setting: Some(setting),
        starts_on: None,
        ends_on: None,
        show_number: number.map(parse).transpose()?,
        notes: None,
    };
    Ok(crate::missions::establish(tx, input).await?.id)
}

/// One person's week: three or four of the pattern's calls, by their place in the company.
fn week_of(
    tx: &OrgTx,
    week: IsoWeek,
    status: ShiftStatus,
    place: usize,
    person: Technician,
    missions: &[MissionId],
) -> Result<Vec<Shift>, Failure> {
    let mut shifts = Vec::new();
    for (step, (weekday, minute, minutes, kind, role)) in PATTERN.into_iter().enumerate() {
        if (place + step).is_multiple_of(4) {
            continue;
        }
        let Some(mission) = missions.get((place / 4 + step / 3) % missions.len().max(1)) else {
            continue;
        };
        let to_fill = (place + step) % 7 == 3;
        let planned = Planned {
            mission: *mission,
            team: Some(person.team),
            person: (!to_fill).then_some(person.id),
            kind,
            role,
            day: week.monday().plus_days(weekday),
            minute,
            minutes,
            status,
        };
        shifts.push(planned.shift(tx)?);
    }
    Ok(shifts)
}

/// A call of Tuesday afternoon beside another one, with the reason why that is meant.
fn in_two_places(
    tx: &OrgTx,
    week: IsoWeek,
    person: Technician,
    mission: MissionId,
) -> Result<Shift, Failure> {
    let planned = Planned {
        mission,
        team: Some(person.team),
        person: Some(person.id),
        kind: ShiftKind::Autre,
        role: "Visite technique",
        day: week.monday().plus_days(1),
        minute: 16 * 60,
        minutes: 60,
        status: ShiftStatus::Published,
    };
    Ok(Shift {
        overlap_reason: Some(parse("Remplac\u{e9} aux r\u{e9}glages pendant la visite")?),
        ..planned.shift(tx)?
    })
}

async fn insert(tx: &OrgTx, shifts: Vec<Shift>) -> Result<(), Failure> {
    let mut changes = Vec::new();
    for shift in &shifts {
        let out = ShiftOut::from(shift.clone());
        changes.push(Change::created(
            "shift.created",
            out.id.uuid(),
            out.version,
            &out,
        )?);
    }
    let published = shifts
        .iter()
        .filter(|shift| shift.status == ShiftStatus::Published)
        .count();
    let (operation, kind) = (OperationId::new(), OperationKind::PlanningPublish);
    crate::operations::begin(tx, operation, kind, published, &OperationReport::default()).await?;
    crate::shifts::insert_all(tx, shifts.clone()).await?;
    record_all(tx, changes).await?;
    crate::publications::announce_new(tx, Zone::PARIS, operation, shifts).await
}

/// Some say when they cannot work, can, or would like to. One of them is planned all the same.
async fn declare(tx: &OrgTx, people: &[Technician], week: IsoWeek) -> Result<(), Failure> {
    use AvailabilityKind::{Available, Preferred, Unavailable};
    let day = |weeks: i64, weekday: i64| week.plus_weeks(weeks).monday().plus_days(weekday);
    let days = |first, last| Span::Days { first, last };
    let hours = |day, from: u32, to: u32| Span::Times {
        start: at(day, from * 60),
        end: at(day, to * 60),
    };
    let said = [
        (
            1,
            Unavailable,
            days(day(1, 1), day(1, 1)),
            "Mariage de ma s\u{153}ur",
        ),
        (
            4,
            Preferred,
            days(day(1, 5), day(1, 5)),
            "Libre toute la journ\u{e9}e",
        ),
        (7, Unavailable, hours(day(0, 3), 8, 13), "M\u{e9}decin"),
        (
            9,
            Available,
            hours(day(0, 3), 14, 22),
            "Peut remplacer quelqu'un",
        ),
        (12, Unavailable, days(day(2, 0), day(2, 6)), "Cong\u{e9}s"),
    ];
    for (place, kind, span, note) in said {
        let Some(person) = people.get(place) else {
            continue;
        };
        let input = AvailabilityIn {
            person_id: Some(person.id),
            kind,
            span,
            note: Some(parse(note)?),
        };
        crate::availability::declare(tx, input, person.id, Zone::PARIS).await?;
    }
    Ok(())
}
