//! The examples of the documentation, in a page of their own; its tables, by what the built widget does.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use axum::http::header::CONTENT_SECURITY_POLICY;
use e2e::server::dist;
use e2e::{Gate, Host, Reply, Scene, Server, scene};
use serde_json::{Value, json};

use crate::pages::{codes, examples, file, first_codes, table};
use crate::stories::{TAG, fails_with, full, serve, show, told_on_the_console};

/// Where the examples' article is.
const ARTICLE: &str = "/api/articles/42.json";

/// Opens an example as a page; the widget's files come from another server than the page and the article.
async fn open(scene: &Scene, cdn: &Server, example: &str) -> Result<()> {
    let example = example
        .replace("https://cdn.example/article-widget/", &cdn.url("/w/"))
        .replace("https://news.example/article-widget/", &scene.server.url("/w/"))
        .replace("https://cdn.example", &cdn.origin())
        .replace("https://news.example", &scene.server.origin());
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Host page</title>\
         <link rel=\"icon\" href=\"/_/icon.svg\">{example}"
    );
    scene.server.json(ARTICLE, &full());
    scene.server.put("/api/articles/images/hero.svg", Reply::picture(1200, 800));
    scene.server.put("/example.html", Reply::page(&page));
    scene.page.goto(&scene.server.url("/example.html")).await
}

/// Takes what the widget itself says on the console from the list, and gives the rest.
async fn other_problems(scene: &Scene) -> Result<Vec<String>> {
    told_on_the_console(scene).await?;
    scene.problems().await
}

#[test]
fn every_html_example_shows_what_it_is_meant_to() {
    scene(async |s| {
        let cdn = Server::start().await?;
        let mut count = 0;
        for (name, info, example) in examples("html") {
            open(s, &cdn, &example).await?;
            let state = if info == "html error" { "error" } else { "ready" };
            if info == "html frame" {
                s.page.until("document.querySelector('iframe').style.height").await?;
                s.page.enter_frame().await?;
            }
            s.state(":is(article-widget, my-article)", state).await?;
            assert_eq!(other_problems(s).await?, [""; 0], "{name}:\n{example}");
            assert_eq!(s.page.get::<Vec<String>>("e2e.warnings").await?, [""; 0], "{name}");
            if info == "html frame" {
                s.page.leave_frame().await?;
            }
            count += 1;
        }
        assert!(count >= 6, "{count}");
        Ok(())
    });
}

/// The only example with this in it.
fn example(language: &str, part: &str) -> String {
    only(examples(language), part)
}

fn only(examples: Vec<(String, String, String)>, part: &str) -> String {
    let mut found = examples.into_iter().filter(|(_, _, text)| text.contains(part));
    let (_, _, text) = found.next().unwrap();
    assert_eq!(found.next(), None);
    text
}

#[test]
fn what_a_task_promises_comes_true() {
    const PROMISES: [(&str, &str); 7] = [
        (
            "item=\"0\"",
            "e2e.all('[part=hero]').length === 1 && document.querySelectorAll('[state=ready]').length === 2",
        ),
        (
            "hide=\"kicker read-time source\"",
            "e2e.part('meta') && !e2e.part('kicker') && !e2e.part('read-time') && !e2e.part('source')",
        ),
        ("labels-lang=\"de\"", "e2e.text(e2e.part('read-time'))?.includes('Min.')"),
        (
            "controls=\"share text-size theme\"",
            "e2e.part('progress') && e2e.part('tools')?.checkVisibility()",
        ),
        (
            "42.json\" structured-data>",
            "document.head.querySelector('script[type=\"application/ld+json\"]')",
        ),
        (
            "themes/broadsheet.css",
            "getComputedStyle(e2e.widget()).getPropertyValue('--article-indent')",
        ),
        (
            "dataset.came",
            "document.documentElement.dataset.came === 'ready' && e2e.part('headline')",
        ),
    ];
    scene(async |s| {
        let cdn = Server::start().await?;
        let mut tasks = examples("html");
        tasks.retain(|(page, ..)| page.starts_with("docs/for-"));
        for (part, promise) in PROMISES {
            open(s, &cdn, &only(tasks.clone(), part)).await?;
            s.page.until(promise).await?;
            assert_eq!(other_problems(s).await?, [""; 0], "{part}");
        }
        Ok(())
    });
}

#[test]
fn in_the_example_of_reading_the_page_sends_how_far_it_was() {
    scene(async |s| {
        let cdn = Server::start().await?;
        s.server.put("/reading", Reply::json(&json!(null)));
        open(s, &cdn, &example("html", "sendBeacon")).await?;
        s.ready().await?;
        s.page.js("e2e.part('body').scrollIntoView({ block: 'end' })").await?;
        s.detail("article-read").await?;
        for _ in 0..200 {
            if !s.server.requests("/reading").is_empty() {
                return Ok(());
            }
            s.page.js("return new Promise((done) => setTimeout(done, 20))").await?;
        }
        anyhow::bail!("nothing was sent")
    });
}

#[test]
fn in_the_example_of_events_the_page_takes_the_headline_for_its_title_and_follows_links_itself() {
    scene(async |s| {
        let cdn = Server::start().await?;
        let example = example("html", "article-link");
        open(s, &cdn, &example).await?;
        s.ready().await?;
        assert_eq!(
            s.page.get::<String>("document.title").await?,
            full()["headline"].as_str().unwrap()
        );
        s.page.js("window.isTheSamePage = true").await?;
        s.page.click("e2e.part('body').querySelector('a')").await?;
        s.page.until("location.pathname === '/api/articles/more.html'").await?;
        assert!(s.page.get::<bool>("isTheSamePage").await?, "the router has it, not the browser");

        open(s, &cdn, &example.replace("42.json", "missing.json")).await?;
        s.page.until("!document.querySelector('article-widget')").await?;
        told_on_the_console(s).await
    });
}

#[test]
fn in_the_example_of_slots_the_pages_own_words_stand_for_the_error() {
    scene(async |s| {
        let cdn = Server::start().await?;
        open(s, &cdn, &example("html", "slot=\"error\"")).await?;
        s.failed().await?;
        let seen = "[...e2e.widget().children].filter((child) => child.checkVisibility()).map((child) => child.slot)";
        assert_eq!(s.page.get::<Value>(seen).await?, json!(["error", ""]));
        told_on_the_console(s).await
    });
}

/// The rules of a sheet: each selector with the properties that the browser took, and their values.
const RULES: &str = "const sheet = new CSSStyleSheet();
    sheet.replaceSync(arguments[0]);
    document.adoptedStyleSheets = [sheet];
    return [...sheet.cssRules].map((rule) => [rule.selectorText, [...rule.style].map((name) => [name, rule.style.getPropertyValue(name)])])";

#[test]
fn every_css_example_is_understood_and_reaches_the_widget() {
    scene(async |s| {
        serve(s, &full());
        s.open(&format!("<div class=\"teaser wide book\">{TAG}</div>")).await?;
        s.ready().await?;
        let takes = takes();
        let mut count = 0;
        for (name, _, example) in examples("css") {
            let rules = s.page.js_with(RULES, vec![example.as_str().into()]).await?;
            let rules: Vec<(String, Vec<(String, String)>)> = serde_json::from_value(rules)?;
            assert_eq!(rules.len(), example.matches('{').count(), "{name}:\n{example}");
            let mut taken = BTreeSet::new();
            for (selector, properties) in rules {
                for (property, value) in properties {
                    if property.starts_with("--article-") {
                        let seen = "getComputedStyle(document.querySelector(arguments[0])).getPropertyValue(arguments[1])";
                        let seen = s
                            .page
                            .js_with(
                                &format!("return {seen}"),
                                vec![json!(selector), json!(property)],
                            )
                            .await?;
                        assert_eq!(seen, value, "{name}: {selector}: {property}");
                        assert_takes(s, &takes, &property, &value).await?;
                    }
                    taken.insert(property);
                }
            }
            for line in example.lines().filter(|line| line.ends_with(';')) {
                let property = line.trim().split(':').next().unwrap();
                let is_taken = taken.iter().any(|name| name.starts_with(property));
                assert!(is_taken, "{name}: {line}: {taken:?}");
                count += 1;
            }
        }
        assert!(count >= 12, "{count}");
        Ok(())
    });
}

/// What each variable takes, by the page, and its default.
fn takes() -> Vec<[String; 3]> {
    table(&file("docs/theming.md"), "variable")
        .iter()
        .map(|row| {
            let takes = row[2].split(';').next().unwrap();
            [codes(&row[0])[0].clone(), takes.to_owned(), codes(&row[1])[0].clone()]
        })
        .collect()
}

async fn assert_takes(
    scene: &Scene,
    takes: &[[String; 3]],
    variable: &str,
    value: &str,
) -> Result<()> {
    let [_, takes, _] = takes.iter().find(|row| row[0] == variable).unwrap();
    let property = match takes.as_str() {
        "aspect ratio" => "aspect-ratio",
        "background" => "background",
        "colour" => "color",
        "font family" => "font-family",
        "font weight" => "font-weight",
        "length" => "width",
        "number" | "lines" => "line-height",
        "padding" => "padding",
        other => panic!("{variable} takes a {other}"),
    };
    let supports = "return CSS.supports(...arguments)";
    let fits = scene.page.js_with(supports, vec![json!(property), json!(value)]).await?;
    assert_eq!(fits, true, "{variable}: {value} as {property}");
    Ok(())
}

#[test]
fn every_default_is_of_the_kind_that_its_variable_takes() {
    scene(async |s| {
        s.open("").await?;
        let takes = takes();
        for [variable, _, default] in &takes {
            assert_takes(s, &takes, variable, default).await?;
        }
        Ok(())
    });
}

#[test]
fn the_parts_slots_and_events_of_the_page_are_those_of_the_widget() {
    scene(async |s| {
        let gate = Gate::closed();
        let mut beginning = full();
        beginning["truncated"] = true.into();
        s.server.put("/news/story.json", Reply::json(&beginning).behind(&gate));
        s.server.put("/news/images/hero.svg", Reply::picture(1200, 800));
        let tag = r#"<article-widget src="/news/story.json" collapse="2" progress controls="contents theme"></article-widget>"#;
        s.open(tag).await?;
        s.state("article-widget", "loading").await?;
        s.page
            .js("window.dispatched = [];
                 const dispatch = HTMLElement.prototype.dispatchEvent;
                 e2e.widget().dispatchEvent = function (event) { dispatched.push(event.type); return dispatch.call(this, event); };")
            .await?;
        let (mut parts, mut slots) = (BTreeSet::new(), BTreeSet::new());
        look(s, &mut parts, &mut slots).await?;
        gate.open();
        s.ready().await?;
        look(s, &mut parts, &mut slots).await?;
        s.page.js("addEventListener('article-link', (event) => event.preventDefault())").await?;
        s.page.click("e2e.part('continue')").await?;
        s.page.until("e2e.all('.rest:not([hidden])').length === 1").await?;
        s.page.click("e2e.part('body').querySelector('a')").await?;
        s.page.until("dispatched.includes('article-read')").await?;
        s.page.js("e2e.widget().setAttribute('src', '/nowhere.json')").await?;
        fails_with(s, "http").await?;
        look(s, &mut parts, &mut slots).await?;

        let page = file("docs/embedding.md");
        assert_eq!(first_codes(&page, "part"), parts);
        let mut listed = first_codes(&page, "slot");
        assert!(table(&page, "slot").iter().any(|row| row[0] == "(default)"));
        listed.insert(String::new());
        assert_eq!(listed, slots);
        let dispatched: BTreeSet<String> = s.page.get("dispatched").await?;
        assert_eq!(first_codes(&page, "event"), dispatched);
        Ok(())
    });
}

/// Notes the parts and slots that are there now.
async fn look(
    scene: &Scene,
    parts: &mut BTreeSet<String>,
    slots: &mut BTreeSet<String>,
) -> Result<()> {
    parts
        .extend(scene.page.get::<Vec<String>>("e2e.all('[part]').map((e) => e.part.value)").await?);
    slots.extend(scene.page.get::<Vec<String>>("e2e.all('slot').map((e) => e.name)").await?);
    Ok(())
}

#[test]
fn the_properties_and_methods_of_the_page_are_those_of_the_widget() {
    scene(async |s| {
        show(s, &full()).await?;
        let names =
            "Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(e2e.widget())))
            .filter(([name]) => !/^constructor$|Callback$/.test(name))
            .map(([name, { value }]) => (value ? `${name}()` : name))";
        let names: BTreeSet<String> = s.page.get(names).await?;
        let page = file("docs/embedding.md");
        assert_eq!(first_codes(&page, "name"), names);
        Ok(())
    });
}

#[test]
fn a_change_of_an_attribute_takes_effect_when_the_page_says() {
    scene(async |s| {
        serve(s, &full());
        s.server.json("/news/other.json", &full());
        let requests =
            || ["/news/story.json", "/news/other.json"].map(|path| s.server.requests(path).len());
        let looks = "e2e.part('article').outerHTML + e2e.style(e2e.part('headline'), 'color')
            + document.head.outerHTML + e2e.all('[part=tools], [part=progress]').length";
        let mut changes = 0;
        for row in table(&file("docs/embedding.md"), "attribute") {
            let attribute = codes(&row[0]).remove(0);
            let effect = row[3].as_str();
            let value = match attribute.as_str() {
                "src" => "/news/other.json",
                "item" => "0",
                "format" => "native",
                "crossorigin" => "use-credentials",
                "theme" => "dark",
                "heading-level" => "3",
                "hide" => "kicker",
                "labels-lang" | "lang" => "ar",
                "wpm" | "collapse" => "1",
                "controls" => "share",
                "progress" | "structured-data" => "",
                _ => {
                    assert!(!["loads", "at once"].contains(&effect), "{attribute}");
                    continue;
                }
            };
            s.open(TAG).await?;
            s.ready().await?;
            let asked: usize = requests().iter().sum();
            let before: String = s.page.get(looks).await?;
            s.page
                .js_with(
                    "window.ready = e2e.widget().ready; e2e.widget().setAttribute(...arguments)",
                    vec![json!(attribute), json!(value)],
                )
                .await?;
            match effect {
                "loads" => {
                    s.state("article-widget", "ready").await?;
                    s.page
                        .until(
                            "e2e.events.filter(({ type }) => type === 'article-load').length === 2",
                        )
                        .await?;
                    assert_eq!(requests().iter().sum::<usize>(), asked + 1, "{attribute}");
                }
                "at once" => {
                    s.page.until(&format!("{looks} !== {}", json!(before))).await?;
                    assert_eq!(requests().iter().sum::<usize>(), asked, "{attribute}");
                }
                other => panic!("{attribute}: {other}"),
            }
            changes += 1;
        }
        assert_eq!(changes, 14);
        Ok(())
    });
}

#[test]
fn the_files_of_the_page_are_those_that_are_built() {
    let listed = first_codes(&file("docs/embedding.md"), "file");
    let mut built = BTreeSet::new();
    files(&dist(), "", &mut built);
    // What the preview alone needs.
    built.retain(|name| !name.starts_with("preview") && name != "index.html");
    assert_eq!(listed, built);
}

fn files(folder: &Path, before: &str, found: &mut BTreeSet<String>) {
    for entry in folder.read_dir().unwrap() {
        let entry = entry.unwrap();
        let name = format!("{before}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            files(&entry.path(), &format!("{name}/"), found);
        } else {
            let many = [("labels/", "json"), ("themes/", "css")];
            let kind = many.iter().find(|(folder, _)| *folder == before);
            let kind = kind.filter(|(_, extension)| name.ends_with(extension));
            found.insert(kind.map_or(name, |(folder, extension)| format!("{folder}*.{extension}")));
        }
    }
}

#[test]
fn what_a_policy_must_allow_is_told_in_the_words_of_the_page() {
    scene(async |s| {
        let rows = table(&file("docs/embedding.md"), "kind");
        let row = rows.iter().find(|row| row[0] == "`blocked`").unwrap();
        let told = codes(&row[1]);
        assert_eq!(told.len(), 2);
        let tag = r#"<article-widget src="https://news.example/story.json"></article-widget>"#;
        for (policy, violated) in [
            ("script-src 'self'", "policy: script-src"),
            ("script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'", "policy: connect-src"),
        ] {
            s.visit(&Host::new(tag).header(CONTENT_SECURITY_POLICY, policy)).await?;
            let detail = fails_with(s, "blocked").await?;
            assert!(told.iter().any(|message| detail["message"] == *message), "{detail}");
            let others = s.problems().await?;
            assert!(others.iter().all(|problem| problem.starts_with(violated)), "{others:?}");
            s.page.js("e2e.problems.splice(0)").await?;
        }
        Ok(())
    });
}

#[test]
fn the_element_watches_the_attributes_that_the_contract_says() {
    scene(async |s| {
        show(s, &full()).await?;
        let observed = "e2e.widget().constructor.observedAttributes";
        let observed: BTreeSet<String> = s.page.get(observed).await?;
        let listed = contract::ATTRIBUTES.iter().filter(|it| it.observed).map(|it| it.name.into());
        assert_eq!(listed.collect::<BTreeSet<String>>(), observed);
        Ok(())
    });
}

#[test]
fn the_manifest_is_valid_by_the_published_schema() {
    let json = |path: &str| serde_json::from_str::<Value>(&file(path)).unwrap();
    let schema = json("examples/node_modules/custom-elements-manifest/schema.json");
    let manifest = json("types/custom-elements.json");
    let validator = jsonschema::validator_for(&schema).unwrap();
    let objections: Vec<_> = validator.iter_errors(&manifest).map(|it| it.to_string()).collect();
    assert_eq!(objections, [""; 0]);
}
