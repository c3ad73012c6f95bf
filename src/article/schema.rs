//! The JSON Schema of the article JSON, made from the types.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema, schema_for};

use serde_json::json;

use super::{Article, Text};

impl JsonSchema for Text {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "InlineHtml".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "Inline HTML.", "type": "string" })
    }
}

/// A schema of something that is of no use without one of its fields, though serde reads it.
pub(super) fn needs(field: &'static str) -> impl FnMut(&mut Schema) {
    move |schema| {
        schema.insert("required".into(), json!([field]));
        let field = schema.pointer_mut(&format!("/properties/{field}")).unwrap();
        field.as_object_mut().unwrap().remove("default");
    }
}

/// `text` in place of `blocks`, which the schema's derive does not see.
pub(super) fn or_text(schema: &mut Schema) {
    let properties = schema.pointer_mut("/properties").unwrap().as_object_mut().unwrap();
    let text = json!({
        "description": "In place of `blocks`: the text of a single paragraph.",
        "$ref": "#/$defs/InlineHtml",
    });
    properties.insert("text".into(), text);
}

#[test]
fn the_schema_is_the_one_of_the_types() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/article.schema.json");
    let schema = serde_json::to_string_pretty(&schema_for!(Article)).unwrap() + "\n";
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(path, &schema).unwrap();
    }
    assert!(
        std::fs::read_to_string(path).is_ok_and(|before| before == schema),
        "{path} is not what the types say; INSTA_UPDATE=always cargo test writes it"
    );
}
