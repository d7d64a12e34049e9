//! Texts that are hardly forms: wrong types, unknown keys, huge strings, broken JSON.

use corpus::random::Random;
use serde_json::{Value, json};

/// Spoils a form.
pub fn spoil(mut form: Value, random: &mut Random) -> String {
    match random.below(10) {
        0 => cut(&form.to_string(), random),
        1 => whole(random),
        2 => format!("{}{}", form, random.one(&["x", "{}", ",", "\u{0}", " "])),
        3 => form.to_string().replacen(':', ":\"\\ud800\",\"again\":", 1),
        4 => repeated(&form),
        5 => {
            extra(&mut form, random);
            form.to_string()
        }
        6 => {
            *leaf(&mut form, random) = json!(random.text("АаAa0 \"\\\u{202e}", 1, 4).repeat(1 + random.below(6_000)));
            form.to_string()
        }
        _ => {
            for _ in 0..=random.below(3) {
                *leaf(&mut form, random) = wrong_type(random);
            }
            form.to_string()
        }
    }
}

/// Ends too early, at a character's border.
fn cut(text: &str, random: &mut Random) -> String {
    let length = text.chars().count();
    text.chars().take(random.below(length)).collect()
}

/// Something else altogether.
fn whole(random: &mut Random) -> String {
    let nested = "[".repeat(1 + random.below(300));
    let texts = [
        "",
        "null",
        "[]",
        "0",
        "true",
        "\"\"",
        "{}",
        "{\"\":{}}",
        "NaN",
        "{'a':1}",
        "\u{feff}{}",
        "1e999",
        "{\"bank_details\":[]}",
        &nested,
    ];
    (*random.one(&texts)).to_owned()
}

/// The first block twice: the last word counts, or none.
fn repeated(form: &Value) -> String {
    let text = form.to_string();
    format!("{},{}", &text[..text.len() - 1], &text[1..])
}

/// Keys that no form has.
fn extra(form: &mut Value, random: &mut Random) {
    let keys = ["facts", "iin", "payload", "__proto__", "Қосымша", ""];
    for _ in 0..=random.below(3) {
        let key = *random.one(&keys);
        let value = wrong_type(random);
        if let Value::Object(all) = form {
            all.insert(key.to_owned(), value.clone());
            for (_, block) in all.iter_mut() {
                if let Value::Object(fields) = block {
                    fields.insert(key.to_owned(), value.clone());
                }
            }
        }
    }
}

fn wrong_type(random: &mut Random) -> Value {
    random
        .one(&[
            json!(null),
            json!(0),
            json!(-1.5),
            json!(18_446_744_073_709_551_615_u64),
            json!(true),
            json!([]),
            json!(["card"]),
            json!({}),
            json!({ "card": null }),
            json!("CARD"),
            json!("monthly"),
            json!("\u{0}"),
            json!("true"),
        ])
        .clone()
}

/// Some answer of a form, or one of its blocks.
fn leaf<'v>(form: &'v mut Value, random: &mut Random) -> &'v mut Value {
    let pointers: Vec<String> = pointers(form, "");
    let pointer = random.one(&pointers).clone();
    form.pointer_mut(&pointer).expect("the pointer was just read off")
}

/// Where something stands in a form.
fn pointers(value: &Value, at: &str) -> Vec<String> {
    let below = value.as_object().into_iter().flatten();
    let own = std::iter::once(at.to_owned());
    own.chain(below.flat_map(|(name, field)| pointers(field, &format!("{at}/{name}")))).collect()
}
