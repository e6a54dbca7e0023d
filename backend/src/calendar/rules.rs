use chrono::Months;
use serde::Serialize;
use shared::calendar::{FeedOut, ImportedShift, RefusedEvent};
use shared::id::{FeedId, MissionId, OperationId, OrgId, UserId};
use shared::missions::MissionOut;
use shared::problem::{Problem, ProblemCode};
use shared::shifts::{Booked, BreakMinutes, MOST_MINUTES, ShiftIn, ShiftKind, ShiftStatus};
use shared::text::{Label, Notes, legible};
use shared::time::{Instant, Slot, Zone};

use super::ics::{Details, Entry, Event, Occurrence, Reading, Refused, Repeats, Scope, Window};
use super::store::Feed;
use crate::platform::form::Parts;
use crate::platform::problem::Failure;
use crate::platform::secret;
use crate::shifts::{PlannedBy, Published, Shift, draft};

/// The most shifts that one series becomes: one of every day.
const MOST_OF_A_SERIES: usize = 400;

/// The most shifts that one import makes.
const MOST_SHIFTS: usize = 5_000;

/// An import, as its form asks for it. Serialised, it is what tells one from another.
#[derive(Debug, Serialize)]
pub(super) struct Import {
    /// The digest of the file.
    file: String,
    pub(super) mission_id: MissionId,
    pub(super) person_id: Option<UserId>,
    role: Label,
    kind: ShiftKind,
    status: Option<ShiftStatus>,
}

impl Import {
    /// The file and the import of a form: every field that is missing or wrong is told.
    pub(super) fn of(mut parts: Parts) -> Result<(Vec<u8>, Self), Failure> {
        let file = parts.file("file").map(|part| part.content);
        let mission_id = parts.required("mission_id", "invalid_id");
        let role = parts.required("role", "");
        let kind = parts.required("kind", "invalid_choice");
        let person_id = parts.optional("person_id", "invalid_id");
        let status = parts.optional("status", "invalid_choice");
        match (file, mission_id, role, kind, person_id, status) {
            (Ok(file), Ok(mission_id), Ok(role), Ok(kind), Ok(person_id), Ok(status)) => {
                let import = Self {
                    file: secret::digest_of(&file),
                    mission_id,
                    person_id,
                    role,
                    kind,
                    status,
                };
                Ok((file, import))
            }
            (file, mission_id, role, kind, person_id, status) => {
                let errors = [
                    file.err(),
                    mission_id.err(),
                    role.err(),
                    kind.err(),
                    person_id.err(),
                    status.err(),
                ];
                let mut problem = Problem::new(ProblemCode::Invalid);
                problem.errors = errors.into_iter().flatten().collect();
                Err(problem.into())
            }
        }
    }

    /// The shift of an occurrence, or the word that says why there is none.
    fn shift(
        &self,
        occurrence: &Occurrence,
        by: OperationId,
        org: OrgId,
        now: Instant,
    ) -> Result<Shift, String> {
        plannable(occurrence)?;
        let input = ShiftIn {
            mission_id: self.mission_id,
            team_id: None,
            person_id: self.person_id,
            role: self.role.clone(),
            kind: self.kind,
            start: occurrence.times.start,
            end: occurrence.times.end,
            break_minutes: BreakMinutes::default(),
            notes: notes(&occurrence.details),
            status: self.status,
            allow_overlap: None,
            override_rules: None,
        };
        draft(input, PlannedBy::Operation(by), org, now).map_err(|error| error.code)
    }

    /// What becomes of each event, as far as the file alone decides.
    pub(super) fn judge(
        &self,
        reading: Reading,
        by: OperationId,
        org: OrgId,
        now: Instant,
    ) -> Judged {
        let mut judged = Judged {
            refused: reading.refused.into_iter().map(unread).collect(),
            wanted: Vec::new(),
        };
        for event in reading.events {
            let Event {
                line,
                uid,
                repeats,
                occurrences,
            } = event;
            let uid = uid.as_deref().map(legible);
            let whole = match (repeats, occurrences.is_empty()) {
                (Repeats::InDays, _) => Some("recurrence_too_frequent"),
                (Repeats::Once | Repeats::Daily, true) => Some("out_of_horizon"),
                (Repeats::Once | Repeats::Daily, false) => None,
            };
            if let Some(reason) = whole {
                judged.refused.push(refused(line, uid, reason.to_owned()));
                continue;
            }
            for occurrence in occurrences {
                match self.shift(&occurrence, by, org, now) {
                    Ok(shift) => judged.wanted.push(Wanted {
                        shift,
                        uid: uid.clone(),
                        occurrence,
                    }),
                    Err(reason) => {
                        let refusal = refused(occurrence.line, uid.clone(), reason);
                        judged.refused.push(refusal);
                    }
                }
            }
        }
        judged
    }
}

/// How a file is read for an import: of a series, what is from a month ago to a year ahead.
pub(super) fn scope(zone: Zone, now: Instant) -> Scope {
    const DAY: i64 = 24 * 60;
    Scope {
        zone,
        window: Some(Window {
            from: now.plus_minutes(-31 * DAY),
            until: now.plus_minutes(366 * DAY),
        }),
        most: MOST_OF_A_SERIES,
    }
}

/// Whether a shift can be made of it, or the word that says why not.
fn plannable(occurrence: &Occurrence) -> Result<(), String> {
    let times = &occurrence.times;
    let refusal = if occurrence.details.cancelled {
        "cancelled"
    } else if times.start == times.end {
        "empty"
    } else if !times.start.is_written() || !times.end.is_written() {
        "invalid_time"
    } else if times.end.minutes_since(times.start) > MOST_MINUTES {
        "too_long"
    } else {
        return Ok(());
    };
    Err(refusal.to_owned())
}

fn refused(line: u32, uid: Option<String>, reason: String) -> RefusedEvent {
    RefusedEvent { line, uid, reason }
}

/// An event that could not be read.
fn unread(event: Refused) -> RefusedEvent {
    let uid = event.uid.as_deref().map(legible);
    refused(event.line, uid, event.reason.to_string())
}

/// The event's own words. Characters that no text here may have are left out, and what is
/// beyond the longest notes is cut off: neither is worth refusing the shift.
fn notes(event: &Details) -> Option<Notes> {
    let parts = [
        Some(event.summary.as_str()),
        event.location.as_deref(),
        event.description.as_deref(),
    ];
    let text = parts
        .into_iter()
        .flatten()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>();
    let text: String = text.join("\n\n").chars().take(Notes::MOST).collect();
    Notes::parse(&legible(&text)).ok()
}

/// A shift to make, with what it comes from.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The shift.
    pub(super) shift: Shift,
    uid: Option<String>,
    occurrence: Occurrence,
}

/// What an import makes of a file.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// The shifts to make.
    pub(super) wanted: Vec<Wanted>,
    /// The events that become nothing.
    pub(super) refused: Vec<RefusedEvent>,
}

impl Judged {
    /// Refuses more shifts than one act makes.
    pub(super) fn ensure_bounded(&self) -> Result<(), Failure> {
        if self.wanted.len() > MOST_SHIFTS {
            return Err(Problem::field("/file", "too_many_items").into());
        }
        Ok(())
    }

    /// The shifts to make, as the overlap rule sees them.
    pub(super) fn booked(&self) -> Result<Vec<Booked>, Failure> {
        let wanted = self.wanted.iter();
        wanted.map(|wanted| booked(&wanted.shift)).collect()
    }

    /// Refuses what its person cannot work beside `stored`, or beside an event before it.
    pub(super) fn without_overlaps(self, stored: &[Shift]) -> Result<Self, Failure> {
        let mut taken = stored.iter().map(booked).collect::<Result<Vec<_>, _>>()?;
        let mut judged = Self {
            wanted: Vec::with_capacity(self.wanted.len()),
            refused: self.refused,
        };
        for wanted in self.wanted {
            let one = booked(&wanted.shift)?;
            if taken.iter().any(|other| one.collides(other)) {
                let line = wanted.occurrence.line;
                let refusal = refused(line, wanted.uid, "overlap".to_owned());
                judged.refused.push(refusal);
            } else {
                taken.push(one);
                judged.wanted.push(wanted);
            }
        }
        judged.refused.sort_by_key(|refused| refused.line);
        Ok(judged)
    }
}

fn booked(shift: &Shift) -> Result<Booked, Failure> {
    let slot = Slot::new(shift.start_at, shift.end_at).map_err(anyhow::Error::from)?;
    Ok(Booked {
        id: Some(shift.id),
        person: shift.person_id,
        slot,
        status: shift.status,
    })
}

/// A shift just made, as the answer tells of it.
pub(super) fn imported(wanted: Wanted) -> (Shift, ImportedShift) {
    let Wanted {
        shift,
        uid,
        occurrence,
    } = wanted;
    let times = occurrence.times;
    let told = ImportedShift {
        shift_id: shift.id,
        uid,
        summary: legible(&occurrence.details.summary),
        start: shift.start_at,
        end: shift.end_at,
        form: times.form,
        zone: legible(times.zone.name()),
        note: times.note,
    };
    (shift, told)
}

/// What a feed shows: three months back and twelve ahead.
pub(super) fn span(now: Instant) -> Result<Slot, Failure> {
    let (back, ahead) = (
        now.utc().checked_sub_months(Months::new(3)),
        now.utc().checked_add_months(Months::new(12)),
    );
    let (back, ahead) = back
        .zip(ahead)
        .ok_or_else(|| anyhow::anyhow!("the end of time"))?;
    Ok(Slot::new(Instant::new(back), Instant::new(ahead)).map_err(anyhow::Error::from)?)
}

/// A shift as the feed shows it: without who works it, since calendar apps keep copies.
pub(super) fn entry(copy: Published, missions: &[MissionOut]) -> Entry {
    let mission = missions
        .iter()
        .find(|mission| mission.id == copy.mission_id);
    let title = mission
        .map(|mission| format!(" - {}", mission.title))
        .unwrap_or_default();
    let place = mission.and_then(|mission| {
        let parts = [
            mission.venue.as_ref().map(ToString::to_string),
            mission.address.as_ref().map(ToString::to_string),
        ];
        let place = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        (!place.is_empty()).then_some(place)
    });
    Entry {
        id: copy.shift_id,
        summary: format!("{}{title}", copy.role),
        location: place,
        description: copy.notes.map(String::from),
        start: copy.start_at,
        end: copy.end_at,
        state: copy.state,
        version: copy.version,
        updated_at: copy.updated_at,
    }
}

/// A subscription as it begins, with this token.
pub(super) fn new(label: Label, token: &str, org_id: OrgId, user_id: UserId, now: Instant) -> Feed {
    Feed {
        id: FeedId::new(),
        org_id,
        user_id,
        label,
        token_hash: secret::digest(token),
        created_at: now,
        revoked_at: None,
    }
}

impl From<Feed> for FeedOut {
    fn from(row: Feed) -> Self {
        let Feed {
            id,
            org_id: _,
            user_id: _,
            label,
            token_hash: _,
            created_at,
            revoked_at: _,
        } = row;
        Self {
            id,
            label,
            created_at,
        }
    }
}
