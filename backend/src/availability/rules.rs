use shared::access::Capability;
use shared::availability::{AvailabilityIn, AvailabilityOut, AvailabilityPatch, Span, SpanUnit};
use shared::id::{AvailabilityId, UserId, Version};
use shared::problem::{FieldError, ProblemCode};
use shared::time::Zone;

use super::store::{Availability, Whose};
use crate::platform::problem::Failure;
use crate::platform::scope::OrgDb;
use crate::platform::session::{Grant, Member};

/// Whose availability somebody sees and changes: planners everybody's, the others the own.
pub(super) fn whose<C: Grant>(person: &Member<C>) -> Whose {
    if person.may(Capability::AvailabilityAll) {
        Whose::Everybody
    } else {
        Whose::Own(person.user_id)
    }
}

/// For whom availability is declared: oneself unless said; somebody else only by planners.
pub(super) fn for_whom<C: Grant>(
    person: &Member<C>,
    named: Option<UserId>,
) -> Result<UserId, Failure> {
    match (named, whose(person)) {
        (None, _) => Ok(person.user_id),
        (Some(named), Whose::Own(own)) if named != own => Err(ProblemCode::Forbidden.into()),
        (Some(named), _) => Ok(named),
    }
}

/// A stretch as it begins.
pub(super) fn new(
    input: AvailabilityIn,
    person_id: UserId,
    zone: Zone,
    org: &OrgDb,
) -> Result<Availability, FieldError> {
    let AvailabilityIn {
        person_id: _,
        kind,
        span,
        note,
    } = input;
    let slot = span.slot(zone)?;
    let (unit, first_day, last_day) = days(span);
    Ok(Availability {
        id: AvailabilityId::new(),
        org_id: org.org_id(),
        person_id,
        kind,
        unit,
        first_day,
        last_day,
        start_at: slot.start(),
        end_at: slot.end(),
        note,
        version: Version::FIRST,
        created_at: org.now(),
        updated_at: org.now(),
    })
}

/// A stretch after a change.
pub(super) fn change(
    present: Availability,
    patch: AvailabilityPatch,
    zone: Zone,
) -> Result<Availability, FieldError> {
    let AvailabilityPatch { kind, span, note } = patch;
    let span = span.over(self::span(&present));
    let slot = span.slot(zone)?;
    let (unit, first_day, last_day) = days(span);
    Ok(Availability {
        id: present.id,
        org_id: present.org_id,
        person_id: present.person_id,
        kind: kind.over(present.kind),
        unit,
        first_day,
        last_day,
        start_at: slot.start(),
        end_at: slot.end(),
        note: note.over(present.note),
        version: present.version,
        created_at: present.created_at,
        updated_at: present.updated_at,
    })
}

fn days(
    span: Span,
) -> (
    SpanUnit,
    Option<shared::time::Day>,
    Option<shared::time::Day>,
) {
    match span {
        Span::Times { .. } => (SpanUnit::Times, None, None),
        Span::Days { first, last } => (SpanUnit::Days, Some(first), Some(last)),
    }
}

fn span(row: &Availability) -> Span {
    match (row.unit, row.first_day, row.last_day) {
        (SpanUnit::Days, Some(first), Some(last)) => Span::Days { first, last },
        _ => Span::Times {
            start: row.start_at,
            end: row.end_at,
        },
    }
}

impl From<Availability> for AvailabilityOut {
    fn from(row: Availability) -> Self {
        let span = span(&row);
        let Availability {
            id,
            org_id: _,
            person_id,
            kind,
            unit: _,
            first_day: _,
            last_day: _,
            start_at,
            end_at,
            note,
            version,
            created_at: _,
            updated_at: _,
        } = row;
        Self {
            id,
            person_id,
            kind,
            span,
            start: start_at,
            end: end_at,
            note,
            version,
        }
    }
}
