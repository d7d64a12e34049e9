//! Three-way merge of a draft written in two places: no field is lost silently.

use serde_json::{Map, Value};

/// What became of two versions of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// Both sides' changes; where both changed one field, mine.
    pub draft: Value,
    /// Fields that both sides changed to different things.
    pub conflicts: Vec<Conflict>,
}

/// A field that was changed here and elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// JSON pointer of the field.
    pub pointer: String,
    /// What was typed elsewhere.
    pub theirs: Value,
}

/// Joins `mine` and `theirs`, both grown from `base`.
#[must_use]
pub fn merge(base: &Value, mine: &Value, theirs: &Value) -> Merged {
    let mut conflicts = Vec::new();
    let draft = merge_at(String::new(), base, mine, theirs, &mut conflicts);
    Merged { draft, conflicts }
}

fn merge_at(at: String, base: &Value, mine: &Value, theirs: &Value, conflicts: &mut Vec<Conflict>) -> Value {
    if mine == theirs || theirs == base {
        return mine.clone();
    }
    if mine == base {
        return theirs.clone();
    }
    if let (Value::Object(mine), Value::Object(theirs)) = (mine, theirs) {
        let nothing = Map::new();
        let base = base.as_object().unwrap_or(&nothing);
        let keys = mine.keys().chain(theirs.keys().filter(|key| !mine.contains_key(*key)));
        let of = |map: &Map<String, Value>, key: &str| map.get(key).cloned().unwrap_or(Value::Null);
        return keys
            .map(|key| {
                let value =
                    merge_at(format!("{at}/{key}"), &of(base, key), &of(mine, key), &of(theirs, key), conflicts);
                (key.clone(), value)
            })
            .collect::<Map<_, _>>()
            .into();
    }
    conflicts.push(Conflict { pointer: at, theirs: theirs.clone() });
    mine.clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn changes_of_both_sides_are_kept() {
        let base = json!({ "a": "", "b": { "c": "1", "d": null } });
        let mine = json!({ "a": "x", "b": { "c": "1", "d": null } });
        let theirs = json!({ "a": "", "b": { "c": "2", "d": true } });
        let merged = merge(&base, &mine, &theirs);
        assert_eq!(merged.draft, json!({ "a": "x", "b": { "c": "2", "d": true } }));
        assert_eq!(merged.conflicts, []);
    }

    #[test]
    fn a_field_changed_on_both_sides_keeps_mine_and_names_theirs() {
        let merged = merge(&json!({ "b": { "c": "" } }), &json!({ "b": { "c": "1" } }), &json!({ "b": { "c": "2" } }));
        assert_eq!(merged.draft, json!({ "b": { "c": "1" } }));
        assert_eq!(merged.conflicts, [Conflict { pointer: "/b/c".into(), theirs: json!("2") }]);
    }

    #[test]
    fn the_same_change_is_no_conflict() {
        let merged = merge(&json!({}), &json!({ "a": 1 }), &json!({ "a": 1 }));
        assert_eq!(merged.conflicts, []);
        assert_eq!(merged.draft, json!({ "a": 1 }));
    }
}
