//! Requests that no HTTP client would send, byte by byte.

use crate::support::{Company, Stage, wire};

/// The statuses in what a server sent back, one for each answer.
fn statuses(answer: &str) -> Vec<&str> {
    let heads = answer.split("HTTP/1.").skip(1);
    heads.map(|head| head.get(2..5).unwrap()).collect()
}

/// A request that two servers could read as two different ones is refused and its connection is
/// closed, so nothing that follows is taken for another request. Cases C1, C18.
#[actix_web::test]
async fn ambiguous_requests_are_refused_and_closed() {
    let stage = Stage::new().await;
    let hidden = "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n";
    let host = "POST /auth/login HTTP/1.1\r\nHost: x\r\n";
    for (what, request) in [
        (
            "length and chunks",
            format!(
                "{host}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}"
            ),
        ),
        (
            "chunks and length",
            format!(
                "{host}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n{hidden}"
            ),
        ),
        (
            "two lengths",
            format!("{host}Content-Length: 4\r\nContent-Length: 5\r\n\r\n{{}}  {hidden}"),
        ),
        (
            "two encodings",
            format!(
                "{host}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n{hidden}"
            ),
        ),
        (
            "an unknown encoding",
            format!("{host}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n{hidden}"),
        ),
        (
            "a signed length",
            format!("{host}Content-Length: +4\r\n\r\n{{}}  {hidden}"),
        ),
        (
            "an endless length",
            format!("{host}Content-Length: 99999999999999999999\r\n\r\n{hidden}"),
        ),
        (
            "a chunk of no size",
            format!(
                "{host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{hidden}"
            ),
        ),
        (
            "a space before the colon",
            format!("{host}Content-Length : 4\r\n\r\n{hidden}"),
        ),
        (
            "a folded line",
            format!("{host}X-A: b\r\n c\r\n\r\n{hidden}"),
        ),
        ("a bare CR", format!("{host}X-A: b\rX-B: c\r\n\r\n{hidden}")),
        ("a NUL", format!("{host}X-A: b\0c\r\n\r\n{hidden}")),
        ("two hosts", format!("{host}Host: y\r\n\r\n{hidden}")),
        (
            "no host",
            format!("GET /orgs/current HTTP/1.1\r\n\r\n{hidden}"),
        ),
        (
            "chunks before 1.1",
            format!(
                "POST /auth/login HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}"
            ),
        ),
        (
            "another protocol",
            format!("GET /livez HTTP/3.0\r\nHost: x\r\n\r\n{hidden}"),
        ),
    ] {
        let answer = wire(&stage.base, request.as_bytes()).await;
        assert_eq!(statuses(&answer), ["400"], "{what}: {answer}");
    }
}

/// A header that is longer than any of ours is refused, a long one that is not is read, and the
/// connection of the first is closed. Case C18.
#[actix_web::test]
async fn a_head_has_an_end() {
    let stage = Stage::new().await;
    let ask = async |headers: String| {
        let asked = format!("GET /livez HTTP/1.1\r\nHost: x\r\n{headers}\r\n");
        wire(&stage.base, asked.as_bytes()).await
    };
    let one = |bytes: usize| format!("X-A: {}\r\n", "a".repeat(bytes));
    let read = ask(one(8_000) + "Connection: close\r\n").await;
    assert_eq!(statuses(&read), ["200"], "{read}");
    let long = ask(one(100_000)).await;
    assert_eq!(statuses(&long), ["400"], "{long}");
    assert!(
        long.contains("application/problem+json") && long.contains("nosniff"),
        "{long}"
    );
    let many = (0..2_000).map(|n| format!("X-{n}: {}\r\n", "a".repeat(40)));
    for answer in [
        ask(many.collect()).await,
        ask(one(1_000_000)).await,
        wire(&stage.base, "GET /".repeat(100_000).as_bytes()).await,
    ] {
        assert!(!statuses(&answer).contains(&"200"), "{answer}");
    }
}

/// The oldest clients are answered, and their connection is closed. Case C18.
#[actix_web::test]
async fn the_oldest_clients_are_answered() {
    let stage = Stage::new().await;
    let asked = "GET /livez HTTP/1.0\r\n\r\n";
    let answer = wire(&stage.base, asked.as_bytes()).await;
    assert_eq!(statuses(&answer), ["200"], "{answer}");
}

/// A line break or a sequence for the terminal in what a request says comes back in no header.
/// Case D7.
#[actix_web::test]
async fn no_header_is_made_of_what_was_asked() {
    let stage = Stage::new().await;
    for path in [
        "/app/%0d%0aX-Evil:%201",
        "/problems/%0d%0aX-Evil:%201",
        "/%1b%5b31m",
    ] {
        let asked = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        let answer = wire(&stage.base, asked.as_bytes()).await;
        assert!(!answer.to_lowercase().contains("\nx-evil"), "{answer}");
        assert!(!answer.contains('\u{1b}'), "{answer}");
    }
}

/// A body that is too long is refused before it is read, whether it says its length or comes in
/// chunks. Case C4.
#[actix_web::test]
async fn a_body_has_an_end() {
    let company = Company::new().await;
    let head = format!(
        "POST /missions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\
         Authorization: Bearer {}\r\nX-Org-Id: {}\r\n",
        company.manager.token.as_ref().unwrap(),
        company.org.id,
    );
    // Nothing of the body is sent: the answer does not wait for it.
    let told = format!("{head}Connection: close\r\nContent-Length: 300000000\r\n\r\n");
    let answer = wire(&company.stage.base, told.as_bytes()).await;
    assert_eq!(statuses(&answer), ["413"], "{answer}");
    // The rest of the chunks is read and dropped, so that the connection can go on.
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
    let chunked = format!(
        "{head}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n{}0\r\n\r\n",
        chunk.repeat(5)
    );
    let answer = wire(&company.stage.base, chunked.as_bytes()).await;
    assert_eq!(statuses(&answer), ["413"], "{answer}");
}
