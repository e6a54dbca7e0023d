//! What stands in an address after the question mark.

use shared::missions::{self, MissionQuery};
use shared::page::{Limit, PageQuery};
use shared::problem::ProblemCode;

use crate::support::{Company, Persona, Sent};

async fn get(persona: &Persona, path: &str) -> Sent<()> {
    Sent::of(persona.request("GET", path)).await
}

/// Parameters are those of the document, each once: nothing sorts, filters or searches by what
/// a caller made up. Cases C13, C14, C17.
#[actix_web::test]
async fn parameters_are_those_of_the_document() {
    let company = Company::new().await;
    let long = format!("/missions?q={}", "%25".repeat(10_000));
    for path in [
        "/missions?limit=1&limit=2",
        "/missions?limit[]=1",
        "/missions?a[]=",
        "/missions?=",
        "/missions?sort=title;DROP%20TABLE%20mission",
        "/missions?order_by=(SELECT%201)",
        "/missions?filter=title%20eq%20'x'%20or%201=1",
        "/missions?fields=password_hash",
        "/missions?q=%25%25%25",
        "/missions?search=(a%2B)%2B%24",
        "/missions?org_id=0192b8a8-0000-7000-8000-000000000000",
        "/planning?token=x",
        "/livez?x=1",
        &long,
    ] {
        let sent = get(&company.admin, path).await;
        sent.refused(ProblemCode::UnknownParameter);
    }
}

/// A value that is none is told where, whatever it hides. Cases C1, C7, C13.
#[actix_web::test]
async fn values_of_parameters_are_told_where() {
    let company = Company::new().await;
    for (path, pointer) in [
        ("/missions?limit=0", "/limit"),
        ("/missions?limit=-1", "/limit"),
        ("/missions?limit=201", "/limit"),
        ("/missions?limit=1000000000", "/limit"),
        ("/missions?limit=9223372036854775808", "/limit"),
        ("/missions?limit=1.5", "/limit"),
        ("/missions?limit=1e2", "/limit"),
        ("/missions?limit=", "/limit"),
        ("/missions?limit=%00", "/limit"),
        ("/missions?state=ACTIVE'%20OR%201=1--", "/state"),
        ("/missions?state=%00", "/state"),
        ("/planning?from=x&to=2026-11-24T00:00:00Z", "/from"),
        ("/planning?from=2026-11-24T00:00:00Z&to=2026-11-24", "/to"),
        ("/planning?from=2026-11-24T00:00:00Z", "/to"),
    ] {
        let sent = get(&company.admin, path).await;
        let problem = sent.refused(ProblemCode::Invalid);
        assert_eq!(problem.errors[0].pointer, pointer, "{path}");
    }
}

/// A cursor is one list's, with one filter, of one organisation, and whole. Case C19.
#[actix_web::test]
async fn a_cursor_is_of_its_list_alone() {
    let company = Company::new().await;
    for title in ["Antigone", "Bajazet"] {
        for persona in [&company.manager, &company.outsider] {
            let create = missions::create(&crate::missions::mission(title));
            persona.send(create).await.ok();
        }
    }
    let one = MissionQuery {
        limit: Limit::try_from(1).ok(),
        ..MissionQuery::default()
    };
    let page = company.manager.send(missions::list(&one)).await.ok();
    let cursor = page.next_cursor.unwrap();
    let (position, tag) = cursor.split_once('.').unwrap();
    let flipped = |text: &str| {
        let (first, rest) = text.split_at(1);
        format!("{}{rest}", if first == "A" { "B" } else { "A" })
    };
    for bad in [
        cursor[..cursor.len() - 1].to_owned(),
        cursor[1..].to_owned(),
        format!("{position}.{}", flipped(tag)),
        format!("{}.{tag}", flipped(position)),
        format!("{tag}.{position}"),
        format!("{position}."),
        format!(".{tag}"),
        format!("{cursor}A"),
        position.to_owned(),
        "%00".to_owned(),
        "x".repeat(5_000),
    ] {
        let sent = get(&company.manager, &format!("/missions?cursor={bad}")).await;
        sent.refused(ProblemCode::InvalidCursor);
    }
    for (persona, path) in [
        (&company.outsider, "/missions?"),
        (&company.manager, "/missions?state=ACTIVE&"),
        (&company.manager, "/activity?"),
        (&company.manager, "/users?"),
        (&company.manager, "/auth/sessions?"),
    ] {
        let sent = get(persona, &format!("{path}cursor={cursor}")).await;
        sent.refused(ProblemCode::InvalidCursor);
    }
    let whole = get(&company.manager, &format!("/missions?cursor={cursor}")).await;
    whole.succeeded();
}

/// A list of one's own sessions goes on for nobody else. Case C19.
#[actix_web::test]
async fn a_cursor_of_ones_own_is_nobody_elses() {
    let company = Company::new().await;
    company
        .stage
        .anonymous()
        .sign_in("theo.tech@example.org", crate::support::PASSWORD)
        .await;
    let one = PageQuery {
        limit: Limit::try_from(1).ok(),
        cursor: None,
    };
    let page = company.tech.send(shared::auth::sessions(&one)).await.ok();
    let next = PageQuery {
        cursor: page.next_cursor,
        ..one
    };
    let theirs = company.manager.send(shared::auth::sessions(&next)).await;
    theirs.refused(ProblemCode::InvalidCursor);
    let own = company.tech.send(shared::auth::sessions(&next)).await.ok();
    assert_eq!(own.items.len(), 1);
}
