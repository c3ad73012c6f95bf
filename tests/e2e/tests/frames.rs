//! Pages that show the article in an iframe.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may panic")]

use anyhow::Result;
use axum::http::header::CONTENT_SECURITY_POLICY;
use e2e::server::workspace;
use e2e::{Gate, Host, Reply, Scene, Server, scene};
use serde_json::{Value, json};

use crate::figures::{POLICIES, tell, violations};
use crate::stories::{full, told_on_the_console};

/// The publisher's server: the widget's files, and an article beside them.
async fn publisher() -> Result<Server> {
    let publisher = Server::start().await?;
    publisher.json("/api/42.json", &full());
    publisher.put("/api/images/hero.svg", Reply::picture(1200, 800));
    Ok(publisher)
}

/// A frame with these attributes, and a line below it.
fn framed(publisher: &Server, query: &str, attributes: &str) -> String {
    let src = publisher.url(&format!("/w/frame.html?{query}"));
    format!(
        r#"<iframe class="article-widget-frame" title="Article" width="600" src="{src}" {attributes}></iframe><p id="after">After it</p>"#
    )
}

/// The host's script, from where the frame comes from.
fn script(publisher: &Server) -> String {
    format!(r#"<script src="{}"></script>"#, publisher.url("/w/article-widget-frame.js"))
}

async fn open(scene: &Scene, body: &str) -> Result<()> {
    scene.visit(&Host::new(body).without_entry()).await
}

const HEIGHT: &str = "document.querySelector('iframe').clientHeight";
const SCROLLS: &str = "document.documentElement.scrollHeight > innerHeight";

/// That the article is there, whole, in a frame that just holds it.
async fn fits(scene: &Scene, reserved: u32) -> Result<()> {
    scene.page.until(&format!("{HEIGHT} !== {reserved}")).await?;
    scene.page.enter_frame().await?;
    scene.ready().await?;
    let headline = scene.text("headline").await?;
    assert_eq!(headline.as_deref(), full()["headline"].as_str());
    scene
        .page
        .until(&format!("!({SCROLLS}) && innerHeight - document.body.clientHeight < 2"))
        .await?;
    assert_eq!(scene.problems().await?, [""; 0]);
    scene.page.leave_frame().await
}

#[test]
fn a_frame_takes_the_height_of_its_article_and_keeps_to_it() {
    scene(async |s| {
        let publisher = publisher().await?;
        let frame = framed(&publisher, "src=/api/42.json", r#"height="500""#);
        open(s, &(frame + &script(&publisher))).await?;
        fits(s, 500).await?;
        // A narrower column makes a longer article.
        let before: u32 = s.page.get(HEIGHT).await?;
        s.page.js("document.querySelector('iframe').width = 300").await?;
        s.page.until(&format!("{HEIGHT} !== {before}")).await?;
        fits(s, before).await
    });
}

#[test]
fn a_frame_in_a_sandbox_that_allows_only_scripts_works_as_well() {
    scene(async |s| {
        let publisher = publisher().await?;
        let attributes = r#"height="500" sandbox="allow-scripts""#;
        open(s, &(framed(&publisher, "src=/api/42.json", attributes) + &script(&publisher)))
            .await?;
        fits(s, 500).await
    });
}

#[test]
fn a_script_that_comes_after_the_frame_learns_its_height_as_well() {
    scene(async |s| {
        let publisher = publisher().await?;
        open(s, &framed(&publisher, "src=/api/42.json", r#"height="500""#)).await?;
        s.page.enter_frame().await?;
        s.ready().await?;
        s.page.leave_frame().await?;
        assert_eq!(s.page.get::<u32>(HEIGHT).await?, 500);
        let src = publisher.url("/w/article-widget-frame.js");
        s.page
            .js_with(
                "document.body.append(Object.assign(document.createElement('script'), { src: arguments[0] }))",
                vec![json!(src)],
            )
            .await?;
        fits(s, 500).await
    });
}

#[test]
fn without_a_script_the_frame_keeps_its_height_and_scrolls_inside() {
    scene(async |s| {
        let publisher = publisher().await?;
        open(s, &framed(&publisher, "src=/api/42.json", r#"height="300" loading="lazy""#)).await?;
        s.page.enter_frame().await?;
        s.ready().await?;
        assert!(s.page.get::<bool>(SCROLLS).await?);
        s.page.leave_frame().await?;
        assert_eq!(s.page.get::<u32>(HEIGHT).await?, 300);
        Ok(())
    });
}

#[test]
fn nothing_moves_before_the_article_is_there_nor_after_where_the_room_suffices() {
    scene(async |s| {
        let publisher = publisher().await?;
        let gate = Gate::closed();
        publisher.put("/api/42.json", Reply::json(&full()).behind(&gate));
        let style = r#"height="300" style="min-height: 3000px""#;
        let frame = framed(&publisher, "src=/api/42.json", style);
        open(s, &(frame + &script(&publisher))).await?;
        let place = "document.querySelector('#after').getBoundingClientRect().top + scrollY";
        let before: f64 = s.page.get(place).await?;
        s.page
            .js("window.heights = []; new MutationObserver(() => heights.push(document.querySelector('iframe').style.height))
                    .observe(document.querySelector('iframe'), { attributeFilter: ['style'] })")
            .await?;
        s.page.enter_frame().await?;
        s.state("article-widget", "loading").await?;
        s.page.leave_frame().await?;
        assert_eq!(s.page.get::<Vec<String>>("heights").await?, [""; 0]);
        gate.open();
        s.page.until("heights.length > 0").await?;
        assert_eq!(s.page.get::<f64>(place).await?, before);
        Ok(())
    });
}

#[test]
fn a_message_from_anybody_else_changes_no_height() {
    scene(async |s| {
        let publisher = publisher().await?;
        let stranger = Server::start().await?;
        let message = "{ type: 'article-widget-frame', height: 77 }";
        stranger.put(
            "/ad.html",
            Reply::html(format!(
                "<script>parent.postMessage({message}, '*'); parent.postMessage('sent', '*')</script>"
            )),
        );
        let frame = framed(&publisher, "src=/api/42.json", r#"height="500""#);
        let sent = "<script>addEventListener('message', ({ data }) => { if (data === 'sent') window.sent = true; })</script>";
        open(s, &(sent.to_owned() + &frame + &script(&publisher))).await?;
        fits(s, 500).await?;
        let height: u32 = s.page.get(HEIGHT).await?;
        // From the page itself, from a frame of another, and from the right frame under another origin.
        s.page.js(&format!("postMessage({message}, '*')")).await?;
        let ad = stranger.url("/ad.html");
        for frame in [
            "document.body.appendChild(document.createElement('iframe'))",
            "document.querySelector('iframe')",
        ] {
            s.page.js_with(&format!("window.sent = false; const frame = {frame}; frame.contentWindow.location = arguments[0]"), vec![json!(ad)]).await?;
            s.page.until("window.sent").await?;
            assert_eq!(s.page.get::<u32>(HEIGHT).await?, height, "{frame}");
        }
        Ok(())
    });
}

#[test]
fn the_address_carries_the_attributes() {
    scene(async |s| {
        let publisher = publisher().await?;
        let query = "src=../api/42.json&theme=dark&hide=kicker%20byline&heading-level=3&onclick=alert(1)&style=color:red";
        s.page.goto(&publisher.url(&format!("/w/frame.html?{query}"))).await?;
        s.ready().await?;
        assert_eq!(s.text("kicker").await?, None);
        let attributes = "e2e.widget().getAttributeNames().sort()";
        assert_eq!(
            s.page.get::<Vec<String>>(attributes).await?,
            ["heading-level", "hide", "src", "state", "theme"]
        );
        assert_eq!(s.page.get::<String>("e2e.part('headline').localName").await?, "h3");
        assert_eq!(
            s.page.get::<Option<String>>("document.title").await?.as_deref(),
            full()["headline"].as_str()
        );
        Ok(())
    });
}

/// What the page says instead of an article.
async fn refused(scene: &Scene, publisher: &Server, src: &str) -> Result<String> {
    let address = format!("/w/frame.html?src={src}");
    scene.page.goto(&publisher.url(&address)).await?;
    scene.page.until("document.querySelector('[role=alert]')").await?;
    assert!(scene.page.get::<bool>("!document.querySelector('article-widget')").await?);
    scene.page.get("document.querySelector('[role=alert]').textContent").await
}

#[test]
fn an_article_of_another_origin_is_shown_only_where_the_publisher_lists_it() {
    scene(async |s| {
        let (publisher, other) = (publisher().await?, publisher().await?);
        let src = other.url("/api/42.json");
        for list in [
            None,
            Some(json!({ "origins": [] })),
            Some(json!({ "origins": ["https://news.example"] })),
        ] {
            if let Some(list) = list {
                publisher.json("/w/frame.json", &list);
            }
            let told = refused(s, &publisher, &src).await?;
            assert!(told.contains(&other.origin()) && told.contains("frame.json"), "{told}");
        }
        assert!(other.requests("/api/42.json").is_empty(), "it was not even asked for");
        for odd in ["data:application/json,{}", "http://", "javascript:alert(1)"] {
            refused(s, &publisher, odd).await?;
        }
        assert!(refused(s, &publisher, "").await?.contains("?src="));

        publisher.json("/w/frame.json", &json!({ "origins": [other.origin()] }));
        s.page.goto(&publisher.url(&format!("/w/frame.html?src={src}"))).await?;
        s.ready().await
    });
}

#[test]
fn a_list_that_is_none_allows_nothing_and_says_so_on_the_console() {
    scene(async |s| {
        let (publisher, other) = (publisher().await?, publisher().await?);
        publisher.put("/w/frame.json", Reply::new("application/json", "[oops"));
        refused(s, &publisher, &other.url("/api/42.json")).await?;
        s.expect_problem("frame.json").await
    });
}

#[test]
fn a_redirection_brings_no_foreign_article_in() {
    scene(async |s| {
        let (publisher, other) = (publisher().await?, publisher().await?);
        publisher.put("/api/gone.json", Reply::redirect(&other.url("/api/42.json")));
        publisher.put("/api/moved.json", Reply::redirect("/api/42.json"));
        s.page.goto(&publisher.url("/w/frame.html?src=/api/gone.json")).await?;
        s.failed().await?;
        assert_eq!(s.text("headline").await?, None);
        told_on_the_console(s).await?;
        s.page.goto(&publisher.url("/w/frame.html?src=/api/moved.json")).await?;
        s.ready().await
    });
}

#[test]
fn a_link_in_a_frame_leads_the_whole_page_there() {
    scene(async |s| {
        let publisher = publisher().await?;
        publisher.put("/api/more.html", Reply::page("<!doctype html><title>More</title>"));
        open(s, &framed(&publisher, "src=/api/42.json&hide=hero", r#"height="600""#)).await?;
        s.page.enter_frame().await?;
        s.ready().await?;
        s.page.click("e2e.part('body').querySelector('a')").await?;
        s.page.leave_frame().await?;
        s.page.until("location.pathname === '/api/more.html'").await.map(drop)
    });
}

#[test]
fn the_page_for_frames_keeps_to_a_strict_policy() {
    scene(async |s| {
        let publisher = publisher().await?;
        let page = std::fs::read_to_string(e2e::server::dist().join("frame.html"))?;
        let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
                      img-src 'self'; base-uri 'none'; require-trusted-types-for 'script'";
        publisher.put("/w/strict.html", Reply::page(&page).header(CONTENT_SECURITY_POLICY, policy));
        s.page.goto(&publisher.url("/w/strict.html?src=/api/42.json")).await?;
        s.ready().await?;
        tell(s, POLICIES, "`frame.html`", violations(s).await?)
    });
}

#[test]
fn what_an_oembed_answer_holds_shows_the_article() {
    scene(async |s| {
        let publisher = publisher().await?;
        let file = std::env::temp_dir().join(format!("oembed-{}.json", std::process::id()));
        let mut article = full();
        article["headline"] = json!({ "html": "Ferry <em>\"Aurora\" & co</em>" });
        std::fs::write(&file, article.to_string())?;
        let root = workspace();
        let answer = std::process::Command::new("node")
            .arg(root.join("xtask/npm/oembed.mjs"))
            .arg(&file)
            .args([publisher.url("/api/42.json"), publisher.url("/w/frame.html")])
            .args(["640", "500"])
            .output()?;
        std::fs::remove_file(&file)?;
        assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
        let answer: Value = serde_json::from_slice(&answer.stdout)?;
        assert_eq!(answer["type"], "rich");
        assert_eq!(answer["title"], "Ferry \"Aurora\" & co");
        assert_eq!(answer["author_name"], "Ada Fischer");
        assert_eq!(answer["thumbnail_url"], publisher.url("/api/images/hero.svg"));
        let html = answer["html"].as_str().unwrap();
        open(s, &(html.to_owned() + &script(&publisher))).await?;
        fits(s, 500).await?;
        assert_eq!(
            s.page.get::<String>("document.querySelector('iframe').title").await?,
            "Ferry \"Aurora\" & co"
        );
        Ok(())
    });
}
