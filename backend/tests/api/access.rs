//! Who may do what, for every operation of the API document: a new one without a row here
//! fails.

use backend::app::openapi_document;
use shared::problem::ProblemCode;
use uuid::Uuid;

use crate::support::{Company, Persona, Sent};

/// The least that an operation asks of its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Least {
    /// Nothing.
    Anybody,
    /// An account.
    SignedIn,
    /// A member.
    Tech,
    /// A planner.
    Manager,
    /// The one who runs the organisation.
    Admin,
}

use Least::{Admin, Anybody, Manager, SignedIn, Tech};

const ACCESS: &[(&str, Least)] = &[
    ("login", Anybody),
    ("refresh", Anybody),
    ("logout", Anybody),
    ("inspect_link", Anybody),
    ("accept_link", Anybody),
    ("livez", Anybody),
    ("readyz", Anybody),
    ("read_feed", Anybody),
    ("read_media", Anybody),
    ("logout_everywhere", SignedIn),
    ("me", SignedIn),
    ("edit_me", SignedIn),
    ("change_password", SignedIn),
    ("list_sessions", SignedIn),
    ("revoke_session", SignedIn),
    ("current_org", Tech),
    ("create_org", Admin),
    ("edit_org", Admin),
    ("list_labour_policies", Manager),
    ("create_labour_policy", Admin),
    ("edit_labour_policy", Admin),
    ("delete_labour_policy", Admin),
    ("list_users", Manager),
    ("get_user", Manager),
    ("invite_user", Admin),
    ("edit_user", Admin),
    ("remove_user", Tech),
    ("create_link", Admin),
    ("list_teams", Manager),
    ("get_team", Manager),
    ("create_team", Admin),
    ("edit_team", Admin),
    ("delete_team", Admin),
    ("list_missions", Manager),
    ("create_mission", Manager),
    ("get_mission", Manager),
    ("edit_mission", Manager),
    ("delete_mission", Manager),
    ("list_shifts", Tech),
    ("create_shift", Manager),
    ("check_shifts", Manager),
    ("get_shift", Tech),
    ("edit_shift", Manager),
    ("delete_shift", Manager),
    ("list_availability", Tech),
    ("create_availability", Tech),
    ("get_availability", Tech),
    ("edit_availability", Tech),
    ("delete_availability", Tech),
    ("read_planning", Tech),
    ("paste_planning", Manager),
    ("publish_planning", Manager),
    ("delete_planning", Manager),
    ("move_planning", Manager),
    ("list_templates", Manager),
    ("create_template", Manager),
    ("get_template", Manager),
    ("edit_template", Manager),
    ("apply_template", Manager),
    ("create_series", Manager),
    ("repeat_shift", Manager),
    ("get_series", Manager),
    ("edit_series", Manager),
    ("delete_series", Manager),
    ("list_publications", Manager),
    ("get_publication", Manager),
    ("read_own_changes", Tech),
    ("acknowledge_publication", Tech),
    ("list_operations", Manager),
    ("get_operation", Manager),
    ("undo_operation", Manager),
    ("upload_media", Tech),
    ("list_avatars", Tech),
    ("list_attachments", Manager),
    ("get_media", Tech),
    ("delete_media", Tech),
    ("import_calendar", Manager),
    ("list_feeds", Manager),
    ("create_feed", Manager),
    ("revoke_feed", Manager),
    ("list_activity", Manager),
    ("stream_activity", Tech),
    ("look", Manager),
    ("list_api_keys", Admin),
    ("create_api_key", Admin),
    ("revoke_api_key", Admin),
];

/// An operation of the document.
pub struct Operation {
    pub id: String,
    pub method: &'static str,
    pub path: String,
}

impl Operation {
    /// A request for it that is as good as can be without knowing more than its address.
    pub async fn ask(&self, persona: &Persona, id: &str) -> Sent<()> {
        let path = self
            .path
            .replace("{id}", id)
            .replace("{token}", &"x".repeat(43));
        let request = persona
            .request(self.method, &path)
            .header("if-match", "\"1\"");
        let request = if self.method == "GET" {
            request
        } else {
            request.json(&serde_json::json!({}))
        };
        Sent::of(request).await
    }

    /// Where it reads, about this object or the feed of this token, and of this week where it
    /// wants a window.
    pub fn address(&self, id: &str, token: &str) -> String {
        let path = self.path.replace("{id}", id).replace("{token}", token);
        if ["list_shifts", "list_availability", "read_planning"].contains(&self.id.as_str()) {
            format!("{path}?from=2026-11-23T00:00:00Z&to=2026-11-30T00:00:00Z")
        } else {
            path
        }
    }

    /// Whether it is about an organisation.
    pub fn of_organisation(&self) -> bool {
        least(&self.id) >= Tech
    }
}

fn least(id: &str) -> Least {
    let row = ACCESS.iter().find(|(known, _)| *known == id);
    row.unwrap_or_else(|| panic!("the operation `{id}` has no row in the access table"))
        .1
}

/// Every operation that the document lists.
pub fn operations() -> Vec<Operation> {
    let mut operations = Vec::new();
    for (path, item) in openapi_document().paths.paths {
        let methods = [
            ("GET", item.get),
            ("POST", item.post),
            ("PUT", item.put),
            ("PATCH", item.patch),
            ("DELETE", item.delete),
        ];
        for (method, operation) in methods {
            if let Some(operation) = operation {
                operations.push(Operation {
                    id: operation.operation_id.unwrap(),
                    method,
                    path: path.clone(),
                });
            }
        }
    }
    operations
}

/// The table and the document list the same operations.
#[test]
fn every_operation_has_a_row_and_every_row_an_operation() {
    let mut documented: Vec<_> = operations()
        .into_iter()
        .map(|operation| operation.id)
        .collect();
    let mut listed: Vec<_> = ACCESS.iter().map(|(id, _)| (*id).to_owned()).collect();
    documented.sort();
    listed.sort();
    assert_eq!(documented, listed);
}

/// Below the least, every operation refuses: 401 without an account, 403 without the right. From
/// the least upwards, none does. Cases A8, B24.
#[actix_web::test]
async fn every_operation_refuses_whoever_may_not() {
    let company = Company::new().await;
    let nobody = company.stage.anonymous().in_org(company.org.id);
    let people = [
        (Anybody, &nobody),
        (Tech, &company.tech),
        (Manager, &company.manager),
        (Admin, &company.admin),
    ];
    for operation in operations()
        .iter()
        .filter(|operation| !ends_a_session(operation))
    {
        let needed = least(&operation.id);
        for (rank, persona) in people {
            let sent = operation.ask(persona, &Uuid::now_v7().to_string()).await;
            let what = format!("{} as {rank:?}: {}", operation.id, sent.text());
            match rank {
                _ if rank >= needed || (needed == SignedIn && rank >= Tech) => {
                    assert!(
                        ![401, 403].contains(&sent.status) || needed == Anybody,
                        "{what}"
                    );
                }
                Anybody => assert_eq!(sent.status, 401, "{what}"),
                _ => assert_eq!(sent.status, 403, "{what}"),
            }
            assert!(sent.status < 500, "{what}");
        }
    }
}

/// These would end the session of the persona who asks for the next operation.
fn ends_a_session(operation: &Operation) -> bool {
    ["logout", "logout_everywhere"].contains(&operation.id.as_str())
}

/// Bad credentials are told as such, on every operation that asks for any. Cases A8, B24.
#[actix_web::test]
async fn garbage_for_a_token_is_nobody() {
    let company = Company::new().await;
    let garbled = company.manager.clone().with_token("garbage");
    for operation in operations()
        .iter()
        .filter(|operation| least(&operation.id) > Anybody)
    {
        let sent = operation.ask(&garbled, &Uuid::now_v7().to_string()).await;
        sent.refused(ProblemCode::Unauthenticated);
        assert!(
            sent.header("www-authenticate").is_some(),
            "{}",
            operation.id
        );
    }
}
