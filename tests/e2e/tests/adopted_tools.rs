//! The reader's tools on an article that was rendered beforehand and has no Wasm behind it.

use anyhow::Result;
use article_widget::article::Article;
use article_widget::format::{ReadOptions, read};
use article_widget::render::{Options, page, render};
use e2e::{Gate, Host, Reply, Scene, scene};
use serde_json::{Value, json};

use crate::prerender::articles;
use crate::stories::{STORY, serve, told_on_the_console};
use crate::tools::{DATA, IS_OPEN, LOADS, edition, hurry, press};

const COMPLETE: &str = include_str!("../../fixtures/native/complete.json");

fn article(scene: &Scene, json: &str) -> Article {
    let mut options = ReadOptions::default();
    options.base = Some(scene.server.url(STORY));
    read(json, &options).unwrap().article
}

/// As `article-widget render` writes it, with attributes of the element.
fn rendered(article: &Article, attributes: &[(&str, &str)]) -> String {
    let mut options = Options::new("/w/article-widget.css").attribute("src", STORY);
    for (name, value) in attributes {
        options = options.attribute(name, *value);
    }
    render(article, &options)
}

/// What a prerendered article does without: the JSON, and both halves of the Wasm.
fn asked_for(scene: &Scene) -> Vec<String> {
    let paths = scene.server.log().into_iter().map(|seen| seen.path);
    paths.filter(|path| path == STORY || path.contains("-app") || path.ends_with(".wasm")).collect()
}

#[test]
fn tools_work_on_a_prerendered_article_and_ask_for_neither_wasm_nor_json() {
    scene(async |s| {
        let story = edition("First edition.");
        serve(s, &story);
        let tag = rendered(
            &article(s, &story.to_string()),
            &[
                ("controls", "contents"),
                ("progress", ""),
                ("collapse", "2"),
                ("structured-data", ""),
            ],
        );
        s.visit(&Host::new(tag)).await?;
        s.detail("article-load").await?;
        s.page
            .until(&format!("e2e.part('tools') && e2e.part('progress') && {DATA}.length"))
            .await?;
        let told: Value = s.page.get(&format!("{DATA}[0].headline")).await?;
        assert_eq!(told, story["headline"]);

        assert!(!s.page.get::<bool>(IS_OPEN).await?);
        s.page.click("e2e.part('continue')").await?;
        s.page.until(IS_OPEN).await?;
        s.page.until("e2e.focused() === e2e.all('.rest')[0].firstElementChild").await?;
        assert!(!s.page.get::<bool>("e2e.part('continue').checkVisibility()").await?);

        press(s, "Contents").await?;
        let chapters = "[...e2e.part('contents').querySelectorAll('a')]";
        let names: Value =
            s.page.get(&format!("{chapters}.map((link) => link.textContent)")).await?;
        assert_eq!(names, json!(["Chapter 2", "Chapter 3", "Chapter 4"]));
        s.page.click(&format!("{chapters}[1]")).await?;
        s.page.until("e2e.focused()?.textContent === 'Chapter 3'").await?;

        s.page.js("scrollTo(0, document.documentElement.scrollHeight)").await?;
        s.page.until("e2e.part('progress').ariaValueNow === '100'").await?;
        assert_eq!(asked_for(s), [""; 0]);
        Ok(())
    });
}

#[test]
fn a_prerendered_article_is_refreshed_where_the_reader_left_it() {
    scene(async |s| {
        let story = edition("First edition.");
        serve(s, &story);
        let gate = Gate::closed();
        s.server.put(STORY, Reply::json(&story).behind(&gate));
        let tag = rendered(
            &article(s, &story.to_string()),
            &[("refresh", "10"), ("collapse", "2"), ("structured-data", "")],
        );
        s.visit(&hurry(Host::new(tag))).await?;
        s.page.until(&format!("{DATA}.length === 1")).await?;
        s.page.click("e2e.part('continue')").await?;
        s.page.until(IS_OPEN).await?;
        s.server.until(STORY, "checked", |seen| !seen.is_empty()).await?;
        assert_eq!(asked_for(s), [STORY], "and no Wasm before there is something to draw");

        // The same edition is taken over without a word, since nobody knew before that it was the same.
        gate.open();
        s.page.until(&format!("{LOADS} === 2 && e2e.widget().article")).await?;
        let is_quiet = "e2e.parts('notice').every((notice) => notice.textContent === '')";
        assert!(s.page.get::<bool>(&format!("{is_quiet} && {IS_OPEN}")).await?);

        s.server.json(STORY, &edition("Second edition."));
        s.page.until("e2e.part('body').textContent.includes('Second edition.')").await?;
        s.page.until("e2e.text(e2e.parts('notice')[1]) === 'The article has been updated'").await?;
        assert!(s.page.get::<bool>(IS_OPEN).await?);
        s.page.until(&format!("{DATA}.length === 1")).await?;
        s.ready().await
    });
}

#[test]
fn what_is_no_article_never_takes_a_prerendered_articles_place() {
    scene(async |s| {
        let story = edition("First edition.");
        serve(s, &story);
        s.server.put(STORY, Reply::json(&json!({ "error": "gone" })));
        let tag = rendered(
            &article(s, &story.to_string()),
            &[("refresh", "10"), ("collapse", "2"), ("structured-data", "")],
        );
        s.visit(&hurry(Host::new(tag))).await?;
        s.server.until(STORY, "checked", |seen| seen.len() >= 3).await?;
        told_on_the_console(s).await?;
        assert_eq!(s.text("headline").await?, story["headline"].as_str().map(str::to_owned));
        assert_eq!(s.page.get::<u32>(&format!("{DATA}.length")).await?, 1);
        s.ready().await?;
        s.server.json(STORY, &edition("Second edition."));
        s.page.until("e2e.part('body').textContent.includes('Second edition.')").await?;
        assert_eq!(s.events("article-error").await?.len(), 0);
        told_on_the_console(s).await
    });
}

#[test]
fn what_no_two_versions_of_the_languages_data_write_alike_is_no_newer_edition() {
    scene(async |s| {
        let mut story = edition("First edition.");
        story["language"] = json!("he");
        serve(s, &story);
        let tag = rendered(&article(s, &story.to_string()), &[("refresh", "10")]);
        // As a server with other data would have written them.
        let other = tag.replace("2024", "5784").replace("datetime=\"5784", "datetime=\"2024");
        assert_ne!(other, tag);
        s.visit(&hurry(Host::new(other))).await?;
        s.page.until(&format!("{LOADS} === 2")).await?;
        let is_quiet = "e2e.parts('notice').every((notice) => notice.textContent === '')";
        assert!(s.page.get::<bool>(is_quiet).await?);
        Ok(())
    });
}

#[test]
fn a_prerendered_article_stays_where_the_wasm_does_not_come() {
    scene(async |s| {
        let story = edition("First edition.");
        serve(s, &story);
        s.server.put("/w/article-widget-app_bg.wasm", Reply::html("Not here").status(404));
        let tag = rendered(&article(s, &story.to_string()), &[("refresh", "10")]);
        s.visit(&hurry(Host::new(tag))).await?;
        s.server.until(STORY, "checked", |seen| seen.len() >= 3).await?;
        assert_eq!(s.text("headline").await?, story["headline"].as_str().map(str::to_owned));
        s.ready().await?;
        assert_eq!(s.events("article-error").await?.len(), 0);
        told_on_the_console(s).await
    });
}

/// What a page rendered beforehand tells machines, with the address of the article's JSON.
fn told_natively(article: &Article) -> Value {
    let page = page(article, &Options::new("/w/article-widget.css"));
    let (_, data) = page.split_once("<script type=\"application/ld+json\">").unwrap();
    serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap()
}

/// Every article of the fixtures, served, with its path; and one whose headline has markup.
fn all(scene: &Scene) -> Vec<(String, Article)> {
    let mut marked: Value = serde_json::from_str(COMPLETE).unwrap();
    marked["headline"] = json!({ "html": "Night <em>ferry</em> &amp; <b>a &lt; b</b>" });
    let mut found = articles();
    found.push(("marked.json".into(), marked.to_string()));
    let mut served = Vec::new();
    for (name, json) in found {
        let path = format!("/{name}");
        if let Some(article) = crate::prerender::article(&json, &scene.server.url(&path)) {
            scene.server.put(&path, Reply::new("application/json", json));
            served.push((path, article));
        }
    }
    served
}

/// Whatever is told by each of the widgets on a page, in any order.
async fn told(scene: &Scene, count: usize) -> Result<Vec<Value>> {
    scene.page.until(&format!("{DATA}.length === {count}")).await?;
    scene.page.get(DATA).await
}

#[test]
fn structured_data_says_the_same_whoever_writes_it() {
    scene(async |s| {
        let sources = all(s);
        let tag = |(path, _): &(String, Article)| {
            format!("<article-widget src=\"{path}\" structured-data></article-widget>")
        };
        s.open(&sources.iter().map(tag).collect::<String>()).await?;
        let told = told(s, sources.len()).await?;
        for (path, article) in &sources {
            let native = told_natively(article);
            let like = || told.iter().filter(|data| data["headline"] == native["headline"]);
            assert!(told.contains(&native), "{path}: {native}\n{:?}", like().collect::<Vec<_>>());
        }
        Ok(())
    });
}

/// Of what is told natively, what a drawn article shows in a way that is the same in every language.
fn shown(mut native: Value) -> Value {
    let has_page = native.get("url").is_some();
    let same_day = native["datePublished"] == native["dateModified"];
    let data = native.as_object_mut().unwrap();
    data.remove("wordCount");
    data.remove("timeRequired");
    if same_day {
        data.remove("dateModified");
    }
    if let Some(publisher) = data.get_mut("publisher").and_then(Value::as_object_mut) {
        if has_page {
            publisher.remove("url");
        }
        if !publisher.contains_key("name") {
            data.remove("publisher");
        }
    }
    native
}

#[test]
fn structured_data_of_a_prerendered_article_says_what_can_be_seen_and_nothing_else() {
    scene(async |s| {
        let sources = all(s);
        let mut options = Options::new("/w/article-widget.css");
        options = options.attribute("structured-data", "");
        let tag = |(path, article): &(String, Article)| {
            render(article, &options.clone().attribute("src", path))
        };
        s.open(&sources.iter().map(tag).collect::<String>()).await?;
        let told = told(s, sources.len()).await?;
        for (path, article) in &sources {
            let expected = shown(told_natively(article));
            let like = || told.iter().filter(|data| data["headline"] == expected["headline"]);
            assert!(
                told.contains(&expected),
                "{path}: {expected}\n{:?}",
                like().collect::<Vec<_>>()
            );
        }
        assert_eq!(s.server.requests("/w/article-widget-app_bg.wasm").len(), 0);
        Ok(())
    });
}
