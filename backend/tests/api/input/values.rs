//! Values in bodies: numbers and times.

use serde_json::json;
use shared::problem::ProblemCode;

use super::post;
use crate::missions::song;
use crate::support::{Company, Sent};

/// A number that does not fit is told where, whichever way it does not. Case C7.
#[actix_web::test]
async fn numbers_that_do_not_fit_are_told_where() {
    let company = Company::new().await;
    let id = uuid::Uuid::now_v7();
    for number in [
        "9223372036854775808",
        "-1",
        "1e309",
        "-1e309",
        "1.5",
        "1e3",
        "1441",
        "2147483648",
        "\"30\"",
    ] {
        let body = format!(
            r#"{{"mission_id":"{id}","role":"Son","kind":"MONTAGE","start":"2026-11-24T08:00:00Z",
            "end":"2026-11-24T12:00:00Z","break_minutes":{number}}}"#
        );
        let sent = post(&company.manager, "/shifts", body).await;
        let problem = sent.refused(ProblemCode::Invalid);
        assert_eq!(problem.errors[0].pointer, "/break_minutes", "{number}");
    }
    for tag in [
        "\"0\"",
        "\"-1\"",
        "\"9223372036854775808\"",
        "\"1e9\"",
        "1",
        "\"1\", \"2\"",
        "W/\"1\"",
    ] {
        let mission = song(&company.manager).await;
        let request = company
            .manager
            .request("PATCH", &format!("/missions/{}", mission.id));
        let sent = Sent::<()>::of(request.header("if-match", tag).json(&json!({}))).await;
        sent.refused(ProblemCode::Stale);
    }
}

/// A time is a real one, with its offset, in the years that every side can hold. Case C10.
#[actix_web::test]
async fn times_are_real_and_have_an_offset() {
    let company = Company::new().await;
    let mission = song(&company.manager).await.id;
    for time in [
        "2026-02-30T08:00:00Z",
        "2026-11-24T08:00:00",
        "2026-11-24T24:00:00Z",
        "2026-11-24T08:60:00Z",
        "2026-12-31T23:59:60Z",
        "0000-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "2200-01-01T00:00:00Z",
        "10000-01-01T00:00:00Z",
        "294277-01-09T04:00:55Z",
        "-0001-01-01T00:00:00Z",
        "2026-11-24T08:00:00+24:00",
        "2026-11-24",
        "now",
        "",
        "1764000000",
    ] {
        let body = json!({
            "mission_id": mission, "role": "Son", "kind": "MONTAGE",
            "start": time, "end": "2026-11-24T12:00:00Z",
        });
        let sent = Sent::<()>::of(company.manager.request("POST", "/shifts").json(&body)).await;
        sent.invalid("/start", "invalid_time");
        let key = json!({ "label": "x", "scopes": [], "expires_at": time });
        let sent = Sent::<()>::of(company.admin.request("POST", "/api-keys").json(&key)).await;
        sent.invalid("/expires_at", "invalid_time");
    }
    for day in [
        "2026-02-30",
        "0000-01-01",
        "10000-01-01",
        "294277-01-01",
        "2026-11-24T00:00:00Z",
        "",
    ] {
        let body = json!({ "title": "x", "hue": "teal", "starts_on": day });
        let sent = Sent::<()>::of(company.manager.request("POST", "/missions").json(&body)).await;
        assert_eq!(
            sent.refused(ProblemCode::Invalid).errors[0].pointer,
            "/starts_on",
            "{day}"
        );
    }
}

/// A night over the clock change is as long as it is worked, and a day of it as long as it is;
/// the answer says the instants. Case C11.
#[actix_web::test]
async fn the_clock_change_is_counted() {
    let company = Company::new().await;
    let mission = song(&company.manager).await.id;
    // 22:00 to 06:00 by the wall: seven hours in spring, nine in autumn.
    for (start, end, hours) in [
        ("2027-03-27T22:00:00+01:00", "2027-03-28T06:00:00+02:00", 7),
        ("2026-10-24T22:00:00+02:00", "2026-10-25T06:00:00+01:00", 9),
    ] {
        let night = crate::shifts::shift(mission, start, end);
        let saved = company
            .manager
            .send(shared::shifts::create(&night))
            .await
            .ok()
            .shift;
        assert_eq!(saved.end.minutes_since(saved.start), hours * 60);
    }
    for (day, hours) in [("2027-03-28", 23), ("2026-10-25", 25), ("2026-11-24", 24)] {
        let body = json!({
            "kind": "UNAVAILABLE", "span": { "unit": "days", "first": day, "last": day },
        });
        let request = company.tech.request("POST", "/availability").json(&body);
        let saved = Sent::<shared::availability::AvailabilityOut>::of(request)
            .await
            .ok();
        assert_eq!(saved.end.minutes_since(saved.start), hours * 60, "{day}");
    }
}

/// What comes to nothing, or to far too much, makes no stretch either. Case C12.
#[actix_web::test]
async fn stretches_have_a_length() {
    let company = Company::new().await;
    for (span, pointer, code) in [
        (
            json!({ "unit": "times", "start": "2026-11-24T08:00:00Z", "end": "2026-11-24T08:00:00Z" }),
            "/span/end",
            "end_not_after_start",
        ),
        (
            json!({ "unit": "times", "start": "2026-11-24T08:00:00Z", "end": "2026-11-23T08:00:00Z" }),
            "/span/end",
            "end_not_after_start",
        ),
        (
            json!({ "unit": "times", "start": "2026-11-24T08:00:00Z", "end": "2027-12-29T08:00:00Z" }),
            "/span/end",
            "too_long",
        ),
        (
            json!({ "unit": "days", "first": "2026-11-24", "last": "2026-11-23" }),
            "/span/last",
            "end_not_after_start",
        ),
        (
            json!({ "unit": "days", "first": "2026-11-24", "last": "2027-12-29" }),
            "/span/last",
            "too_long",
        ),
    ] {
        let body = json!({ "kind": "PREFERRED", "span": span });
        let sent = Sent::<()>::of(company.tech.request("POST", "/availability").json(&body)).await;
        sent.invalid(pointer, code);
    }
}
