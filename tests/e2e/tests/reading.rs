//! How far a reader has come, as the host hears of it.

use anyhow::Result;
use e2e::browser::Engine;
use e2e::gallery::ARE_THERE;
use e2e::{Host, Scene, scene};
use serde_json::{Value, json};

use crate::stories::{TAG, minimal, serve, with_body};

/// An article that no window shows at once.
fn long() -> Value {
    let text = "A line of the story that goes on and on. ".repeat(20);
    with_body((0..60).map(|_| json!({ "type": "paragraph", "text": text })).collect())
}

const DEPTHS: &str = "JSON.stringify(e2e.events.filter(({ type, target }) => type === 'article-read' && !target).map(({ detail }) => detail.depth))";

async fn depths(scene: &Scene, target: &str) -> Result<Value> {
    let depths = format!(
        "e2e.events.filter(({{ type, target }}) => type === 'article-read' && target === '{target}').map(({{ detail }}) => detail.depth)"
    );
    scene.page.get(&depths).await
}

/// Waits until the reader of another article, which is in view, has been noticed: by then this one's had its chance.
async fn another_is_noticed(scene: &Scene) -> Result<()> {
    scene.server.json("/short.json", &minimal("Short"));
    scene
        .page
        .js("document.querySelector('#short')?.remove();
             const short = document.createElement('article-widget');
             short.id = 'short';
             short.setAttribute('src', '/short.json');
             short.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 20em; background: white';
             e2e.events.splice(0, e2e.events.length, ...e2e.events.filter(({ target }) => target !== 'short'));
             document.body.append(short)")
        .await?;
    scene.page.until("e2e.events.some(({ type, target, detail }) => type === 'article-read' && target === 'short' && detail.depth === 100)").await?;
    Ok(())
}

#[test]
fn what_is_in_view_at_once_is_read_to_the_end() {
    scene(async |s| {
        serve(s, &minimal("Short"));
        s.open(TAG).await?;
        s.page.until("e2e.events.length === 5").await?;
        assert_eq!(depths(s, "").await?, json!([25, 50, 75, 100]));
        let event = &s.events("article-read").await?[0];
        assert_eq!((&event["bubbles"], &event["composed"]), (&json!(true), &json!(true)));
        Ok(())
    });
}

#[test]
fn of_a_long_article_each_quarter_is_told_once_when_it_has_been_in_view() {
    scene(async |s| {
        serve(s, &long());
        s.open(TAG).await?;
        s.ready().await?;
        another_is_noticed(s).await?;
        assert_eq!(depths(s, "").await?, json!([]), "a glance is no reading");
        for (part, expected) in [
            (0.3, json!([25])),
            (0.1, json!([25])),
            (0.55, json!([25, 50])),
            (0.8, json!([25, 50, 75])),
            (1.0, json!([25, 50, 75, 100])),
            (0.0, json!([25, 50, 75, 100])),
        ] {
            let scroll = "const { top, height } = e2e.part('body').getBoundingClientRect();
                scrollBy(0, top + height * arguments[0] - innerHeight + 1)";
            s.page.js_with(scroll, vec![json!(part)]).await?;
            another_is_noticed(s).await?;
            s.page.until(&format!("{DEPTHS} === '{expected}'")).await?;
        }
        Ok(())
    });
}

#[test]
fn what_was_told_of_an_article_is_not_told_again_until_another_is_asked_for() {
    scene(async |s| {
        serve(s, &long());
        s.server.json("/other.json", &long());
        s.open(TAG).await?;
        s.ready().await?;
        let see_half = "const { top, height } = e2e.part('body').getBoundingClientRect();
            scrollBy(0, top + height * 0.55 - innerHeight)";
        s.page.js(see_half).await?;
        another_is_noticed(s).await?;
        let half = json!([25, 50]);
        s.page.until(&format!("{DEPTHS} === '{half}'")).await?;
        for again in ["reload()", "setAttribute('heading-level', '4')"] {
            s.page.js(&format!("e2e.widget().{again}")).await?;
            s.ready().await?;
            another_is_noticed(s).await?;
            assert_eq!(depths(s, "").await?, half, "{again}");
        }
        s.page.js("e2e.widget().setAttribute('src', '/other.json')").await?;
        s.ready().await?;
        s.page.js(see_half).await?;
        another_is_noticed(s).await?;
        s.page.until(&format!("{DEPTHS} === '[25,50,25,50]'")).await.map(drop)
    });
}

#[test]
fn a_link_leads_to_what_is_too_far_down_to_be_laid_out_yet() {
    scene(async |s| {
        let text = "A line of the story that goes on and on. ".repeat(20);
        let mut blocks =
            vec![json!({ "type": "paragraph", "text": "<a href='#end'>To the end</a>" })];
        blocks.extend((0..200).map(|_| json!({ "type": "paragraph", "text": text })));
        blocks.push(json!({ "type": "paragraph", "text": "<b id='end'>The end</b>" }));
        serve(s, &with_body(blocks.into()));
        s.open(TAG).await?;
        s.ready().await?;
        let end = "e2e.part('body').querySelector(':scope > :last-child > *')";
        let is_laid_out = format!("{end}.checkVisibility({{ contentVisibilityAuto: true }})");
        // Firefox lays all of it out at once.
        if s.page.engine() != Engine::Firefox {
            s.page.until(&format!("!{is_laid_out}")).await?;
        }
        s.page.click("e2e.part('body').querySelector('a')").await?;
        let in_view = format!(
            "(({{ top, bottom }}) => top >= 0 && bottom <= innerHeight)({end}.getBoundingClientRect())"
        );
        s.page.until(&format!("{is_laid_out} && {in_view}")).await?;
        Ok(())
    });
}

#[test]
fn of_many_articles_on_a_page_those_far_away_are_laid_out_when_they_come_near() {
    scene(async |s| {
        serve(s, &long());
        s.open(&TAG.repeat(12)).await?;
        let widget = |at: i32| {
            format!("[...document.querySelectorAll('article-widget')].at({at}).shadowRoot")
        };
        s.page.until(ARE_THERE).await?;
        let is_laid_out = |at| {
            let line = format!("{}.querySelector('.body > :first-child')", widget(at));
            format!("{line}.checkVisibility({{ contentVisibilityAuto: true }})")
        };
        // Other browsers lay all of them out at once.
        let is_chromium = s.page.engine() == Engine::Chromium;
        let is_far = |at| format!("{} !== {is_chromium}", is_laid_out(at));
        s.page.until(&is_far(-1)).await?;
        let rule = "article-widget::part(body) { content-visibility: visible }";
        s.page
            .js(&format!(
                "document.head.insertAdjacentHTML('beforeend', '<style id=at-once>{rule}</style>')"
            ))
            .await?;
        s.page.until(&is_laid_out(-1)).await?;
        s.page.js("document.querySelector('#at-once').remove()").await?;
        s.page.until(&is_far(-1)).await?;
        // A few are no crowd.
        s.page.until(&is_laid_out(9)).await?;
        s.page.js(&format!("{}.querySelector('h2').scrollIntoView()", widget(-1))).await?;
        // What is read stays in its place when the article above it gets its true height.
        let top = format!("{}.querySelector('h2').getBoundingClientRect().top", widget(-1));
        let are_there = format!("{} && {}", is_laid_out(-1), is_laid_out(-2));
        s.page.until(&format!("{are_there} && Math.abs({top}) < 2")).await?;
        Ok(())
    });
}

#[test]
fn what_is_scrolled_past_unseen_is_not_read() {
    scene(async |s| {
        serve(s, &long());
        let gap = "<div style='height: 200vh'></div>";
        s.open(&format!("{gap}{TAG}{gap}")).await?;
        s.ready().await?;
        another_is_noticed(s).await?;
        s.page.js("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })").await?;
        another_is_noticed(s).await?;
        assert_eq!(depths(s, "").await?, json!([]));
        Ok(())
    });
}

#[test]
fn a_box_that_scrolls_around_the_element_counts_as_the_page_does() {
    scene(async |s| {
        serve(s, &long());
        s.open(&format!("<div id=box style='height: 300px; overflow: auto'>{TAG}</div>")).await?;
        s.ready().await?;
        another_is_noticed(s).await?;
        assert_eq!(depths(s, "").await?, json!([]));
        s.page
            .js("const box = document.querySelector('#box'); box.scrollTop = box.scrollHeight / 2")
            .await?;
        s.page.until("e2e.events.some(({ type, target, detail }) => type === 'article-read' && !target && detail.depth === 50)").await?;
        assert!(!depths(s, "").await?.as_array().unwrap().contains(&json!(75)));
        Ok(())
    });
}

#[test]
fn in_a_frame_as_high_as_its_article_the_page_around_it_counts() {
    scene(async |s| {
        serve(s, &long());
        s.serve("/host/inner.html", &Host::new(TAG));
        let frame = r#"<iframe id="frame" src="/host/inner.html" style="width: 600px; height: 30000px"></iframe>
            <script>
                addEventListener('message', () => {});
                frame.onload = () => frame.contentWindow.addEventListener('article-read', ({ detail }) => { document.title = detail.depth; });
            </script>"#;
        s.visit(&Host::new(frame).without_entry()).await?;
        let body = "frame.contentDocument.querySelector('article-widget').shadowRoot.querySelector('[part=body]')";
        s.page
            .until(&format!(
                "!!frame.contentDocument?.querySelector('article-widget[state=ready]') && !!{body}"
            ))
            .await?;
        s.page.js(&format!("scrollTo(0, frame.offsetTop + {body}.getBoundingClientRect().top + {body}.offsetHeight * 0.6 - innerHeight)")).await?;
        s.page.until("document.title === '50'").await.map(drop)
    });
}
