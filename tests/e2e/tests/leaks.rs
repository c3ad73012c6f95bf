//! What elements that come and go leave behind: nothing that grows.

use std::io::Write;

use anyhow::Context;
use e2e::browser::Engine;
use e2e::{Host, scene};

use crate::held::{Growth, Held, WATCH};
use crate::stories::{full, serve};

/// Mounts and unmounts so often; the figures are taken before and after, when all that is made once is there.
const CYCLES: u32 = 500;
const WARM_UP: u32 = 100;

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

#[test]
fn five_hundred_articles_that_came_and_went_leave_nothing_that_grows() {
    scene(async |s| {
        if s.page.engine() != Engine::Chromium {
            return s.not_run("only Chromium counts what a page holds");
        }
        serve(s, &full());
        s.visit(&Host::new("<div id=place></div>").head(WATCH)).await?;
        s.page.js_with(CYCLE, vec![WARM_UP.into()]).await?;
        let before = Held::by(s).await?;
        // In parts, as a driver's script must end in time.
        for _ in 0..5 {
            s.page.js_with(CYCLE, vec![(CYCLES / 5).into()]).await?;
        }
        let after = Held::by(s).await?;
        writeln!(std::io::stderr(), "{CYCLES} articles: {before} → {after}")
            .context("telling the figures")?;
        // A hundredth of what so many articles hold while they are shown.
        after.is_no_more_than(&before, Growth { nodes: 20, heap: 256 * 1024, pages: 0 });
        Ok(())
    });
}
