//! What happened, fields and values in words.

use serde_json::Value;
use shared::access::{Capability, Role};
use shared::availability::{AvailabilityKind, Span};
use shared::missions::{Hue, Setting};
use shared::shifts::{ShiftKind, ShiftStatus};
use shared::time::{Day, Instant, Zone};

use crate::i18n::*;
use crate::names::Names;
use crate::{availability, dates, keys, missions, shifts, users};

/// What somebody did.
pub(super) fn did(i18n: I18n, kind: &str) -> String {
    match kind {
        "shift.created" => t_string!(i18n, activity.kinds.shift_created).to_string(),
        "shift.updated" => t_string!(i18n, activity.kinds.shift_updated).to_string(),
        "shift.published" => t_string!(i18n, activity.kinds.shift_published).to_string(),
        "shift.withdrawn" => t_string!(i18n, activity.kinds.shift_withdrawn).to_string(),
        "publication.acknowledged" => {
            t_string!(i18n, activity.kinds.publication_acknowledged).to_string()
        }
        "shift.deleted" => t_string!(i18n, activity.kinds.shift_deleted).to_string(),
        "mission.created" => t_string!(i18n, activity.kinds.mission_created).to_string(),
        "mission.updated" => t_string!(i18n, activity.kinds.mission_updated).to_string(),
        "mission.deleted" => t_string!(i18n, activity.kinds.mission_deleted).to_string(),
        "template.created" => t_string!(i18n, activity.kinds.template_created).to_string(),
        "template.updated" => t_string!(i18n, activity.kinds.template_updated).to_string(),
        "series.created" => t_string!(i18n, activity.kinds.series_created).to_string(),
        "series.updated" => t_string!(i18n, activity.kinds.series_updated).to_string(),
        "availability.created" => t_string!(i18n, activity.kinds.availability_created).to_string(),
        "availability.updated" => t_string!(i18n, activity.kinds.availability_updated).to_string(),
        "availability.deleted" => t_string!(i18n, activity.kinds.availability_deleted).to_string(),
        "team.created" => t_string!(i18n, activity.kinds.team_created).to_string(),
        "team.updated" => t_string!(i18n, activity.kinds.team_updated).to_string(),
        "team.deleted" => t_string!(i18n, activity.kinds.team_deleted).to_string(),
        "org.created" => t_string!(i18n, activity.kinds.org_created).to_string(),
        "org.updated" => t_string!(i18n, activity.kinds.org_updated).to_string(),
        "labour_policy.created" => {
            t_string!(i18n, activity.kinds.labour_policy_created).to_string()
        }
        "labour_policy.updated" => {
            t_string!(i18n, activity.kinds.labour_policy_updated).to_string()
        }
        "labour_policy.deleted" => {
            t_string!(i18n, activity.kinds.labour_policy_deleted).to_string()
        }
        "user.invited" => t_string!(i18n, activity.kinds.user_invited).to_string(),
        "user.joined" => t_string!(i18n, activity.kinds.user_joined).to_string(),
        "user.updated" => t_string!(i18n, activity.kinds.user_updated).to_string(),
        "user.removed" => t_string!(i18n, activity.kinds.user_removed).to_string(),
        "link.created" => t_string!(i18n, activity.kinds.link_created).to_string(),
        "api_key.created" => t_string!(i18n, activity.kinds.key_created).to_string(),
        "api_key.revoked" => t_string!(i18n, activity.kinds.key_revoked).to_string(),
        "media.uploaded" => t_string!(i18n, activity.kinds.media_uploaded).to_string(),
        "media.deleted" => t_string!(i18n, activity.kinds.media_deleted).to_string(),
        "feed.created" => t_string!(i18n, activity.kinds.feed_created).to_string(),
        "feed.revoked" => t_string!(i18n, activity.kinds.feed_revoked).to_string(),
        other => t_string!(i18n, activity.kinds.other, kind = other.to_owned()).to_string(),
    }
}

/// A field's name in words; one that has none is shown as the API calls it.
pub(super) fn field(i18n: I18n, kind: &str, field: &str) -> String {
    match field {
        "role" if kind.starts_with("shift.") || kind.starts_with("template.") => {
            t_string!(i18n, activity.fields.post)
        }
        "title" => t_string!(i18n, activity.fields.title),
        "name" => t_string!(i18n, activity.fields.name),
        "label" => t_string!(i18n, activity.fields.label),
        "email" => t_string!(i18n, activity.fields.email),
        "phone" => t_string!(i18n, activity.fields.phone),
        "mission_id" => t_string!(i18n, activity.fields.mission),
        "role" => t_string!(i18n, activity.fields.role),
        "kind" => t_string!(i18n, activity.fields.kind),
        "status" => t_string!(i18n, activity.fields.status),
        "state" => t_string!(i18n, activity.fields.state),
        "person_id" => t_string!(i18n, activity.fields.person),
        "team_id" => t_string!(i18n, activity.fields.team),
        "team_ids" => t_string!(i18n, activity.fields.teams),
        "member_ids" => t_string!(i18n, activity.fields.members),
        "start" => t_string!(i18n, activity.fields.start),
        "end" => t_string!(i18n, activity.fields.end),
        "span" => t_string!(i18n, activity.fields.span),
        "starts_on" => t_string!(i18n, activity.fields.starts_on),
        "ends_on" => t_string!(i18n, activity.fields.ends_on),
        "break_minutes" => t_string!(i18n, activity.fields.rest),
        "duration_minutes" => t_string!(i18n, activity.fields.duration),
        "rule" => t_string!(i18n, activity.fields.rule),
        "venue" => t_string!(i18n, activity.fields.venue),
        "address" => t_string!(i18n, activity.fields.address),
        "hue" => t_string!(i18n, activity.fields.hue),
        "show_number" => t_string!(i18n, activity.fields.show_number),
        "notes" => t_string!(i18n, activity.fields.notes),
        "note" => t_string!(i18n, activity.fields.note),
        "zone" => t_string!(i18n, activity.fields.zone),
        "overlap_reason" => t_string!(i18n, activity.fields.overlap_reason),
        "rules_reason" => t_string!(i18n, activity.fields.rules_reason),
        "setting" => t_string!(i18n, activity.fields.setting),
        "effective_from" => t_string!(i18n, activity.fields.effective_from),
        "limits" => t_string!(i18n, activity.fields.limits),
        "levels" => t_string!(i18n, activity.fields.levels),
        "scopes" => t_string!(i18n, activity.fields.scopes),
        "expires_at" => t_string!(i18n, activity.fields.expires_at),
        "created_at" => t_string!(i18n, activity.fields.created_at),
        "created_by" => t_string!(i18n, activity.fields.created_by),
        "prefix" => t_string!(i18n, activity.fields.prefix),
        other => return other.to_owned(),
    }
    .to_owned()
}

/// A value in words.
pub(super) fn value(i18n: I18n, field: &str, value: &Value, names: &Names) -> String {
    match value {
        Value::String(text) => text_value(i18n, field, text, names),
        Value::Number(number) if field.ends_with("_minutes") => format!("{number} min"),
        Value::Array(items) => {
            let words: Vec<_> = items
                .iter()
                .map(|item| self::value(i18n, field, item, names))
                .collect();
            words.join(", ")
        }
        Value::Object(_) if field == "span" => {
            match serde_json::from_value::<Span>(value.clone()) {
                Ok(span) => availability::span(i18n, span, names.zone),
                Err(_) => value.to_string(),
            }
        }
        other => other.to_string(),
    }
}

fn text_value(i18n: I18n, field: &str, text: &str, names: &Names) -> String {
    let words = match field {
        "person_id" | "member_ids" => person(i18n, text, names),
        "team_id" | "team_ids" => text.parse().ok().and_then(|id| names.directory.team(id)),
        "mission_id" => mission(text, names),
        "start" | "end" | "expires_at" | "created_at" => instant(i18n, text, names.zone),
        "starts_on" | "ends_on" | "effective_from" => {
            text.parse::<Day>().ok().map(|day| dates::date(i18n, day))
        }
        "scopes" => text
            .parse::<Capability>()
            .ok()
            .map(|scope| keys::scope(i18n, scope)),
        _ => word(i18n, text),
    };
    words.unwrap_or_else(|| text.to_owned())
}

fn person(i18n: I18n, text: &str, names: &Names) -> Option<String> {
    Some(names.worker(i18n, Some(text.parse().ok()?)))
}

fn mission(text: &str, names: &Names) -> Option<String> {
    names.mission(text.parse().ok()?)
}

fn instant(i18n: I18n, text: &str, zone: Zone) -> Option<String> {
    text.parse::<Instant>()
        .ok()
        .map(|at| dates::instant(i18n, at, zone))
}

/// A word of one of the closed sets. They share no word.
fn word(i18n: I18n, text: &str) -> Option<String> {
    let kind = |kind| shifts::kind(i18n, kind).to_owned();
    let status = |status| shifts::status(i18n, status).to_owned();
    let said = |kind| availability::kind(i18n, kind).to_owned();
    let role = |role| users::role(i18n, role).to_owned();
    let hue = |hue| missions::hue(i18n, hue).to_owned();
    let setting = |setting| missions::setting(i18n, setting).to_owned();
    None.or_else(|| text.parse::<ShiftKind>().ok().map(kind))
        .or_else(|| text.parse::<ShiftStatus>().ok().map(status))
        .or_else(|| text.parse::<AvailabilityKind>().ok().map(said))
        .or_else(|| text.parse::<Role>().ok().map(role))
        .or_else(|| text.parse::<Hue>().ok().map(hue))
        .or_else(|| text.parse::<Setting>().ok().map(setting))
        .or_else(|| state(i18n, text))
}

fn state(i18n: I18n, text: &str) -> Option<String> {
    match text {
        "ACTIVE" => Some(t_string!(i18n, activity.states.active).to_owned()),
        "ARCHIVED" => Some(t_string!(i18n, activity.states.archived).to_owned()),
        "INVITED" => Some(t_string!(i18n, activity.states.invited).to_owned()),
        "INVITATION" => Some(t_string!(i18n, activity.states.invitation).to_owned()),
        "PASSWORD_RESET" => Some(t_string!(i18n, activity.states.password_reset).to_owned()),
        _ => None,
    }
}
