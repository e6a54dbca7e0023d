//! What comes out: texts that mean something to a calendar, a browser or a header.

use shared::calendar::ImportOut;
use shared::missions;
use shared::shifts::{self, ShiftIn, ShiftStatus};

use crate::calendar::feed;
use crate::missions::{mission, song};
use crate::support::{Company, Sent};

/// A shift that everybody may see, for a mission of this title at this place, with these notes.
async fn published(company: &Company, title: &str, venue: &str, notes: &str) {
    let input = missions::MissionIn {
        title: title.parse().unwrap(),
        venue: venue.parse().ok(),
        ..mission("x")
    };
    let made = company.manager.send(missions::create(&input)).await.ok();
    let shift = crate::shifts::shift(made.id, "2026-11-24T08:00:00Z", "2026-11-24T12:00:00Z");
    let shift = ShiftIn {
        notes: notes.parse().ok(),
        status: Some(ShiftStatus::Published),
        ..shift
    };
    company.manager.send(shifts::create(&shift)).await.ok();
}

/// The organisation's feed, with this name, as a calendar app reads it.
async fn read(company: &Company, label: &str) -> Sent<()> {
    let (_, path) = feed(company, label).await;
    Sent::of(company.stage.anonymous().request("GET", &path)).await
}

/// The value of the last event's first line of this name, unfolded and unescaped as RFC 5545 says.
fn value(calendar: &str, name: &str) -> String {
    let unfolded = calendar.replace("\r\n ", "");
    let (_, event) = unfolded.rsplit_once("BEGIN:VEVENT").unwrap();
    let line = event.split("\r\n").find_map(|line| line.strip_prefix(name));
    let mut text = String::new();
    let mut characters = line.unwrap().chars();
    while let Some(character) = characters.next() {
        match (character, character == '\\') {
            (_, true) => match characters.next().unwrap() {
                'n' | 'N' => text.push('\n'),
                escaped => text.push(escaped),
            },
            (plain, false) => text.push(plain),
        }
    }
    text
}

/// Texts go into a calendar and come out as they were, wherever a character falls on the end of
/// a line, which is never inside one. Case D2.
#[actix_web::test]
async fn texts_come_out_of_a_calendar_as_they_were() {
    let company = Company::new().await;
    let notes = "ligne 1\nligne; 2, \\ \\n\nATTENDEE:mailto:x\nEND:VEVENT\nBEGIN:VALARM";
    // The folding falls on each octet of a mask, of four octets, in turn.
    for start in 40..48 {
        let title = format!(
            "{}\u{1f3ad}; a, \\n b \"c\":{}",
            "t".repeat(start),
            "\u{e9}".repeat(10)
        );
        let company_notes = format!("{notes}\n\t{}", "\u{1f3ad}".repeat(40));
        published(&company, &title, "Quai 4\\, Lyon; a", &company_notes).await;
        let sent = read(&company, "Bureau").await;
        let text = String::from_utf8(sent.body.clone()).unwrap();
        for line in text.split("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
        }
        let events = text.matches("\r\nBEGIN:VEVENT\r\n").count();
        assert_eq!(events, text.matches("\r\nEND:VEVENT\r\n").count());
        assert!(!text.contains("\r\nATTENDEE") && !text.contains("\r\nBEGIN:VALARM"));
        assert!(text.contains("\u{1f3ad}") || text.contains("\r\n "));
        assert_eq!(value(&text, "SUMMARY:"), format!("Regie son - {title}"));
        assert_eq!(value(&text, "LOCATION:"), "Quai 4\\, Lyon; a");
        assert!(value(&text, "DESCRIPTION:").contains(&company_notes));
    }
}

/// What a calendar of others says goes in as text, whatever it is made of: the lone CR ends a
/// line of the file, and a NUL is nothing. Cases C1, D2.
#[actix_web::test]
async fn a_calendar_of_others_is_text() {
    let company = Company::new().await;
    let mission = song(&company.manager).await;
    let file = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\0\u{1b}\r\nDTSTART:20261125T080000Z\r\n\
        DURATION:PT2H\r\nSUMMARY:a\0b\\nc\u{202e}d\u{7}\r\nDESCRIPTION:<img src=x onerror=alert(1)>\rX:y\r\n\
        END:VEVENT\r\nEND:VCALENDAR\r\n";
    let part = |name: &str, value: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = [
        part("file", file),
        part("mission_id", &mission.id.to_string()),
        part("role", "Son"),
        part("kind", "AUTRE"),
        "--b--\r\n".to_owned(),
    ];
    let request = company.manager.request("POST", "/calendar/import");
    let request = request.header("content-type", "multipart/form-data; boundary=b");
    let sent = Sent::<ImportOut>::of(request.body(body.concat())).await;
    let out = sent.ok();
    assert_eq!(out.created.len() + out.refused.len(), 1, "{}", sent.text());
    for hidden in ['\0', '\u{1b}', '\u{202e}', '\u{7}'] {
        assert!(!sent.text().contains(hidden), "{}", sent.text());
    }
    let role = part("role", "S\0n");
    let request = company.manager.request("POST", "/calendar/import");
    let request = request.header("content-type", "multipart/form-data; boundary=b");
    let body = body.concat().replace(&part("role", "Son"), &role);
    let sent = Sent::<()>::of(request.body(body)).await;
    sent.invalid("/role", "forbidden_character");
}

/// Markup in a text is text: it comes back as it was written, as data that no browser takes for a
/// page. The app's own gate is `tests/tidy.rs`. Case D3.
#[actix_web::test]
async fn markup_is_text() {
    const MARKUP: &str = "<img src=x onerror=alert(1)>\"'&lt;</script><script>alert(1)</script>";
    let company = Company::new().await;
    published(&company, MARKUP, MARKUP, MARKUP).await;
    let profile = serde_json::json!({ "name": MARKUP });
    let request = company
        .manager
        .request("PATCH", "/auth/me")
        .header("if-match", "\"1\"");
    Sent::<()>::of(request.json(&profile)).await.succeeded();
    let window = "from=2026-11-23T00:00:00Z&to=2026-11-30T00:00:00Z";
    for path in [
        "/missions".to_owned(),
        "/users".to_owned(),
        "/activity".to_owned(),
        format!("/shifts?{window}"),
        format!("/planning?{window}"),
    ] {
        let sent = Sent::<serde_json::Value>::of(company.manager.request("GET", &path)).await;
        let escaped = serde_json::to_string(MARKUP).unwrap();
        assert!(sent.text().contains(&escaped), "{path}");
        assert_eq!(sent.header("content-type"), Some("application/json"));
        assert_eq!(sent.header("x-content-type-options"), Some("nosniff"));
        assert!(
            sent.header("content-security-policy")
                .unwrap()
                .ends_with("sandbox")
        );
    }
    let calendar = read(
        &company,
        MARKUP.chars().take(80).collect::<String>().as_str(),
    )
    .await;
    assert_eq!(
        calendar.header("content-type"),
        Some("text/calendar; charset=utf-8")
    );
    let refused = company.manager.request("GET", "/problems/%3Cscript%3E");
    let refused = Sent::<()>::of(refused).await;
    assert!(!refused.text().contains("<script"), "{}", refused.text());
}

/// A file to download has a name that the server made. Case D7.
#[actix_web::test]
async fn a_download_has_a_name_of_ours() {
    let company = Company::new().await;
    let sent = read(&company, "\"; filename=\"../evil.exe").await;
    let named = sent.header("content-disposition");
    assert_eq!(named, Some("inline; filename=\"callboard.ics\""));
}
