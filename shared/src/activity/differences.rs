//! What a change changed, field by field, for people to read.

use serde_json::{Map, Value};

/// A field that is not what it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The field's name in the object.
    pub field: String,
    /// Its value before; absent where it had none.
    pub before: Option<Value>,
    /// Its value after; absent where it has none.
    pub after: Option<Value>,
}

/// Fields that tell a reader nothing: they name the row, or follow from others.
const UNSAID: [&str; 3] = ["id", "version", "slug"];

/// The order people read an object in; what is not here comes after, by name.
const ORDER: [&str; 22] = [
    "title",
    "name",
    "label",
    "email",
    "mission_id",
    "role",
    "kind",
    "status",
    "state",
    "person_id",
    "team_id",
    "start",
    "end",
    "span",
    "starts_on",
    "ends_on",
    "break_minutes",
    "venue",
    "address",
    "hue",
    "show_number",
    "notes",
];

/// The fields in which an object differs from what it was. A creation shows all it has, a
/// removal all it had.
#[must_use]
pub fn differences(before: Option<&Value>, after: Option<&Value>) -> Vec<Difference> {
    let (before, after) = (members(before), members(after));
    let mut fields: Vec<&String> = before.keys().chain(after.keys()).collect();
    fields.sort_by_key(|field| (place(field), field.as_str()));
    fields.dedup();
    fields
        .into_iter()
        .filter(|field| said(field, &before, &after))
        .map(|field| Difference {
            field: field.clone(),
            before: value(&before, field),
            after: value(&after, field),
        })
        .filter(|difference| difference.before != difference.after)
        .collect()
}

/// An availability's instants follow from its span, which says them as they were declared.
fn said(field: &str, before: &Map<String, Value>, after: &Map<String, Value>) -> bool {
    let spanned = before.contains_key("span") || after.contains_key("span");
    !(UNSAID.contains(&field) || spanned && matches!(field, "start" | "end"))
}

fn members(object: Option<&Value>) -> Map<String, Value> {
    object
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default()
}

/// The value of a member; nothing and an empty list are both none.
fn value(object: &Map<String, Value>, field: &str) -> Option<Value> {
    let value = object.get(field)?;
    let none = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    (!none).then(|| value.clone())
}

fn place(field: &str) -> usize {
    ORDER
        .iter()
        .position(|known| *known == field)
        .unwrap_or(ORDER.len())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fields(before: &Value, after: &Value) -> Vec<String> {
        let found = differences(Some(before), Some(after));
        found
            .into_iter()
            .map(|difference| difference.field)
            .collect()
    }

    #[test]
    fn a_change_shows_what_changed_and_nothing_else() {
        let before =
            json!({"id": 1, "version": 1, "notes": null, "title": "Le Songe", "hue": "teal"});
        let after =
            json!({"id": 1, "version": 2, "notes": "Camion", "title": "Le Songe", "hue": "rose"});
        assert_eq!(fields(&before, &after), ["hue", "notes"]);
        let found = differences(Some(&before), Some(&after));
        assert_eq!(
            (found[1].before.clone(), found[1].after.clone()),
            (None, Some(json!("Camion")))
        );
    }

    #[test]
    fn a_creation_shows_what_it_has_in_the_order_people_read() {
        let after = json!({"end": "b", "start": "a", "team_id": null, "role": "Son", "zebra": 1, "team_ids": []});
        let found = differences(None, Some(&after));
        let names: Vec<_> = found
            .iter()
            .map(|difference| difference.field.as_str())
            .collect();
        assert_eq!(names, ["role", "start", "end", "zebra"]);
    }

    #[test]
    fn a_span_speaks_for_its_instants() {
        let before = json!({"span": {"unit": "days"}, "start": "a", "end": "b"});
        let after = json!({"span": {"unit": "times"}, "start": "c", "end": "d"});
        assert_eq!(fields(&before, &after), ["span"]);
        assert_eq!(differences(None, None), []);
    }
}
