//! What elements that come and go leave behind: nothing that grows.

use std::io::Write;

use anyhow::{Context, Result};
use e2e::browser::{Engine, Memory};
use e2e::{Host, Scene, scene};

use crate::stories::{full, serve};

/// Mounts and unmounts so often; the figures are taken before and after, when all that is made once is there.
const CYCLES: u32 = 500;
const WARM_UP: u32 = 100;

/// Lets the test see the Wasm's memory, of which the page itself knows nothing.
const MEMORY: &str = "<script>
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const original = WebAssembly[name];
        WebAssembly[name] = async (...words) => {
            const made = await original.apply(WebAssembly, words);
            window.memory = Object.values((made.instance ?? made).exports).find((it) => it instanceof WebAssembly.Memory);
            return made;
        };
    }
</script>";

/// One in three goes before its article is there; one in five shows two articles.
const CYCLE: &str = "return (async () => {
    const place = document.querySelector('#place');
    for (let i = 0; i < arguments[0]; i++) {
        const widget = document.createElement('article-widget');
        widget.setAttribute('src', '/news/story.json');
        widget.append('Fallback');
        place.append(widget);
        if (i % 3) await widget.ready;
        if (i % 5 === 0) {
            widget.setAttribute('hide', 'hero');
            widget.setAttribute('src', '/news/story.json?other');
            await widget.ready;
        }
        widget.remove();
        e2e.events.length = 0;
        await new Promise((done) => setTimeout(done));
    }
    performance.clearResourceTimings();
})()";

async fn settled(scene: &Scene) -> Result<(Memory, u64)> {
    // What is freed in one go lets more be freed in the next.
    for _ in 0..5 {
        scene.page.collect_garbage().await?;
        scene.page.js("return new Promise((done) => setTimeout(done, 100))").await?;
    }
    let pages = scene.page.get::<f64>("memory.buffer.byteLength / 65536").await?;
    Ok((scene.page.memory().await?, pages as u64))
}

#[test]
fn five_hundred_articles_that_came_and_went_leave_nothing_that_grows() {
    scene(async |s| {
        if s.page.engine() != Engine::Chromium {
            return s.not_run("only Chromium counts what a page holds");
        }
        serve(s, &full());
        s.visit(&Host::new("<div id=place></div>").head(MEMORY)).await?;
        s.page.js_with(CYCLE, vec![WARM_UP.into()]).await?;
        let (before, pages_before) = settled(s).await?;
        // In parts, as a driver's script must end in time.
        for _ in 0..5 {
            s.page.js_with(CYCLE, vec![(CYCLES / 5).into()]).await?;
        }
        let (after, pages_after) = settled(s).await?;
        let figures = format!(
            "{CYCLES} articles: nodes {} → {}, listeners {} → {}, heap {} → {} KB, Wasm {pages_before} → {pages_after} pages",
            before.nodes,
            after.nodes,
            before.listeners,
            after.listeners,
            before.heap / 1024,
            after.heap / 1024
        );
        writeln!(std::io::stderr(), "{figures}").context("telling the figures")?;
        assert!(after.nodes <= before.nodes + 20, "{figures}");
        assert!(after.listeners <= before.listeners + 2, "{figures}");
        // A hundredth of what so many articles hold while they are shown.
        assert!(after.heap <= before.heap + 256 * 1024, "{figures}");
        assert!(pages_after <= pages_before, "{figures}");
        Ok(())
    });
}
