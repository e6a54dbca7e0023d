use shared::availability::{AvailabilityIn, AvailabilityKind, Span};
use shared::id::{MissionId, UserId};
use shared::missions::{Hue, MissionIn};
use shared::shifts::{BreakMinutes, ShiftIn, ShiftKind, ShiftOut, ShiftStatus};
use shared::time::{Day, IsoWeek, Pass, Zone};

use super::Cast;
use crate::activity::{Change, record_all};
use crate::platform::problem::Failure;
use crate::platform::scope::{Actor, OrgTx};
use crate::shifts::PlannedBy;
use crate::state::AppState;

/// The missions: title, house, address, hue.
const MISSIONS: [(&str, &str, &str, Hue); 4] = [
    (
        "Le Songe d'une nuit d'\u{e9}t\u{e9}",
        "Th\u{e9}\u{e2}tre du Lac",
        "4 quai des Marronniers, Annecy",
        Hue::Violet,
    ),
    (
        "Antigone",
        "Salle Jean-Vilar",
        "12 rue de la R\u{e9}publique, Chamb\u{e9}ry",
        Hue::Teal,
    ),
    (
        "Nuits de f\u{e9}vrier (concerts)",
        "La Grange",
        "3 place du March\u{e9}, Rumilly",
        Hue::Amber,
    ),
    (
        "Tourn\u{e9}e : Dom Juan",
        "Sc\u{e8}ne nationale",
        "1 avenue du Th\u{e9}\u{e2}tre, M\u{e2}con",
        Hue::Rose,
    ),
];

/// The days of a working week: weekday, first hour and minute, minutes, kind, role.
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

/// Plans last week, this one and the two after: what is over and begun is published, the rest
/// are drafts; some needs are still to fill.
pub(super) async fn plan(state: &AppState, cast: &Cast) -> anyhow::Result<()> {
    let this_week = Zone::PARIS.week(state.now());
    let system = state.system("the demo company");
    let planned = system.write_in(
        cast.org,
        Actor::Person(cast.admin),
        async |tx| -> Result<(), Failure> {
            let missions = missions(tx).await?;
            let mut shifts = Vec::new();
            for week in -1..=2 {
                for (place, person) in cast.people.iter().enumerate() {
                    shifts.extend(week_of(
                        tx,
                        this_week.plus_weeks(week),
                        week,
                        place,
                        *person,
                        &missions,
                    )?);
                }
            }
            insert(tx, shifts).await?;
            away(tx, cast, this_week).await
        },
    );
    Ok(planned.await?)
}

async fn missions(tx: &OrgTx) -> Result<Vec<MissionId>, Failure> {
    let mut ids = Vec::new();
    for (title, venue, address, hue) in MISSIONS {
        let text = anyhow::Error::from;
        let input = MissionIn {
            title: title.parse().map_err(text)?,
            venue: Some(venue.parse().map_err(text)?),
            address: Some(address.parse().map_err(text)?),
            hue,
            starts_on: None,
            ends_on: None,
            show_number: None,
            notes: None,
        };
        ids.push(crate::missions::establish(tx, input).await?.id);
    }
    Ok(ids)
}

/// One person's week: three or four of the pattern's days, by their place in the company.
fn week_of(
    tx: &OrgTx,
    week: IsoWeek,
    distance: i64,
    place: usize,
    person: UserId,
    missions: &[MissionId],
) -> Result<Vec<crate::shifts::Shift>, Failure> {
    let mut shifts = Vec::new();
    for (step, (weekday, minute, minutes, kind, role)) in PATTERN.into_iter().enumerate() {
        if (place + step).is_multiple_of(4) {
            continue;
        }
        let Some(mission) = missions.get((place / 4 + step / 3) % missions.len().max(1)) else {
            continue;
        };
        let day = week.monday().plus_days(weekday);
        let start = at(day, minute);
        let to_fill = distance > 0 && (place + step) % 7 == 3;
        let input = ShiftIn {
            mission_id: *mission,
            team_id: None,
            person_id: (!to_fill).then_some(person),
            role: role.parse().map_err(anyhow::Error::from)?,
            kind,
            start,
            end: start.plus_minutes(minutes),
            break_minutes: BreakMinutes::try_from(if minutes > 360 { 30 } else { 0 })
                .unwrap_or_default(),
            notes: None,
            status: Some(if distance <= 0 {
                ShiftStatus::Published
            } else {
                ShiftStatus::Draft
            }),
            allow_overlap: None,
        };
        shifts.push(crate::shifts::draft(
            input,
            PlannedBy::Hand,
            tx.org_id(),
            tx.now(),
        )?);
    }
    Ok(shifts)
}

/// So many minutes after the midnight of the wall clock.
fn at(day: Day, minute: u32) -> shared::time::Instant {
    let wall = day
        .date()
        .and_hms_opt(minute / 60, minute % 60, 0)
        .unwrap_or_default();
    Zone::PARIS.resolve(wall, Pass::First).instant()
}

async fn insert(tx: &OrgTx, shifts: Vec<crate::shifts::Shift>) -> Result<(), Failure> {
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
    crate::shifts::insert_all(tx, shifts).await?;
    record_all(tx, changes).await
}

/// Two people say when they cannot, or would like to, work.
async fn away(tx: &OrgTx, cast: &Cast, week: IsoWeek) -> Result<(), Failure> {
    let said = [
        (
            1,
            AvailabilityKind::Unavailable,
            3,
            "Mariage de ma s\u{153}ur",
        ),
        (
            4,
            AvailabilityKind::Preferred,
            5,
            "Libre toute la journ\u{e9}e",
        ),
    ];
    for (place, kind, weekday, note) in said {
        let Some(person) = cast.people.get(place) else {
            continue;
        };
        let day = week.plus_weeks(1).monday().plus_days(weekday);
        let input = AvailabilityIn {
            person_id: Some(*person),
            kind,
            span: Span::Days {
                first: day,
                last: day,
            },
            note: note.parse().ok(),
        };
        crate::availability::declare(tx, input, *person, Zone::PARIS).await?;
    }
    Ok(())
}
