//! Elements that come, go, move and change, alone and side by side.

use anyhow::{Result, bail};
use e2e::browser::Engine;
use e2e::{Gate, Host, Outcome, Reply, Scene, Server, scene};
use serde_json::{Value, json};

use crate::stories::{STORY, TAG, full, minimal, serve, show, told_on_the_console};

#[test]
fn an_article_needs_one_request() {
    scene(async |s| {
        show(s, &full()).await?;
        assert_eq!(s.server.requests(STORY).len(), 1);
        Ok(())
    });
}

#[test]
fn of_many_quick_changes_of_the_source_the_last_wins() {
    scene(async |s| {
        let gate = Gate::closed();
        s.server.put(STORY, Reply::silent());
        for number in 0..20 {
            let reply = Reply::json(&minimal(&format!("Number {number}")));
            s.server.put(&format!("/{number}.json"), reply.behind(&gate));
        }
        s.open(TAG).await?;
        s.server.until(STORY, "asked for", |seen| seen.len() == 1).await?;
        for number in 0..20 {
            s.page.js(&format!("e2e.widget().setAttribute('src', '/{number}.json')")).await?;
        }
        s.server.until("/19.json", "asked for", |seen| seen.len() == 1).await?;
        // The server hears of it a moment later; until then it would still answer.
        for seen in s.server.log() {
            let superseded = seen.path.ends_with(".json") && seen.path != "/19.json";
            if superseded {
                let path = seen.path.clone();
                s.server
                    .until(&path, "aborted", |all| {
                        all.iter().all(|one| one.outcome == Outcome::Aborted)
                    })
                    .await?;
            }
        }
        gate.open();
        s.ready().await?;
        assert_eq!(s.text("headline").await?.unwrap(), "Number 19");
        let told = "e2e.events.filter(({ type }) => type !== 'article-read').map(({ type, detail }) => [type, detail.headline])";
        assert_eq!(s.page.get::<Value>(told).await?, json!([["article-load", "Number 19"]]));
        Ok(())
    });
}

#[test]
fn changes_within_one_script_make_one_request() {
    scene(async |s| {
        for number in 0..20 {
            s.server.json(&format!("/{number}.json"), &minimal(&format!("Number {number}")));
        }
        s.open("<article-widget></article-widget>").await?;
        s.state("article-widget", "idle").await?;
        // In a task of the page itself: WebKit ends a driver's script at each callback into the page.
        s.page
            .js("setTimeout(() => { for (let i = 0; i < 20; i++) e2e.widget().setAttribute('src', `/${i}.json`) })")
            .await?;
        s.ready().await?;
        assert_eq!(s.text("headline").await?.unwrap(), "Number 19");
        let asked: Vec<_> = s
            .server
            .log()
            .into_iter()
            .filter(|seen| seen.path.ends_with(".json"))
            .map(|seen| seen.path)
            .collect();
        assert_eq!(asked, ["/19.json"]);
        Ok(())
    });
}

#[test]
fn a_late_answer_to_an_old_question_is_not_shown() {
    scene(async |s| {
        let gate = Gate::closed();
        s.server.put("/slow.json", Reply::json(&minimal("The slow one")).behind(&gate));
        s.server.json("/quick.json", &minimal("The quick one"));
        s.open(r#"<article-widget src="/slow.json"></article-widget>"#).await?;
        s.server.until("/slow.json", "asked for", |seen| seen.len() == 1).await?;
        s.page.js("e2e.widget().setAttribute('src', '/quick.json')").await?;
        s.ready().await?;
        gate.open();
        // A later round trip of the same widget: had the late answer a way in, it would have come first.
        s.server.json("/last.json", &minimal("The last one"));
        s.page.js("e2e.widget().setAttribute('src', '/last.json')").await?;
        let loads = "e2e.events.filter(({ type }) => type === 'article-load')";
        s.page.until(&format!("{loads}.length === 2")).await?;
        let headlines: Value =
            s.page.get(&format!("{loads}.map((event) => event.detail.headline)")).await?;
        assert_eq!(headlines, json!(["The quick one", "The last one"]));
        Ok(())
    });
}

#[test]
fn removal_aborts_the_request_and_nothing_is_reported_after() {
    scene(async |s| {
        for reply in [Reply::silent(), Reply::json(&full()).stall_after(30)] {
            s.server.put(STORY, reply);
            s.open(TAG).await?;
            let asked = s.server.requests(STORY).len().max(1);
            s.server.until(STORY, "asked for", |seen| seen.len() >= asked).await?;
            s.page
                .js("window.late = [];
                     const widget = e2e.widget();
                     for (const type of ['article-load', 'article-error']) widget.addEventListener(type, () => late.push(type));
                     widget.remove();")
                .await?;
            s.server
                .until(STORY, "aborted", |seen| {
                    seen.iter().all(|one| one.outcome == Outcome::Aborted)
                })
                .await?;
            assert_eq!(s.page.get::<Value>("late").await?, json!([]));
        }
        Ok(())
    });
}

#[test]
fn an_element_that_comes_back_loads_again() {
    scene(async |s| {
        show(s, &minimal("First")).await?;
        s.page
            .js("window.kept = e2e.widget(); kept.remove(); return new Promise((done) => setTimeout(done, 50))")
            .await?;
        s.server.json(STORY, &minimal("Second"));
        s.page.js("document.body.append(kept)").await?;
        s.page.until("e2e.text(e2e.part('headline')) === 'Second'").await?;
        s.ready().await?;
        assert_eq!(s.server.requests(STORY).len(), 2);
        Ok(())
    });
}

#[test]
fn a_moved_element_keeps_its_article_without_a_second_request() {
    scene(async |s| {
        serve(s, &full());
        s.open(&format!("{TAG}<div id=other></div>")).await?;
        s.ready().await?;
        s.page.js("window.shown = e2e.part('headline'); document.querySelector('#other').append(e2e.widget())").await?;
        s.page.js("return new Promise((done) => setTimeout(done, 100))").await?;
        let same: bool = s
            .page
            .get("e2e.part('headline') === shown && shown.checkVisibility() && e2e.widget().getAttribute('state') === 'ready'")
            .await?;
        assert!(same, "the same headline stands there");
        if s.page.get::<bool>("'moveBefore' in document.body").await? {
            s.page.js("document.body.moveBefore(e2e.widget(), document.body.firstChild)").await?;
            s.page.js("return new Promise((done) => setTimeout(done, 100))").await?;
            assert!(s.page.get::<bool>("e2e.part('headline') === shown").await?);
        }
        assert_eq!(s.server.requests(STORY).len(), 1);
        assert_eq!(s.events("article-load").await?.len(), 1);
        Ok(())
    });
}

#[test]
fn an_element_that_moves_while_it_loads_loads_once() {
    scene(async |s| {
        let gate = Gate::closed();
        s.server.put(STORY, Reply::json(&minimal("Moved")).behind(&gate));
        s.open(&format!("{TAG}<div id=other></div>")).await?;
        s.server.until(STORY, "asked for", |seen| seen.len() == 1).await?;
        s.page.js("document.querySelector('#other').append(e2e.widget())").await?;
        gate.open();
        s.ready().await?;
        assert_eq!(s.text("headline").await?.unwrap(), "Moved");
        assert_eq!(s.server.requests(STORY).len(), 1);
        Ok(())
    });
}

#[test]
fn two_widgets_do_not_disturb_each_other() {
    scene(async |s| {
        s.server.json("/one.json", &minimal("One"));
        s.server.json("/two.json", &minimal("Two"));
        s.open(
            r#"<article-widget id="one" src="/one.json"></article-widget>
               <article-widget id="bad" src="/bad.json"></article-widget>
               <article-widget id="two" src="/two.json" theme="dark" heading-level="3"></article-widget>"#,
        )
        .await?;
        s.state("#one", "ready").await?;
        s.state("#two", "ready").await?;
        s.state("#bad", "error").await?;
        told_on_the_console(s).await?;
        let shown: Value = s
            .page
            .get("['#one', '#two'].map((id) => [e2e.part('headline', id).localName, e2e.text(e2e.part('headline', id))])")
            .await?;
        assert_eq!(shown, json!([["h2", "One"], ["h3", "Two"]]));
        s.page.js("document.querySelector('#one').remove()").await?;
        s.server.json("/two.json", &minimal("Two again"));
        s.page.js("e2e.widget('#two').reload()").await?;
        s.page.until("e2e.text(e2e.part('headline', '#two')) === 'Two again'").await?;
        Ok(())
    });
}

#[test]
fn all_widgets_of_a_page_share_one_sheet() {
    scene(async |s| {
        serve(s, &full());
        s.open(&format!("{TAG}{TAG}")).await?;
        s.state("article-widget:nth-of-type(1)", "ready").await?;
        s.state("article-widget:nth-of-type(2)", "ready").await?;
        let shared: bool = s
            .page
            .js("const [one, two] = [...document.querySelectorAll('article-widget')].map((widget) => widget.shadowRoot);
                 return one.adoptedStyleSheets.length === 1 && one.adoptedStyleSheets[0] === two.adoptedStyleSheets[0]
                     && one.adoptedStyleSheets[0].cssRules.length > 10 && !one.querySelector('style, link');")
            .await?
            == Value::Bool(true);
        assert!(shared);
        Ok(())
    });
}

#[test]
fn elements_that_come_and_go_leave_nothing_behind() {
    scene(async |s| {
        serve(s, &full());
        s.open("<div id=place></div>").await?;
        let cycle = "return (async () => {
                window.gone = [];
                for (let i = 0; i < 50; i++) {
                    const widget = document.createElement('article-widget');
                    widget.setAttribute('src', '/news/story.json');
                    document.querySelector('#place').append(widget);
                    const state = await widget.ready;
                    if (state !== 'ready') throw new Error(state);
                    gone.push(new WeakRef(widget), new WeakRef(e2e.part('article', widget)));
                    widget.remove();
                    e2e.events.length = 0;
                    await new Promise((done) => setTimeout(done));
                }
                await new Promise((done) => setTimeout(done, 100));
            })()";
        s.page.js(cycle).await?;
        if !all_collected(s).await? {
            return s.not_run("no driver of this browser collects garbage");
        }
        if s.page.engine() != Engine::Chromium {
            return s.not_run("only Chromium counts its nodes");
        }
        let first = s.page.dom_nodes().await?;
        s.page.js(cycle).await?;
        all_collected(s).await?;
        let second = s.page.dom_nodes().await?;
        // One article alone has more nodes than this.
        assert!(second <= first + 20, "{first} nodes grew to {second}");
        Ok(())
    });
}

/// Waits until nothing of what was removed is in memory any more; false where no garbage can be collected.
async fn all_collected(scene: &Scene) -> Result<bool> {
    let left = "gone.filter((one) => one.deref()).length";
    for _ in 0..100 {
        if !scene.page.collect_garbage().await? {
            return Ok(false);
        }
        if scene.page.get::<u32>(left).await? == 0 {
            return Ok(true);
        }
        scene.page.js("return new Promise((done) => setTimeout(done, 50))").await?;
    }
    bail!(
        "{} of 50 elements and 50 articles are still in memory",
        scene.page.get::<u32>(left).await?
    )
}

#[test]
fn an_article_may_stand_within_the_element() {
    scene(async |s| {
        let story = full().to_string();
        s.open(&format!(
            r#"<article-widget><script type="application/json">{story}</script></article-widget>"#
        ))
        .await?;
        s.ready().await?;
        assert_eq!(s.text("headline").await?.unwrap(), "Harbour library opens its reading room");
        let image: String = s.page.get("e2e.part('hero-image').src").await?;
        assert_eq!(
            image, "https://news.example/images/hero.svg",
            "relative to the article's own url"
        );
        Ok(())
    });
}

#[test]
fn inline_json_that_is_broken_is_an_error_like_any_other() {
    scene(async |s| {
        s.open(r#"<article-widget><script type="application/json">{ "headline": </script></article-widget>"#).await?;
        crate::stories::fails_with(s, "not-json").await?;
        Ok(())
    });
}

#[test]
fn an_article_given_before_the_upgrade_is_shown() {
    scene(async |s| {
        s.visit(&Host::new("<article-widget></article-widget>").without_entry()).await?;
        s.page.js_with("e2e.widget().article = arguments[0]", vec![minimal("Given early")]).await?;
        s.page.js("import('/w/article-widget.js')").await?;
        s.ready().await?;
        assert_eq!(s.text("headline").await?.unwrap(), "Given early");
        Ok(())
    });
}

#[test]
fn of_source_and_article_the_one_that_was_set_last_is_shown() {
    scene(async |s| {
        show(s, &minimal("By source")).await?;
        s.page.js_with("e2e.widget().article = arguments[0]", vec![minimal("Given")]).await?;
        s.page.until("e2e.text(e2e.part('headline')) === 'Given'").await?;
        s.ready().await?;
        s.page.js("e2e.widget().setAttribute('src', '/news/story.json?again')").await?;
        s.page.until("e2e.text(e2e.part('headline')) === 'By source'").await?;
        s.page
            .js_with(
                "const story = arguments[0];
                 setTimeout(() => { e2e.widget().setAttribute('src', '/news/story.json?third'); e2e.widget().article = story })",
                vec![minimal("Given at last")],
            )
            .await?;
        s.page.until("e2e.text(e2e.part('headline')) === 'Given at last'").await?;
        assert_eq!(s.server.requests(STORY).len(), 2, "the third source was never the last word");
        Ok(())
    });
}

#[test]
fn the_entry_may_be_included_twice() {
    scene(async |s| {
        serve(s, &full());
        let second = r#"<script type="module" src="/w/article-widget.js?second"></script>"#;
        s.visit(&Host::new(format!("{TAG}{second}"))).await?;
        s.ready().await?;
        assert_eq!(s.events("article-load").await?.len(), 1);
        assert_eq!(s.server.requests(STORY).len(), 1);
        Ok(())
    });
}

#[test]
fn widget_and_article_may_come_from_other_origins() {
    scene(async |s| {
        let (cdn, news) = (Server::start().await?, Server::start().await?);
        news.json(STORY, &full());
        let tag = format!(r#"<article-widget src="{}"></article-widget>"#, news.url(STORY));
        s.visit(&Host::new(tag).entry(cdn.url("/w/article-widget.js"))).await?;
        s.ready().await?;
        let image: String = s.page.get("e2e.part('hero-image').src").await?;
        assert_eq!(image, news.url("/news/images/hero.svg"));
        let own: Vec<_> =
            s.server.log().into_iter().filter(|seen| seen.path.starts_with("/w/")).collect();
        assert!(own.is_empty(), "the host serves none of the widget's files");
        let preflights: Vec<_> =
            news.log().into_iter().filter(|seen| seen.method == "OPTIONS").collect();
        assert!(preflights.is_empty(), "no preflight is caused");
        Ok(())
    });
}

#[test]
fn a_host_that_takes_the_state_attribute_away_gets_it_back() {
    scene(async |s| {
        show(s, &full()).await?;
        s.page.js("e2e.widget().removeAttribute('state')").await?;
        s.ready().await?;
        s.page.js("e2e.widget().setAttribute('state', 'nonsense')").await?;
        s.ready().await
    });
}

#[test]
fn an_element_made_by_script_works_like_one_in_the_page() {
    scene(async |s| {
        serve(s, &full());
        s.open("<div id=place></div>").await?;
        s.page
            .js("const widget = document.createElement('article-widget');
                 widget.setAttribute('src', '/news/story.json');
                 document.querySelector('#place').append(widget);")
            .await?;
        s.ready().await?;
        s.page.js("document.querySelector('#place').innerHTML = '<article-widget src=/news/story.json></article-widget>'").await?;
        s.ready().await
    });
}

#[test]
fn the_article_can_be_read_back_once_it_is_there() {
    scene(async |s| {
        let gate = Gate::closed();
        s.server.put(STORY, Reply::json(&full()).behind(&gate));
        s.open(TAG).await?;
        s.state("article-widget", "loading").await?;
        assert_eq!(s.page.get::<Value>("e2e.widget().article").await?, Value::Null);
        gate.open();
        s.ready().await?;
        let article: Value = s.page.get("e2e.widget().article").await?;
        assert_eq!(article["headline"], "Harbour library opens its reading room");
        assert_eq!(article["hero"]["credit"], "Harbour Press", "it is the normalised article");
        let again = "e2e.widget().article = e2e.widget().article; return e2e.widget().ready.then(() => e2e.widget().article)";
        assert_eq!(s.page.js(again).await?, article, "what is read can be set");
        Ok(())
    });
}

#[test]
fn an_article_set_to_null_gives_way_to_src_and_nothing_set_loads_nothing() {
    scene(async |s| {
        show(s, &full()).await?;
        s.page.js("e2e.widget().article = { headline: 'Given', body: 'A' }").await?;
        s.page.until("e2e.text(e2e.part('headline')) === 'Given'").await?;
        s.page.js("e2e.widget().article = null").await?;
        let headline = &full()["headline"];
        s.page.until(&format!("e2e.text(e2e.part('headline')) === {headline}")).await?;
        let asked = s.server.requests(STORY).len();
        s.page.js("e2e.widget().article = undefined; return e2e.widget().ready").await?;
        assert_eq!(s.page.get::<String>("e2e.widget().state").await?, "ready");
        assert_eq!(s.server.requests(STORY).len(), asked);
        Ok(())
    });
}

#[test]
fn a_hundred_changes_of_the_source_show_the_last_and_ask_for_no_more() {
    scene(async |s| {
        let gate = Gate::closed();
        for number in 0..100 {
            let reply = Reply::json(&minimal(&format!("Number {number}")));
            s.server.put(&format!("/{number}.json"), reply.behind(&gate));
        }
        s.open("<article-widget></article-widget>").await?;
        s.page
            .js("return (async () => {
                     for (let i = 0; i < 100; i++) {
                         e2e.widget().setAttribute('src', `/${i}.json`);
                         // Some in the same task, some in others.
                         if (i % 4 === 0) await new Promise((done) => setTimeout(done));
                     }
                 })()")
            .await?;
        // What the server has not heard of yet it would serve.
        for number in 0..99 {
            s.server
                .until(&format!("/{number}.json"), "aborted", |seen| {
                    seen.iter().all(|one| one.outcome == Outcome::Aborted)
                })
                .await?;
        }
        gate.open();
        s.ready().await?;
        assert_eq!(s.text("headline").await?.unwrap(), "Number 99");
        assert_eq!(s.events("article-load").await?.len(), 1);
        let asked: Vec<_> =
            s.server.log().into_iter().filter(|seen| seen.path.ends_with(".json")).collect();
        // One for each task that ended with another source than the one before.
        assert!(asked.len() <= 26, "{}", asked.len());
        for seen in asked.iter().filter(|seen| seen.path != "/99.json") {
            assert_ne!(seen.outcome, Outcome::Served, "{}", seen.path);
        }
        Ok(())
    });
}

#[test]
fn an_element_that_is_adopted_by_another_document_looks_as_it_did() {
    scene(async |s| {
        serve(s, &full());
        s.serve("/host/inner.html", &Host::new("<p>Another document</p>").without_entry());
        let frame = r#"<iframe id="frame" src="/host/inner.html" style="width: 800px; height: 600px"></iframe>"#;
        s.open(&format!("{TAG}{frame}")).await?;
        s.ready().await?;
        s.page.until("!!frame.contentDocument?.querySelector('p')").await?;
        s.page.js("window.moved = e2e.widget(); window.shown = e2e.part('headline'); frame.contentDocument.body.append(moved)").await?;
        s.page.until("moved.getAttribute('state') === 'ready' && shown.checkVisibility()").await?;
        let looks: Value = s
            .page
            .get("[moved.ownerDocument === frame.contentDocument, getComputedStyle(moved.shadowRoot.querySelector('[part=article]')).display,
                moved.shadowRoot.adoptedStyleSheets.length]")
            .await?;
        assert_eq!(looks, json!([true, "grid", 1]));
        // It goes on there: another article, relative to the page it is in now.
        s.server.json("/host/near.json", &minimal("Near"));
        s.page.js("moved.setAttribute('src', 'near.json')").await?;
        s.page
            .until("moved.shadowRoot.querySelector('[part=headline]')?.textContent === 'Near'")
            .await?;
        s.page.js("document.body.append(moved)").await?;
        s.page.until("getComputedStyle(e2e.part('article')).display === 'grid'").await?;
        assert_eq!(s.server.requests(STORY).len(), 1);
        Ok(())
    });
}

#[test]
fn frameworks_that_make_elements_in_a_document_without_a_window_may() {
    scene(async |s| {
        serve(s, &full());
        s.open("<div id=place></div>").await?;
        s.page
            .js("const inert = document.implementation.createHTMLDocument('');
                 const template = document.createElement('template');
                 template.innerHTML = '<article-widget id=one src=/news/story.json></article-widget>';
                 place.append(document.importNode(template.content, true));
                 const made = document.createElement('article-widget');
                 made.id = 'two';
                 inert.body.append(inert.adoptNode(made));
                 made.setAttribute('src', '/news/story.json');
                 place.append(made);")
            .await?;
        s.state("#one", "ready").await?;
        s.state("#two", "ready").await
    });
}

#[test]
fn within_shadow_roots_dialogs_and_what_is_hidden_articles_load_as_elsewhere() {
    scene(async |s| {
        serve(s, &full());
        s.open("<div id=outer></div><dialog id=box></dialog><div id=hidden hidden></div>").await?;
        s.page
            .js_with(
                "const root = outer.attachShadow({ mode: 'open' });
                 root.innerHTML = box.innerHTML = hidden.innerHTML = arguments[0];
                 window.all = [root, box, hidden].map((place) => place.querySelector('article-widget'));",
                vec![TAG.into()],
            )
            .await?;
        s.page.until("all.every((widget) => widget.state === 'ready')").await?;
        s.page.js("box.showModal(); hidden.hidden = false").await?;
        let seen = "all.every((widget) => widget.shadowRoot.querySelector('[part=headline]').checkVisibility())";
        assert!(s.page.get::<bool>(seen).await?);
        assert_eq!(
            s.events("article-load").await?.len(),
            3,
            "they leave the shadow root around them"
        );
        assert_eq!(s.server.requests(STORY).len(), 1);
        Ok(())
    });
}
