//! What went wrong, in the words of whoever reads: a sentence for each code that the server
//! answers, and for each way a field can be wrong.

use shared::problem::{FieldError, Problem, ProblemCode};

use crate::http::Failure;
use crate::i18n::*;

/// What went wrong, in a sentence or two.
#[must_use]
pub(crate) fn words(i18n: I18n, failure: &Failure) -> String {
    match failure {
        Failure::Problem(problem) => refusal(i18n, problem),
        Failure::TooMany(seconds) => wait(i18n, *seconds),
        Failure::Offline => t_string!(i18n, problem.offline).to_string(),
        Failure::Unreadable => t_string!(i18n, problem.unreadable).to_string(),
    }
}

/// How long to wait, in the unit that people would use.
fn wait(i18n: I18n, seconds: u32) -> String {
    match seconds {
        0..=90 => t_string!(i18n, problem.too_many_seconds, count = seconds).to_string(),
        _ => {
            let minutes = seconds.div_ceil(60);
            t_string!(i18n, problem.too_many_minutes, count = minutes).to_string()
        }
    }
}

fn refusal(i18n: I18n, problem: &Problem) -> String {
    let words = code(i18n, problem.code);
    match &problem.request_id {
        // Only where somebody has to look into the server's log.
        Some(request) if problem.code == ProblemCode::Internal => {
            let named = t_string!(i18n, problem.request, id = request.clone());
            format!("{words} {named}")
        }
        _ => words,
    }
}

/// The sentence of a code.
#[must_use]
pub(crate) fn code(i18n: I18n, code: ProblemCode) -> String {
    use ProblemCode as C;
    match code {
        C::Malformed
        | C::UnknownParameter
        | C::InvalidCursor
        | C::MethodNotAllowed
        | C::IdempotencyMismatch
        | C::PreconditionRequired => t_string!(i18n, problem.our_request),
        C::Unauthenticated => t_string!(i18n, problem.unauthenticated),
        C::BadCredentials => t_string!(i18n, problem.bad_credentials),
        C::Forbidden | C::InsufficientScope => t_string!(i18n, problem.forbidden),
        C::ForeignOrigin | C::Misdirected => t_string!(i18n, problem.foreign_origin),
        C::NotFound => t_string!(i18n, problem.not_found),
        C::Overlap => t_string!(i18n, problem.overlap),
        C::LabourRule => t_string!(i18n, problem.labour_rule),
        C::PolicyDateTaken => t_string!(i18n, problem.policy_date_taken),
        C::LastAdmin => t_string!(i18n, problem.last_admin),
        C::AlreadyMember => t_string!(i18n, problem.already_member),
        C::NameTaken => t_string!(i18n, problem.name_taken),
        C::MissionInUse => t_string!(i18n, problem.mission_in_use),
        C::SharedAccount => t_string!(i18n, problem.shared_account),
        C::AlreadyUndone => t_string!(i18n, problem.already_undone),
        C::QuotaExceeded => t_string!(i18n, problem.quota_exceeded),
        C::UndoExpired => t_string!(i18n, problem.undo_expired),
        C::InSeries => t_string!(i18n, problem.in_series),
        C::TemplateArchived => t_string!(i18n, problem.template_archived),
        C::Conflict => t_string!(i18n, problem.conflict),
        C::LinkGone | C::BadSignature => t_string!(i18n, problem.link_gone),
        C::Stale => t_string!(i18n, problem.stale),
        C::UnsupportedMediaType => t_string!(i18n, problem.unsupported_media_type),
        C::TooLarge => t_string!(i18n, problem.too_large),
        C::Invalid => t_string!(i18n, problem.invalid),
        C::TooMany => t_string!(i18n, problem.too_many),
        C::Internal => t_string!(i18n, problem.internal),
        C::Unavailable => t_string!(i18n, problem.unavailable),
    }
    .to_string()
}

/// What is wrong with a field. Some say more than their code: a password, an address.
#[must_use]
pub(crate) fn field_error(i18n: I18n, error: &FieldError) -> String {
    let tail = error.pointer.rsplit('/').next().unwrap_or_default();
    match (error.code.as_str(), tail) {
        ("too_short", "new" | "password") => t_string!(i18n, problem.field_password_short),
        ("invalid_format", "new" | "password") => t_string!(i18n, problem.field_password_common),
        ("invalid_format", "email") => t_string!(i18n, problem.field_email),
        (code, _) => return field_words(i18n, code),
    }
    .to_string()
}

/// A field's code in words.
#[must_use]
pub(crate) fn field_words(i18n: I18n, code: &str) -> String {
    match code {
        "required" => t_string!(i18n, problem.field_required),
        "too_short" => t_string!(i18n, problem.field_too_short),
        "too_long" => t_string!(i18n, problem.field_too_long),
        "too_many_items" => t_string!(i18n, problem.field_too_many_items),
        "too_many_lines" => t_string!(i18n, problem.field_too_many_lines),
        "forbidden_character" => t_string!(i18n, problem.field_forbidden_character),
        "invalid_format" => t_string!(i18n, problem.field_format),
        "invalid_time" => t_string!(i18n, problem.field_time),
        "invalid_choice" | "invalid_id" | "unknown_reference" => {
            t_string!(i18n, problem.field_reference)
        }
        "unknown_zone" => t_string!(i18n, problem.field_zone),
        "out_of_range" => t_string!(i18n, problem.field_range),
        "end_not_after_start" => t_string!(i18n, problem.field_end),
        "break_not_shorter" => t_string!(i18n, problem.field_break),
        "window_too_long" => t_string!(i18n, problem.field_window),
        "without_first_day" => t_string!(i18n, problem.field_first_day),
        "not_for_series" => t_string!(i18n, problem.field_series),
        "same_week" => t_string!(i18n, problem.field_same_week),
        "already_published" => t_string!(i18n, problem.field_published),
        "in_the_past" => t_string!(i18n, problem.field_past),
        "too_many_pixels" => t_string!(i18n, problem.field_too_many_pixels),
        "animated" => t_string!(i18n, problem.field_animated),
        "damaged" => t_string!(i18n, problem.field_damaged),
        "wrong_password" => t_string!(i18n, problem.field_wrong_password),
        _ => t_string!(i18n, problem.field_invalid),
    }
    .to_string()
}
