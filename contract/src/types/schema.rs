//! The types of the article JSON, from its JSON Schema.

use serde_json::{Map, Value};

use super::key;

/// A type for the article and for each definition.
pub fn print(schema: &Value) -> Result<String, String> {
    let definitions = schema.get("$defs").and_then(Value::as_object).ok_or("no definitions")?;
    let mut text = declare("Article", schema)?;
    for (name, definition) in definitions {
        text += &declare(name, definition)?;
    }
    Ok(text)
}

fn declare(name: &str, schema: &Value) -> Result<String, String> {
    let about = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    Ok(format!("/** {about} */\nexport type {name} = {};\n\n", of(schema, "")?))
}

fn of(schema: &Value, indent: &str) -> Result<String, String> {
    let many = |list: &[Value], each: &dyn Fn(&Value) -> Result<String, String>| {
        Ok(list.iter().map(each).collect::<Result<Vec<_>, String>>()?.join(" | "))
    };
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        return Ok(name.trim_start_matches("#/$defs/").to_owned());
    }
    if let Some(value) = schema.get("const") {
        return Ok(value.to_string());
    }
    if let Some(Value::Array(values)) = schema.get("enum") {
        return many(values, &|value| Ok(value.to_string()));
    }
    if let Some(Value::Array(choices)) = schema.get("anyOf").or(schema.get("oneOf")) {
        return many(choices, &|choice| of(choice, indent));
    }
    match schema.get("type") {
        Some(Value::Array(names)) => many(names, &|name| simple(name.as_str().unwrap_or_default())),
        Some(Value::String(name)) if name == "array" => {
            let items = schema.get("items").ok_or("an array of nothing")?;
            Ok(format!("Array<{}>", of(items, indent)?))
        }
        Some(Value::String(name)) if name == "object" => object(schema, indent),
        Some(Value::String(name)) => simple(name),
        _ => Err(format!("the schema says what TypeScript is not told: {schema}")),
    }
}

fn object(schema: &Value, indent: &str) -> Result<String, String> {
    let none = Map::new();
    let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
    let required = schema.get("required").and_then(Value::as_array);
    let inner = format!("{indent}  ");
    let mut text = "{\n".to_owned();
    for (name, property) in properties {
        if let Some(about) = property.get("description").and_then(Value::as_str) {
            text += &format!("{inner}/** {about} */\n");
        }
        let is_required = required.is_some_and(|names| names.iter().any(|known| known == name));
        let mark = if is_required { "" } else { "?" };
        text += &format!("{inner}{}{mark}: {};\n", key(name), of(property, &inner)?);
    }
    Ok(text + indent + "}")
}

fn simple(name: &str) -> Result<String, String> {
    match name {
        "string" | "boolean" | "null" | "number" => Ok(name.to_owned()),
        "integer" => Ok("number".to_owned()),
        _ => Err(format!("TypeScript has no {name}")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::of;

    #[test]
    fn a_schema_becomes_a_type() {
        let schema = json!({
            "type": "object",
            "properties": {
                "rows": { "type": "array", "items": { "anyOf": [{ "$ref": "#/$defs/Row" }, { "type": "null" }] } },
                "kind": { "const": "table", "description": "Which." },
            },
            "required": ["kind"],
        });
        let expected = "{\n  /** Which. */\n  kind: \"table\";\n  rows?: Array<Row | null>;\n}";
        assert_eq!(of(&schema, "").as_deref(), Ok(expected));
        assert!(of(&json!({ "not": {} }), "").is_err());
    }
}
