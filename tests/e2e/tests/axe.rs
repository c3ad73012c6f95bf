//! What axe finds in every article, look and state.

use std::collections::BTreeSet;
use std::io::Write;

use anyhow::{Context, Result};
use e2e::browser::Engine;
use e2e::gallery::{A_PAGE, ARE_THERE, Look, OPEN_PANELS, STATES, exhibits, serve_states};
use e2e::{Host, Scene, scene, server};
use serde::Deserialize;

use crate::stories::told_on_the_console;

/// What a run of axe has looked at and found.
#[derive(Deserialize)]
struct Run {
    rules: usize,
    violations: Vec<String>,
}

/// What all runs have looked at and found.
#[derive(Default)]
struct Tally {
    pages: usize,
    rules: usize,
    violations: Vec<String>,
}

impl Tally {
    /// Runs axe over the whole page, shadow roots included.
    async fn run(&mut self, scene: &Scene, what: &str) -> Result<()> {
        let run = run(scene).await?;
        self.pages += 1;
        self.rules = self.rules.max(run.rules);
        self.violations.extend(run.violations.into_iter().map(|it| format!("{what}: {it}")));
        Ok(())
    }

    fn tell(&self, what: &str) -> Result<()> {
        let Self { pages, rules, violations } = self;
        writeln!(
            std::io::stderr(),
            "axe, {what}: {pages} pages × {rules} rules, {} violations",
            violations.len()
        )?;
        assert_eq!(*violations, [""; 0]);
        Ok(())
    }
}

async fn run(scene: &Scene) -> Result<Run> {
    if !scene.page.get::<bool>("'axe' in window").await? {
        let file = server::workspace().join("xtask/npm/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(&file).with_context(|| {
            format!("{} is missing; `cargo xtask setup` installs it", file.display())
        })?;
        scene.page.js(&axe).await?;
    }
    let found = scene
        .page
        .js("// Elements that are still fading in have no colours of their own yet.
             for (const animation of document.getAnimations()) try { animation.finish() } catch { animation.cancel() }
             return axe.run(document, { rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } } }).then(({ passes, violations, incomplete, inapplicable }) => ({
                 rules: [passes, violations, incomplete, inapplicable].flat().length,
                 violations: violations.flatMap(({ id, nodes }) =>
                     nodes.map(({ target, html, failureSummary }) => `${id} at ${target}: ${html} ${failureSummary}`)),
             }))")
        .await?;
    Ok(serde_json::from_value(found)?)
}

/// Fails where axe finds anything on the page as it is.
pub async fn is_accessible(scene: &Scene, what: &str) -> Result<()> {
    assert_eq!(run(scene).await?.violations, [""; 0], "{what}");
    Ok(())
}

/// Opens a page with widgets and waits until none of them changes by itself any more.
async fn show(scene: &Scene, head: &str, widgets: &str) -> Result<()> {
    let page = Host::new(format!("<main><h1>A host page</h1>{widgets}</main>")).head(head);
    scene.visit(&page).await?;
    scene.page.until(ARE_THERE).await.map(drop)
}

/// In the ordinary run each page of articles has one look, in turn; with `--all` every look.
#[test]
fn axe_finds_nothing_in_any_article() {
    scene(async |s| {
        let exhibits = exhibits()?;
        let looks = Look::all();
        let met = if std::env::var_os("TEST_ALL").is_some() { looks.len() } else { 1 };
        let mut tally = Tally::default();
        for (page, some) in exhibits.chunks(A_PAGE).enumerate() {
            some.iter().for_each(|exhibit| exhibit.serve(&s.server));
            let tags = some.iter().map(|exhibit| exhibit.tag("")).collect::<String>();
            show(s, "", &tags).await?;
            for look in looks.iter().cycle().skip(page * 7).take(met) {
                look.wear(&s.page).await?;
                let names: Vec<_> = some.iter().map(|exhibit| exhibit.name.as_str()).collect();
                tally.run(s, &format!("{look}: {}", names.join(", "))).await?;
            }
        }
        tally.tell(&format!("{} articles × {met} looks", exhibits.len()))
    });
}

#[test]
fn axe_finds_nothing_in_any_state_and_look() {
    scene(async |s| {
        serve_states(&s.server);
        let mut tally = Tally::default();
        let is_offline =
            "<script>Object.defineProperty(navigator, 'onLine', { get: () => false })</script>";
        show(s, is_offline, STATES).await?;
        let kinds: BTreeSet<String> = s.page.get("e2e.events.filter(({ type }) => type === 'article-error').map(({ detail }) => detail.kind)").await?;
        assert_eq!(
            kinds.into_iter().collect::<Vec<_>>(),
            ["http", "no-article", "not-json", "offline"]
        );
        s.page.js(OPEN_PANELS).await?;
        s.page
            .until("e2e.all('.themes', '#themes')[0]?.checkVisibility() && e2e.all('.contents', '#contents')[0]?.checkVisibility()")
            .await?;
        // Colours are the same everywhere, so the other engines see each style and theme once.
        let is_first = s.page.engine() == Engine::Chromium;
        for look in if is_first { Look::all() } else { Look::each() } {
            look.wear(&s.page).await?;
            tally.run(s, &look.to_string()).await?;
        }
        told_on_the_console(s).await?;
        tally.tell(&format!("{} looks of every state", tally.pages))
    });
}
