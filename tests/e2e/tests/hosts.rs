//! Host pages that do to everything what some pages do: the article looks as it does in a plain one, pixel for pixel.

use anyhow::{Context, Result, bail};
use e2e::browser::Engine;
use e2e::picture::Picture;
use e2e::{Host, Scene, scene};

use crate::figures::{PIXELS, tell};
use crate::stories::{TAG, full, serve, told_on_the_console};

/// All that differs from a plain page is in here, so the article is as wide as the window in all of them.
const PLAIN: &str = "<style>body { margin: 0 }</style>";

const RULES: &[(&str, &str)] = &[
    (
        "everything unset",
        // The words of the head's elements would push the article down by a part of a pixel.
        "* { all: unset !important } html head, html script { display: none !important }",
    ),
    ("everything reverted", "* { all: revert !important } html body { margin: 0 !important }"),
    ("no div is shown", "div, article, figure, p, h2, slot { display: none !important }"),
    (
        "rules for all elements",
        "* { white-space: nowrap; text-transform: uppercase; text-align: right; letter-spacing: 9px; word-spacing: 1em;
             color: lime; font: italic 30px/3 monospace; text-shadow: 2px 2px red; text-indent: 3em; visibility: visible;
             list-style: none; border-collapse: collapse; cursor: wait; hyphens: auto; tab-size: 20 }",
    ),
    (
        "rules for all boxes",
        "body * { box-sizing: content-box !important; float: none; line-height: 0 !important; font-size: 0 !important;
             direction: ltr; quotes: none; user-select: none; writing-mode: horizontal-tb; transition: all 9s }",
    ),
];

const SCRIPTS: &[(&str, &str)] = &[
    (
        "prototypes with more in them",
        "Object.prototype.extend = function () { return this; };
         Object.prototype.toJSON = undefined;
         Object.prototype.index = 7;
         Array.prototype.contains = function (one) { return this.indexOf(one) >= 0; };
         Array.prototype.last = function () { return this[this.length - 1]; };
         String.prototype.strip = function () { return this.trim(); };
         Function.prototype.bindLater = function () { return this; };
         Element.prototype.hide = function () { this.style.display = 'none'; };",
    ),
    (
        "a wrapped fetch",
        "const original = window.fetch;
         window.fetch = function (...words) {
             const answer = original.apply(window, words);
             answer.then((response) => response.clone().text(), () => {});
             return { then: (done, failed) => answer.then(done, failed) };
         };",
    ),
    (
        "another promise",
        "const Native = Promise;
         window.Promise = class Promise extends Native {
             then(...words) { return super.then(...words); }
         };",
    ),
    (
        "zones",
        "for (const name of ['setTimeout', 'setInterval', 'queueMicrotask', 'requestAnimationFrame']) {
             const original = window[name].bind(window);
             window[name] = (run, ...rest) => original((...words) => { window.zone = name; try { return run(...words); } finally { window.zone = null; } }, ...rest);
         }
         const { addEventListener } = EventTarget.prototype;
         EventTarget.prototype.addEventListener = function (type, listener, options) {
             const wrapped = typeof listener === 'function' ? function (event) { return listener.call(this, event); } : listener;
             return addEventListener.call(this, type, wrapped, options);
         };
         const { then } = Promise.prototype;
         Promise.prototype.then = function (done, failed) {
             const wrap = (run) => typeof run === 'function' ? (value) => run(value) : run;
             return then.call(this, wrap(done), wrap(failed));
         };",
    ),
];

async fn picture(scene: &Scene) -> Result<Picture> {
    scene.ready().await?;
    scene
        .page
        .until("e2e.part('hero-image').complete && e2e.part('hero-image').naturalWidth > 0")
        .await?;
    // A driver may take its picture before all is painted; what is, looks the same twice.
    let mut before = scene.page.picture("e2e.part('article')").await?;
    for _ in 0..50 {
        let now = scene.page.picture("e2e.part('article')").await?;
        if now == before && now.colours() > 20 {
            return Ok(now);
        }
        before = now;
    }
    bail!("the picture never comes to rest")
}

async fn differing(scene: &Scene, plain: &Picture, host: &Host, what: &str) -> Result<()> {
    scene.visit(host).await?;
    let among = picture(scene).await.with_context(|| what.to_owned())?;
    // WebKitGTK's pictures of one page differ from each other, in a few pixels and by little.
    let tolerance = if scene.page.engine() == Engine::Webkit { 64 } else { 0 };
    let count = plain.differing(&among, tolerance);
    assert_eq!(count, 0, "{what}: {count} pixels of {:?} and {:?}", plain.size, among.size);
    tell(scene, PIXELS, what, count)
}

async fn plain(scene: &Scene) -> Result<Picture> {
    serve(scene, &full());
    // A driver's picture of an element ends where the window does.
    scene.page.resize(800, 1500).await?;
    scene.visit(&Host::new(TAG).head(PLAIN)).await?;
    picture(scene).await
}

#[test]
fn rules_for_everything_change_no_pixel() {
    scene(async |s| {
        let plain = plain(s).await?;
        for (what, rules) in RULES {
            let head = format!("{PLAIN}<style>{rules}</style>");
            differing(s, &plain, &Host::new(TAG).head(&head), what).await?;
        }
        Ok(())
    });
}

#[test]
fn scripts_that_change_the_language_change_no_pixel() {
    scene(async |s| {
        let plain = plain(s).await?;
        for (what, script) in SCRIPTS {
            let head = format!("{PLAIN}<script>{{ {script} }}</script>");
            differing(s, &plain, &Host::new(TAG).head(&head), what).await?;
        }
        Ok(())
    });
}

#[test]
fn pages_of_old_kinds_change_no_pixel() {
    scene(async |s| {
        let plain = plain(s).await?;
        let host = Host::new(TAG).head(PLAIN);
        differing(s, &plain, &host.clone().quirky(), "quirks mode").await?;
        let base = format!("{PLAIN}<base href=\"https://elsewhere.example/deep/\">");
        let origin = s.server.origin();
        let whole = TAG.replace("src=\"", &format!("src=\"{origin}"));
        let entry = format!("{origin}/w/article-widget.js");
        differing(s, &plain, &Host::new(whole).head(&base).entry(entry), "a base").await?;
        let written = format!("<script>document.write('{TAG}')</script>");
        differing(s, &plain, &Host::new(written).head(PLAIN), "a written page").await?;
        told_on_the_console(s).await
    });
}
