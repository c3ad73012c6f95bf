//! The entry: how a page gets it, and what it asks for.

use std::collections::BTreeMap;
use std::process::Command;

use anyhow::Result;
use e2e::server::dist;
use e2e::{Gate, Host, Outcome, Reply, Server, scene};
use serde_json::{Value, json};

use crate::stories::{STORY, TAG, full, minimal, serve};

#[test]
fn importing_the_definition_does_nothing_until_it_is_called() {
    scene(async |s| {
        serve(s, &full());
        let body = r#"<my-article id="mine" src="/news/story.json"></my-article>
            <article-widget src="/news/story.json"></article-widget>"#;
        s.visit(&Host::new(body).without_entry()).await?;
        s.page.js("return import('/w/define.js').then((module) => { window.define = module.define; })").await?;
        assert!(
            s.page
                .get::<bool>(
                    "!customElements.get('my-article') && !customElements.get('article-widget')"
                )
                .await?
        );
        assert_eq!(s.server.requests(STORY).len(), 0);

        s.page.js("define('my-article'); define('my-article')").await?;
        s.state("#mine", "ready").await?;
        assert!(s.page.get::<bool>("!customElements.get('article-widget')").await?);
        s.page.js("define(); define()").await?;
        s.ready().await?;
        let wasm = s.server.requests("/w/article-widget-app_bg.wasm");
        assert_eq!(wasm.len(), 1, "both names share the instance");
        Ok(())
    });
}

#[test]
fn the_files_may_lie_elsewhere_than_the_script() {
    scene(async |s| {
        serve(s, &full());
        let cdn = Server::start().await?;
        s.server.put(
            "/assets/bundle.js",
            Reply::new("text/javascript", std::fs::read(dist().join("define.js"))?),
        );
        s.visit(&Host::new(TAG).without_entry()).await?;
        let import = "return import('/assets/bundle.js').then(({ define }) => define('article-widget', arguments[0]))";
        s.page
            .js_with(&import.replace("arguments[0]", &format!("'{}'", cdn.url("/w/"))), vec![])
            .await?;
        s.ready().await?;
        assert_eq!(cdn.requests("/w/article-widget-app_bg.wasm").len(), 1);
        Ok(())
    });
}

#[test]
fn on_a_server_both_scripts_can_be_imported() -> Result<()> {
    for (name, call) in
        [("article-widget.js", ""), ("define.js", ".then(({ define }) => define())")]
    {
        let url = format!("file://{}", dist().join(name).display());
        let script = format!("import('{url}'){call}");
        let output = Command::new("node").args(["--input-type=module", "-e", &script]).output()?;
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

#[test]
fn elements_that_ask_for_the_same_share_one_request() {
    scene(async |s| {
        let gate = Gate::closed();
        s.server.put(STORY, Reply::json(&full()).behind(&gate));
        s.open(&TAG.repeat(20)).await?;
        s.server.until(STORY, "asked for", |seen| seen.len() == 1).await?;
        s.server.json("/elsewhere.json", &minimal("Elsewhere"));
        // Some go, one comes late.
        s.page
            .js_with(
                "const all = [...document.querySelectorAll('article-widget')];
                 all.slice(0, 5).forEach((widget) => widget.remove());
                 all[6].setAttribute('src', '/elsewhere.json');
                 document.body.insertAdjacentHTML('beforeend', arguments[0]);",
                vec![TAG.into()],
            )
            .await?;
        gate.open();
        s.page
            .until("document.querySelectorAll('article-widget[state=ready]').length === 16")
            .await?;
        assert_eq!(s.server.requests(STORY).len(), 1);
        assert_eq!(s.server.requests(STORY)[0].outcome, Outcome::Served);
        // What was asked for later is asked for anew.
        s.page.js("return e2e.widget().reload()").await?;
        assert_eq!(s.server.requests(STORY).len(), 2);
        Ok(())
    });
}

#[test]
fn a_shared_request_ends_when_the_last_element_goes() {
    scene(async |s| {
        s.server.put(STORY, Reply::json(&full()).stall_after(30));
        s.open(&TAG.repeat(3)).await?;
        s.server.until(STORY, "asked for", |seen| seen.len() == 1).await?;
        for _ in 0..2 {
            s.page
                .js("e2e.widget().remove(); return new Promise((done) => setTimeout(done, 20))")
                .await?;
            assert_eq!(s.server.requests(STORY)[0].outcome, Outcome::Pending);
        }
        s.page.js("e2e.widget().remove()").await?;
        s.server.until(STORY, "aborted", |seen| seen[0].outcome == Outcome::Aborted).await
    });
}

#[test]
fn with_other_credentials_it_is_another_request() {
    scene(async |s| {
        serve(s, &full());
        s.open(&format!("{TAG}{}", TAG.replace("src", "id=two crossorigin=use-credentials src")))
            .await?;
        s.ready().await?;
        s.state("#two", "ready").await?;
        assert_eq!(s.server.requests(STORY).len(), 2);
        Ok(())
    });
}

/// How often each of a server's paths was asked for.
fn counts(server: &Server) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for seen in server.log() {
        *counts.entry(seen.path).or_default() += 1;
    }
    counts
}

#[test]
fn nothing_is_asked_for_twice_whatever_is_preloaded() {
    scene(async |s| {
        let (cdn, news) = (Server::start().await?, Server::start().await?);
        news.json(STORY, &minimal("Once"));
        let (folder, story) = (cdn.url("/w"), news.url(STORY));
        let preload = format!(
            r#"<link rel="modulepreload" href="{folder}/article-widget.js">
               <link rel="modulepreload" href="{folder}/article-widget-app.js">
               <link rel="preload" as="fetch" crossorigin href="{folder}/article-widget-app_bg.wasm">
               <link rel="preload" as="fetch" crossorigin href="{folder}/article-widget.css">
               <link rel="preload" as="fetch" crossorigin href="{story}">"#
        );
        for head in ["", &preload] {
            let (files, stories) = (cdn.log().len(), news.log().len());
            let tag = format!(r#"<article-widget src="{story}"></article-widget>"#);
            let host = Host::new(tag).head(head).entry(format!("{folder}/article-widget.js"));
            s.visit(&host).await?;
            s.ready().await?;
            let asked: Vec<_> = cdn.log().into_iter().skip(files).map(|seen| seen.path).collect();
            assert_eq!(asked.len(), 4, "{head}\n{asked:?}");
            assert_eq!(news.log().len() - stories, 1, "{head}");
        }
        assert!(counts(&cdn).values().all(|count| *count == 2));
        Ok(())
    });
}

#[test]
fn two_versions_in_a_page_do_not_disturb_each_other() {
    scene(async |s| {
        serve(s, &full());
        // As if from another release: another address, another name, another instance of the Wasm.
        let second = Server::start().await?;
        let script = format!(
            r#"<script type="module" src="/w/article-widget.js"></script>
            <script type="module">
                import {{ define }} from "{0}";
                define();
                define("second-article");
            </script><second-article id="second" src="/news/story.json"></second-article>"#,
            second.url("/w/define.js")
        );
        s.visit(&Host::new(format!("{TAG}{script}")).without_entry()).await?;
        s.ready().await?;
        s.state("#second", "ready").await?;
        let instances = ["/w/article-widget-app_bg.wasm"; 2];
        let loaded = [&s.server, &second].map(|server| server.requests(instances[0]).len());
        assert_eq!(loaded, [1, 1]);
        // Each hears of its own clicks alone, and its own redraws.
        s.page.js("addEventListener('article-link', (event) => event.preventDefault())").await?;
        for id in ["article-widget", "#second"] {
            s.page.js("e2e.events.length = 0").await?;
            s.page.js(&format!("e2e.part('body', '{id}').querySelector('a').click()")).await?;
            assert_eq!(s.events("article-link").await?.len(), 1, "{id}");
        }
        s.page.js("e2e.widget('#second').setAttribute('heading-level', '6')").await?;
        s.page.until("e2e.part('headline', '#second').localName === 'h6'").await?;
        assert_eq!(s.page.get::<Value>("e2e.part('headline').localName").await?, json!("h2"));
        Ok(())
    });
}

#[test]
fn an_application_around_it_that_is_made_with_yew_too_finds_no_mark_of_its_own_kind() {
    scene(async |s| {
        serve(s, &full());
        s.open(&TAG.repeat(3)).await?;
        s.page
            .until("document.querySelectorAll('article-widget[state=ready]').length === 3")
            .await?;
        // By such properties an application of Yew's tells which of its handlers a click is for.
        let marks = "[...document.querySelectorAll('article-widget')].flatMap((widget) => [widget, ...e2e.all('*', widget)])
            .flatMap((element) => Object.keys(element)).filter((key) => key.startsWith('__yew'))";
        assert_eq!(s.page.get::<Value>(marks).await?, json!([]));
        s.page.js("return e2e.widget().reload()").await?;
        assert_eq!(s.page.get::<Value>(marks).await?, json!([]));
        Ok(())
    });
}
