//! Host pages with strict policies.

use axum::http::header::CONTENT_SECURITY_POLICY;
use e2e::{Host, scene};
use serde_json::{Value, json};

use crate::figures::{POLICIES, tell, violations};
use crate::stories::{TAG, fails_with, full, serve};

pub const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'; \
                      style-src 'self'; require-trusted-types-for 'script'";

#[test]
fn a_strict_policy_with_trusted_types_is_never_violated() {
    scene(async |s| {
        serve(s, &full());
        s.visit(&Host::new(TAG).header(CONTENT_SECURITY_POLICY, STRICT)).await?;
        s.ready().await?;
        s.page.until("e2e.part('hero-image').naturalWidth > 0").await?;
        let radius: String = s.page.get("e2e.style(e2e.part('article'), 'display')").await?;
        assert_eq!(radius, "grid", "the styles are there");
        tell(s, POLICIES, "an article with a picture", violations(s).await?)?;
        // That the policy is in force at all shows in a script that it must stop.
        s.page.js("document.body.append(Object.assign(document.createElement('script'), { type: 'module' }))").await?;
        s.page
            .js("const image = document.createElement('img'); image.src = 'https://elsewhere.example/x.png'; document.body.append(image)")
            .await?;
        s.page.until("e2e.problems.some((problem) => problem.includes('img-src'))").await?;
        s.expect_problem("policy: img-src").await
    });
}

#[test]
fn errors_and_loading_violate_a_strict_policy_no_more_than_articles() {
    scene(async |s| {
        s.visit(&Host::new(TAG).header(CONTENT_SECURITY_POLICY, STRICT)).await?;
        fails_with(s, "http").await?;
        serve(s, &full());
        s.page.click("e2e.part('retry')").await?;
        s.ready().await?;
        tell(s, POLICIES, "an error, then Try again", violations(s).await?)
    });
}

#[test]
fn every_kind_of_block_keeps_to_a_strict_policy() {
    scene(async |s| {
        let tag = r#"<article-widget src="/w/preview/articles/blocks.json"></article-widget>"#;
        // Recordings are the article's own; the contract's policy speaks of pictures only.
        let policy = format!("{STRICT}; media-src 'self'");
        s.visit(&Host::new(tag).header(CONTENT_SECURITY_POLICY, &policy)).await?;
        s.ready().await?;
        s.page.js("e2e.all('img').forEach((image) => { image.loading = 'eager'; })").await?;
        s.page.until("e2e.all('img').every((image) => image.complete)").await?;
        tell(s, POLICIES, "every kind of block", violations(s).await?)
    });
}

#[test]
fn a_policy_that_forbids_wasm_leaves_the_fallback_and_says_what_to_allow() {
    scene(async |s| {
        serve(s, &full());
        let policy = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; style-src 'self'";
        let tag = r#"<article-widget src="/news/story.json"><p id="fallback">Read the original</p></article-widget>"#;
        s.visit(&Host::new(tag).header(CONTENT_SECURITY_POLICY, policy)).await?;
        let detail = fails_with(s, "blocked").await?;
        let message = detail["message"].as_str().unwrap();
        assert!(message.contains("wasm-unsafe-eval"), "{message}");
        assert!(s.page.get::<bool>("document.querySelector('#fallback').checkVisibility()").await?);
        assert!(
            s.page
                .get::<bool>("e2e.part('error').checkVisibility() && !!e2e.part('retry')")
                .await?
        );
        // Some browsers report the refusal as a violation, as they should.
        tell(s, POLICIES, "an article where Wasm is forbidden", violations(s).await?)?;
        s.page
            .js("e2e.problems.splice(0, e2e.problems.length, ...e2e.problems.filter((problem) => !problem.startsWith('policy: script-src wasm-eval')))")
            .await?;
        Ok(())
    });
}

#[test]
fn a_policy_without_inline_styles_changes_nothing_about_the_looks() {
    scene(async |s| {
        serve(s, &full());
        let looks = "[...e2e.part('article').querySelectorAll('*')].map((element) => {
                const { color, fontSize, fontFamily, marginTop, display } = getComputedStyle(element);
                return [element.localName, color, fontSize, fontFamily, marginTop, display].join();
            })";
        s.open(TAG).await?;
        s.ready().await?;
        let free: Value = s.page.get(looks).await?;
        s.visit(&Host::new(TAG).header(CONTENT_SECURITY_POLICY, STRICT)).await?;
        s.ready().await?;
        let strict: Value = s.page.get(looks).await?;
        assert_ne!(free, json!([]));
        assert_eq!(free, strict);
        Ok(())
    });
}

#[test]
fn a_policy_that_forbids_the_request_is_named_as_the_cause() {
    scene(async |s| {
        serve(s, &full());
        let policy = "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
        let tag = r#"<article-widget src="https://news.example/story.json"></article-widget>"#;
        s.visit(&Host::new(tag).header(CONTENT_SECURITY_POLICY, policy)).await?;
        let detail = fails_with(s, "blocked").await?;
        let message = detail["message"].as_str().unwrap();
        assert!(message.contains("https://news.example in connect-src"), "{message}");
        assert!(
            s.text("error").await?.unwrap().contains(message),
            "whoever looks at the page sees it"
        );
        s.expect_problem("policy: connect-src").await
    });
}

#[test]
fn a_policy_that_forbids_the_widgets_own_files_is_named_as_the_cause() {
    scene(async |s| {
        serve(s, &full());
        let policy = "script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'";
        s.visit(&Host::new(TAG).header(CONTENT_SECURITY_POLICY, policy)).await?;
        let detail = fails_with(s, "blocked").await?;
        let message = detail["message"].as_str().unwrap();
        assert!(message.contains(&s.server.origin()), "{message}");
        assert!(message.ends_with("in connect-src."), "{message}");
        s.expect_problem("policy: connect-src").await
    });
}
