use std::str::FromStr;

use chrono::Months;
use serde::Serialize;
use shared::calendar::{FeedOut, ImportedShift, RefusedEvent};
use shared::id::{FeedId, MissionId, OperationId, OrgId, UserId};
use shared::missions::MissionOut;
use shared::problem::{FieldError, Problem, ProblemCode};
use shared::shifts::{Booked, BreakMinutes, MOST_MINUTES, ShiftIn, ShiftKind, ShiftStatus};
use shared::text::{Label, Notes, legible};
use shared::time::{Instant, Slot};

use super::ics::{Entry, Event, Times};
use super::store::Feed;
use super::upload::Parts;
use crate::platform::problem::Failure;
use crate::platform::secret;
use crate::shifts::{PlannedBy, Shift, draft};

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
        let file = parts.take("file").filter(|file| !file.is_empty());
        let file = file.ok_or_else(|| FieldError::new("/file", "required"));
        let mission_id = required(&mut parts, "mission_id", "invalid_id");
        let role = required(&mut parts, "role", "");
        let kind = required(&mut parts, "kind", "invalid_choice");
        let person_id = optional(&mut parts, "person_id", "invalid_id");
        let status = optional(&mut parts, "status", "invalid_choice");
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

    /// The shift of an event, or the word that says why there is none.
    fn shift(
        &self,
        event: &Event,
        by: OperationId,
        org: OrgId,
        now: Instant,
    ) -> Result<(Shift, Times), String> {
        let times = plannable(event)?;
        let input = ShiftIn {
            mission_id: self.mission_id,
            team_id: None,
            person_id: self.person_id,
            role: self.role.clone(),
            kind: self.kind,
            start: times.start,
            end: times.end,
            break_minutes: BreakMinutes::default(),
            notes: notes(event),
            status: self.status,
            allow_overlap: None,
            override_rules: None,
        };
        draft(input, PlannedBy::Operation(by), org, now)
            .map(|shift| (shift, times))
            .map_err(|error| error.code)
    }

    /// What becomes of each event, as far as the file alone decides.
    pub(super) fn judge(
        &self,
        events: Vec<Event>,
        by: OperationId,
        org: OrgId,
        now: Instant,
    ) -> Judged {
        let mut judged = Judged::default();
        for event in events {
            match self.shift(&event, by, org, now) {
                Ok((shift, times)) => judged.wanted.push((shift, event, times)),
                Err(reason) => judged.refused.push(refused(event, reason)),
            }
        }
        judged
    }
}

fn required<T: FromStr<Err: ToString>>(
    parts: &mut Parts,
    name: &str,
    code: &str,
) -> Result<T, FieldError> {
    optional(parts, name, code)?.ok_or_else(|| FieldError::new(format!("/{name}"), "required"))
}

/// The value of a part, which an empty one does not have. Without a `code` of its own the
/// error says what is wrong.
fn optional<T: FromStr<Err: ToString>>(
    parts: &mut Parts,
    name: &str,
    code: &str,
) -> Result<Option<T>, FieldError> {
    let wrong = |code: &str| FieldError::new(format!("/{name}"), code);
    let Some(bytes) = parts.take(name) else {
        return Ok(None);
    };
    let text = String::from_utf8(bytes).map_err(|_| wrong("invalid_format"))?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    let value = text.parse().map_err(|error: T::Err| {
        if code.is_empty() {
            wrong(&error.to_string())
        } else {
            wrong(code)
        }
    });
    value.map(Some)
}

/// When an event is, if a shift can be made of it.
fn plannable(event: &Event) -> Result<Times, String> {
    let refusal = match event.times {
        _ if event.cancelled => "cancelled",
        _ if event.recurring => "recurring",
        None => "invalid_time",
        Some(times) if times.start == times.end => "empty",
        Some(times) if times.end.minutes_since(times.start) > MOST_MINUTES => "too_long",
        Some(times) => return Ok(times),
    };
    Err(refusal.to_owned())
}

fn refused(event: Event, reason: String) -> RefusedEvent {
    RefusedEvent {
        line: event.line,
        uid: event.uid.as_deref().map(legible),
        reason,
    }
}

/// The event's own words. Characters that no text here may have are left out, and what is
/// beyond the longest notes is cut off: neither is worth refusing the shift.
fn notes(event: &Event) -> Option<Notes> {
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

/// What an import makes of a file.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// The shifts to make, each with the event it comes from.
    pub(super) wanted: Vec<(Shift, Event, Times)>,
    /// The events that become nothing.
    pub(super) refused: Vec<RefusedEvent>,
}

impl Judged {
    /// The shifts to make, as the overlap rule sees them.
    pub(super) fn booked(&self) -> Result<Vec<Booked>, Failure> {
        self.wanted
            .iter()
            .map(|(shift, ..)| booked(shift))
            .collect()
    }

    /// Refuses what its person cannot work beside `stored`, or beside an event before it.
    pub(super) fn without_overlaps(self, stored: &[Shift]) -> Result<Self, Failure> {
        let mut taken = stored.iter().map(booked).collect::<Result<Vec<_>, _>>()?;
        let mut judged = Self {
            wanted: Vec::with_capacity(self.wanted.len()),
            refused: self.refused,
        };
        for (shift, event, times) in self.wanted {
            let one = booked(&shift)?;
            if taken.iter().any(|other| one.collides(other)) {
                judged.refused.push(refused(event, "overlap".to_owned()));
            } else {
                taken.push(one);
                judged.wanted.push((shift, event, times));
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
pub(super) fn imported(shift: &Shift, event: Event, times: Times) -> ImportedShift {
    ImportedShift {
        shift_id: shift.id,
        uid: event.uid.as_deref().map(legible),
        summary: legible(&event.summary),
        start: shift.start_at,
        end: shift.end_at,
        form: times.form,
        zone: times.zone.name().to_owned(),
        note: times.note,
    }
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
pub(super) fn entry(shift: Shift, missions: &[MissionOut]) -> Entry {
    let mission = missions
        .iter()
        .find(|mission| mission.id == shift.mission_id);
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
        id: shift.id,
        summary: format!("{}{title}", shift.role),
        location: place,
        description: shift.notes.map(String::from),
        start: shift.start_at,
        end: shift.end_at,
        version: shift.version,
        updated_at: shift.updated_at,
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
