//! Every hostile vector shown by the real widget, under a strict policy and without any.

use anyhow::Result;
use axum::http::header::CONTENT_SECURITY_POLICY;
use e2e::{Host, Reply, Scene, scene};
use serde_json::{Value, json};

use crate::figures::{POLICIES, tell, violations};
use crate::hostile_vectors::{FORBIDDEN, PICTURE, Vector, vectors};
use crate::stories::{show, with_body};

const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'; \
                      media-src 'self'; style-src 'self'; require-trusted-types-for 'script'";
/// Widgets of one page.
const AT_ONCE: usize = 60;

/// Waits for every widget, presses what can be pressed, and tells what is there that must not be.
const LOOK: &str = r#"
const widgets = [...document.querySelectorAll("article-widget")];
const settled = () => widgets.every((widget) => ["ready", "error"].includes(widget.getAttribute("state")));
addEventListener("article-link", (event) => event.preventDefault());
return (async () => {
  while (!settled()) await new Promise(requestAnimationFrame);
  const found = [];
  for (const widget of widgets) {
    const say = (what) => found.push(`${widget.id}: ${what}`);
    if (widget.getAttribute("state") !== "ready") say(widget.shadowRoot.textContent);
    for (const element of widget.shadowRoot.querySelectorAll("*")) {
      if (!/^[a-z][a-z0-6]*$/.test(element.localName) || element.namespaceURI !== "http://www.w3.org/1999/xhtml"
        || /^(script|iframe|frame|object|embed|applet|style|link|base|meta|form|input|textarea|select|template|noscript|portal|map|area|dialog|marquee|source|track)$/.test(element.localName)) say(element.localName);
      for (const { name, value } of element.attributes) {
        if (/^on|^style$|^srcdoc$|^formaction$|^action$|^autofocus$|^ping$|^background$|^is$|^slot$|:/i.test(name)) say(`${name}=${value}`);
        if (/^(href|src|cite|poster)$/.test(name) && !/^(https?|mailto|tel):$/.test(new URL(value, location.href).protocol)) say(`${name}=${value}`);
        if (/^(id|name)$/.test(name) && value !== "headline" && element.localName !== "slot" && !value.startsWith("article-")) say(`${name}=${value}`);
      }
      for (const type of ["click", "mouseover", "focus", "toggle", "load", "error", "animationstart", "beforematch"]) {
        if (type !== "click") element.dispatchEvent(new Event(type));
        else if (element.matches("a[href]")) element.click();
      }
    }
  }
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)));
  const foreign = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => new URL(name).origin !== location.origin);
  return { found, foreign, ran: e2e.traps, path: location.pathname, widgets: widgets.length };
})();
"#;

async fn are_harmless(scene: &Scene, vectors: &[Vector], policy: Option<&str>) -> Result<()> {
    let mut tags = String::new();
    for (at, vector) in vectors.iter().enumerate() {
        let reply = Reply::new("application/json", vector.article.clone());
        scene.server.put(&format!("/news/{at}.json"), reply);
        tags +=
            &format!("<article-widget id=\"v{at}\" src=\"/news/{at}.json\"></article-widget>\n");
    }
    let host = Host::new(tags);
    let host = match policy {
        Some(policy) => host.header(CONTENT_SECURITY_POLICY, policy),
        None => host,
    };
    scene.visit(&host).await?;
    let seen: Value = scene.page.js(LOOK).await?;
    let told: Vec<String> =
        seen["found"].as_array().unwrap().iter().map(|it| explain(it, vectors)).collect();
    assert!(told.is_empty(), "{told:#?}");
    assert_eq!(seen["ran"], 0, "scripts ran, of {}", names(vectors));
    assert_eq!(seen["foreign"], json!([]), "of {}", names(vectors));
    assert_eq!(seen["path"], "/host/page.html", "the page stayed");
    assert_eq!(seen["widgets"], vectors.len(), "no widget came in or went");
    for request in scene.server.log() {
        let expected =
            ["/host/", "/w/", "/_/", "/news/"].iter().any(|known| request.path.starts_with(known));
        assert!(
            expected && !request.path.contains(FORBIDDEN),
            "{} of {}",
            request.path,
            names(vectors)
        );
    }
    Ok(())
}

fn names(vectors: &[Vector]) -> String {
    vectors.iter().map(|vector| format!("\n{}", vector.name)).collect()
}

/// `v12: what` with the vector's own name.
fn explain(found: &Value, vectors: &[Vector]) -> String {
    let found = found.as_str().unwrap();
    let number = found.split([':', 'v']).nth(1).and_then(|number| number.parse::<usize>().ok());
    match number.and_then(|number| vectors.get(number)) {
        Some(vector) => format!("{} → {found:.300}", vector.name),
        None => found.to_owned(),
    }
}

async fn all_are_harmless(scene: &Scene, policy: Option<&str>) -> Result<()> {
    scene.server.put(&format!("/news/{PICTURE}"), Reply::picture(4, 3));
    let vectors = vectors();
    assert!(vectors.len() >= 300);
    let mut violated = 0;
    for some in vectors.chunks(AT_ONCE) {
        are_harmless(scene, some, policy).await?;
        violated += violations(scene).await?;
        crate::stories::told_on_the_console(scene).await?;
        scene.expect_no_problems().await?;
    }
    match policy {
        Some(_) => tell(scene, POLICIES, "hostile articles", violated),
        None => Ok(()),
    }
}

#[test]
fn no_vector_runs_or_loads_anything_without_a_policy() {
    scene(async |s| all_are_harmless(s, None).await);
}

#[test]
fn no_vector_runs_loads_or_violates_anything_under_a_strict_policy() {
    scene(async |s| all_are_harmless(s, Some(STRICT)).await);
}

#[test]
fn an_override_of_the_direction_ends_with_its_link() {
    scene(async |s| {
        let body = json!([{ "type": "paragraph", "text": "<a href=\"/a\">\u{202e}abc</a> <b>first</b> <b>second</b>" }]);
        show(s, &with_body(body)).await?;
        let lefts: Vec<f64> = s.page.get("e2e.all('a, b').filter((it) => it.closest('p')).map((it) => it.getBoundingClientRect().left)").await?;
        assert_eq!(lefts.len(), 3);
        assert!(lefts.is_sorted(), "what follows the link keeps its order: {lefts:?}");
        Ok(())
    });
}

/// An article may look as it likes inside its own box, and only there.
#[test]
fn text_that_runs_over_stays_in_the_widget() {
    scene(async |s| {
        let texts = [
            "W".repeat(20_000),
            format!("Z{}", "\u{301}\u{316}".repeat(500)),
            "\u{fdfd}".repeat(300),
        ];
        let mut story =
            with_body(json!(texts.map(|text| json!({ "type": "paragraph", "text": text }))));
        story["headline"] = json!("W".repeat(500));
        show(s, &story).await?;
        let over: f64 = s
            .page
            .get("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            .await?;
        assert!(over <= 0.0, "the page scrolls sideways by {over} pixels");
        Ok(())
    });
}
