//! Traps: what one article breaks inside the Wasm must cost no other article anything.

use anyhow::Result;
use e2e::{Gate, Host, Reply, Scene, scene};
use serde_json::{Value, json};

use crate::stories::{minimal, told_on_the_console};

/// A page in which the drawing of a divider, and of nothing else, fails: what calls it is left in the
/// middle of its work, as any fault of ours would leave it.
pub const NO_DIVIDERS: &str = r#"<script>
    const { createElement } = Document.prototype;
    window.mend = () => { Document.prototype.createElement = createElement; };
    Document.prototype.createElement = function (name) {
        if (name === "hr") throw new Error("no dividers here");
        return createElement.apply(this, arguments);
    };
</script>"#;

pub fn divided(headline: &str) -> Value {
    let text = |text: &str| json!({ "type": "paragraph", "text": text });
    json!({ "headline": headline, "body": [text("Before."), { "type": "divider" }, text("After.")] })
}

fn widget(id: &str) -> String {
    format!(
        r#"<article-widget id="{id}" src="/{id}.json"><p id="of-{id}">Fallback of {id}</p></article-widget>"#
    )
}

async fn headline(scene: &Scene, id: &str) -> Result<Option<String>> {
    scene.page.get(&format!("e2e.text(e2e.part('headline', '#{id}'))")).await
}

/// The widget that the trap cost says so, and whoever reads the console hears of it.
async fn trapped(scene: &Scene, id: &str) -> Result<()> {
    scene.state(&format!("#{id}"), "error").await?;
    let error = format!(
        "e2e.events.find(({{ type, target }}) => type === 'article-error' && target === '{id}').detail.kind"
    );
    assert_eq!(scene.page.get::<String>(&error).await?, "internal");
    let shown = format!(
        "e2e.part('error', '#{id}').checkVisibility() && e2e.part('retry', '#{id}').checkVisibility()
            && document.querySelector('#of-{id}').checkVisibility()"
    );
    assert!(scene.page.get::<bool>(&shown).await?, "panel, button and fallback of {id}");
    scene.expect_problem("no dividers here").await?;
    told_on_the_console(scene).await
}

#[test]
fn a_trap_costs_the_widget_that_caused_it_and_no_other() {
    scene(async |s| {
        let gate = Gate::closed();
        s.server.json("/early.json", &minimal("Early"));
        s.server.put("/bad.json", Reply::json(&divided("Bad")).behind(&gate));
        s.server.json("/given.json", &minimal("Given"));
        let slow = Gate::closed();
        s.server.put("/waiting.json", Reply::json(&minimal("Waiting")).behind(&slow));
        let body = ["early", "bad", "waiting"].map(widget).concat();
        s.visit(&Host::new(body).head(NO_DIVIDERS)).await?;
        s.state("#early", "ready").await?;
        s.server.until("/waiting.json", "asked for", |seen| seen.len() == 1).await?;
        s.page.js("window.drawn = e2e.part('headline', '#early')").await?;
        gate.open();
        trapped(s, "bad").await?;
        slow.open();
        s.state("#waiting", "ready").await?;
        assert_eq!(headline(s, "waiting").await?.unwrap(), "Waiting");
        let untouched = "drawn.isConnected && drawn === e2e.part('headline', '#early') && drawn.checkVisibility()";
        assert!(s.page.get::<bool>(untouched).await?, "what was drawn stays");

        // Later ones are served, and what stayed can be drawn anew.
        s.server.json("/late.json", &minimal("Late"));
        s.page
            .js_with(
                "document.body.insertAdjacentHTML('beforeend', arguments[0])",
                vec![widget("late").into()],
            )
            .await?;
        s.state("#late", "ready").await?;
        s.page.js("document.querySelector('#early').setAttribute('heading-level', '5')").await?;
        s.page.until("e2e.part('headline', '#early').localName === 'h5'").await?;
        s.state("#early", "ready").await?;

        // And the one that failed can try again.
        s.page.js("mend()").await?;
        s.page.click("e2e.part('retry', '#bad')").await?;
        s.state("#bad", "ready").await?;
        assert_eq!(headline(s, "bad").await?.unwrap(), "Bad");
        Ok(())
    });
}

#[test]
fn many_traps_in_one_page_cost_as_many_widgets() {
    scene(async |s| {
        let ids = ["a", "b", "c", "d", "e", "f"];
        let gate = Gate::closed();
        for (at, id) in ids.iter().enumerate() {
            let story = if at % 2 == 0 { divided(id) } else { minimal(id) };
            s.server.put(&format!("/{id}.json"), Reply::json(&story).behind(&gate));
        }
        s.visit(&Host::new(ids.map(widget).concat()).head(NO_DIVIDERS)).await?;
        gate.open();
        for (at, id) in ids.iter().enumerate() {
            let state = if at % 2 == 0 { "error" } else { "ready" };
            s.state(&format!("#{id}"), state).await?;
        }
        let kinds: Value = s
            .page
            .get("e2e.events.filter(({ type }) => type === 'article-error').map(({ detail, target }) => [target, detail.kind]).sort()")
            .await?;
        assert_eq!(kinds, json!([["a", "internal"], ["c", "internal"], ["e", "internal"]]));
        s.expect_problem("no dividers here").await?;
        told_on_the_console(s).await
    });
}

#[test]
fn after_a_trap_those_who_ask_for_the_same_still_share_one_request() {
    scene(async |s| {
        let gate = Gate::closed();
        s.server.put("/bad.json", Reply::json(&divided("Bad")).behind(&gate));
        let slow = Gate::closed();
        s.server.put("/same.json", Reply::json(&minimal("Same")).behind(&slow));
        let same = |id: &str| widget(id).replace(&format!("/{id}.json"), "/same.json");
        let body = [widget("bad"), same("one"), same("two")].concat();
        s.visit(&Host::new(body).head(NO_DIVIDERS)).await?;
        s.server.until("/same.json", "asked for", |seen| seen.len() == 1).await?;
        gate.open();
        trapped(s, "bad").await?;
        // Whoever failed asks for it as well, and another one comes.
        s.page.js("document.querySelector('#bad').setAttribute('src', '/same.json')").await?;
        s.page
            .js_with(
                "document.body.insertAdjacentHTML('beforeend', arguments[0])",
                vec![same("late").into()],
            )
            .await?;
        s.state("#bad", "loading").await?;
        s.state("#late", "loading").await?;
        slow.open();
        for id in ["bad", "one", "two", "late"] {
            s.state(&format!("#{id}"), "ready").await?;
            assert_eq!(headline(s, id).await?.unwrap(), "Same", "{id}");
        }
        assert_eq!(s.server.requests("/same.json").len(), 1, "what is under way outlives the trap");
        Ok(())
    });
}

#[test]
fn an_article_that_is_replaced_by_one_that_traps_is_an_error_and_not_frozen() {
    scene(async |s| {
        s.server.json("/story.json", &minimal("At first"));
        s.visit(&Host::new(widget("story")).head(NO_DIVIDERS)).await?;
        s.state("#story", "ready").await?;
        s.page.js_with("e2e.widget().article = arguments[0]", vec![divided("Given")]).await?;
        trapped(s, "story").await?;
        assert_eq!(s.page.get::<Value>("e2e.widget().article").await?, Value::Null);
        s.page.js("e2e.widget().setAttribute('src', '/story.json?again')").await?;
        s.state("#story", "ready").await?;
        assert_eq!(headline(s, "story").await?.unwrap(), "At first");
        Ok(())
    });
}

#[test]
fn a_fault_of_the_page_itself_changes_nothing() {
    scene(async |s| {
        s.server.json("/story.json", &minimal("Undisturbed"));
        let faults = "<script>window.fail = () => {
                setTimeout(() => { throw new WebAssembly.RuntimeError('of the page') });
                Promise.reject('of the page too');
                return new Promise((done) => setTimeout(done, 50));
            }</script>";
        s.visit(&Host::new(widget("story")).head(faults)).await?;
        s.state("#story", "ready").await?;
        s.page.js("return fail()").await?;
        s.expect_problem("of the page").await?;
        s.page.js("e2e.widget().setAttribute('heading-level', '4')").await?;
        s.page.until("e2e.part('headline').localName === 'h4'").await?;
        assert_eq!(
            s.server.requests("/w/article-widget-app_bg.wasm").len(),
            1,
            "the instance is the same"
        );
        Ok(())
    });
}
