//! Articles that try to do what an article must not.

use anyhow::Result;
use e2e::{Host, Scene, scene};
use serde_json::{Value, json};

use crate::stories::{STORY, TAG, replace, serve, show, told_on_the_console, with_body};

const ATTACKS: &[&str] = &[
    "<script>trap()</script>",
    "<img src=x onerror=trap()>",
    "<img src=x onerror=\"trap()\" style=\"position:fixed\">",
    "<svg onload=trap()><script>trap()</script></svg>",
    "<svg><a xlink:href=\"javascript:trap()\"><text>x</text></a></svg>",
    "<iframe srcdoc=\"<script>parent.trap()</script>\"></iframe>",
    "<iframe src=\"javascript:parent.trap()\"></iframe>",
    "<a href=\"javascript:trap()\">x</a>",
    "<a href=\" java\tscript:trap()\">x</a>",
    "<a href=\"java&#10;script:trap()\">x</a>",
    "<a href=\"&#106;avascript&colon;trap()\">x</a>",
    "<a href=\"\u{1}javascript:trap()\">x</a>",
    "<a href=\"JaVaScRiPt:trap()\">x</a>",
    "<a href=\"data:text/html,<script>opener.trap()</script>\">x</a>",
    "<a href=\"vbscript:trap()\">x</a>",
    "<a href=\"blob:x\" onclick=trap() onfocus=trap() autofocus tabindex=1>x</a>",
    "<p style=\"background:url(/styled)\" onmouseover=trap()>x</p>",
    "<div style=\"position:fixed;inset:0\">x</div>",
    "<style>* { background: url(/styled) }</style>",
    "<link rel=stylesheet href=/styled><base href=//evil.example/><meta http-equiv=refresh content=\"0;url=/refreshed\">",
    "<object data=/embedded></object><embed src=/embedded>",
    "<form action=javascript:trap()><input autofocus onfocus=trap()><button formaction=javascript:trap()>x</button></form>",
    "<details open ontoggle=trap()>x</details>",
    "<video><source onerror=trap() src=x></video>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=trap()&gt;\">",
    "<noscript><p title=\"</noscript><img src=x onerror=trap()>\">",
    "<template><img src=x onerror=trap()></template>",
    "<article-widget src=/nested></article-widget>",
    "</article></div></template><script>trap()</script>",
    "<img srcset=\"javascript:trap() 2x\" src=\"javascript:trap()\">",
    "\"><script>trap()</script>",
    "'-trap()-'",
    "{{constructor.constructor('trap()')()}}",
];

/// Nothing ran, nothing was fetched that only markup could fetch, and nothing stands there that could run yet.
async fn is_harmless(scene: &Scene, what: &str) -> Result<()> {
    // Presses what can be pressed, as an attack may wait for that.
    scene
        .page
        .js("addEventListener('article-link', (event) => event.preventDefault());
             for (const element of e2e.all('*')) {
                 for (const type of ['mouseover', 'focus', 'toggle', 'load', 'error']) element.dispatchEvent(new Event(type));
                 if (element.matches('a[href]')) element.click();
             }
             return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
        .await?;
    let found: Value = scene
        .page
        .js("const bad = e2e.all('script, iframe, object, embed, style, link, base, meta, form, input, svg, math, template, noscript, article-widget');
             const attributes = e2e.all('*').flatMap((element) => [...element.attributes].filter(({ name, value }) =>
                 /^on|^style$|^srcdoc$|^formaction$|^autofocus$/i.test(name)
                 || (/^(href|src|cite|poster|action)$/i.test(name) && !/^(https?|mailto|tel):/i.test(new URL(value, location.href).protocol))));
             return [e2e.traps, bad.map((element) => element.outerHTML), attributes.map(({ name, value }) => `${name}=${value}`)]")
        .await?;
    assert_eq!(found, json!([0, [], []]), "{what}");
    for path in ["/styled", "/refreshed", "/embedded", "/nested", "/news/nested", "/news/styled"] {
        assert!(scene.server.requests(path).is_empty(), "{what}: {path} was asked for");
    }
    Ok(())
}

#[test]
fn nothing_in_a_body_of_html_runs() {
    scene(async |s| {
        let body: String = ATTACKS.iter().map(|attack| format!("<p>Safe.</p>{attack}")).collect();
        show(s, &with_body(json!(body))).await?;
        is_harmless(s, "all at once").await?;
        for (number, attack) in ATTACKS.iter().enumerate() {
            let mut story = with_body(json!(format!("<p>Safe.</p>{attack}<p>The end.</p>")));
            story["headline"] = json!(format!("Attack {number}"));
            replace(s, &story).await?;
            is_harmless(s, attack).await?;
        }
        told_on_the_console(s).await
    });
}

#[test]
fn nothing_in_any_field_runs() {
    scene(async |s| {
        let all = ATTACKS.join(" ");
        let urls = [
            "javascript:trap()",
            "java\tscript:trap()",
            " javascript:trap()",
            "data:text/html,<script>trap()</script>",
            "vbscript:trap()",
        ];
        for url in urls {
            let image = json!({ "src": url, "srcset": format!("{url} 2x"), "alt": all, "caption": all, "credit": all, "url": url });
            let typed = |kind: &str, mut block: Value| {
                block["type"] = json!(kind);
                block
            };
            let story = json!({
                "headline": format!("Safe {all}"), "kicker": all, "standfirst": all, "hero": image,
                "authors": [{ "name": all, "url": url }], "published": all, "updated": all, "language": all,
                "direction": all, "url": url, "publisher": { "name": all, "url": url },
                "body": [
                    { "type": "paragraph", "text": all },
                    { "type": "paragraph", "text": format!("<a href=\"{url}\">link</a>") },
                    { "type": "heading", "text": all },
                    { "type": "quote", "text": all, "cite": all, "url": url },
                    { "type": "pullquote", "blocks": [{ "type": "paragraph", "text": all }], "cite": all },
                    { "type": "list", "items": [all, { "text": all, "blocks": [{ "type": "html", "html": all }] }] },
                    typed("image", image.clone()),
                    { "type": "gallery", "images": [image], "caption": all },
                    { "type": "table", "rows": [[all, { "text": all, "colspan": 2 }]], "caption": all },
                    { "type": "code", "text": all, "language": all },
                    { "type": "embed", "url": url, "title": all, "provider": all, "caption": all },
                    { "type": "audio", "src": url, "title": all },
                    { "type": "video", "src": url, "poster": url, "caption": all },
                    { "type": "callout", "title": all, "text": all },
                    { "type": "html", "html": all }
                ]
            });
            show(s, &story).await?;
            is_harmless(s, url).await?;
            let invalid: Value = s
                .page
                .js("try { new Intl.Locale(e2e.part('article').lang || 'en'); return false } catch { return e2e.part('article').lang }")
                .await?;
            assert_eq!(invalid, json!(false), "the language is one or is absent");
        }
        Ok(())
    });
}

#[test]
fn plain_text_keeps_its_angle_brackets() {
    scene(async |s| {
        let mut story = with_body(json!([{ "type": "code", "text": "if (a<b && b>c) {}" }]));
        story["headline"] = json!("Why a<b and b>c matter");
        story["kicker"] = json!("<Math>");
        show(s, &story).await?;
        assert_eq!(s.text("headline").await?.unwrap(), "Why a<b and b>c matter");
        assert_eq!(s.text("kicker").await?.unwrap().to_lowercase(), "<math>");
        let code: String = s.page.get("e2e.all('pre code')[0].textContent").await?;
        assert_eq!(code, "if (a<b && b>c) {}");
        Ok(())
    });
}

#[test]
fn an_unknown_block_is_left_out_and_warned_of_with_its_place() {
    scene(async |s| {
        let paragraph = |text: &str| json!({ "type": "paragraph", "text": text });
        let body = json!([
            paragraph("One."), paragraph("Two."), paragraph("Three."),
            { "type": "hologram", "text": "Not shown" },
            paragraph("Four.")
        ]);
        show(s, &with_body(body)).await?;
        let warnings = s.detail("article-load").await?["warnings"].clone();
        assert_eq!(warnings.as_array().unwrap().len(), 1, "{warnings}");
        assert_eq!(warnings[0]["path"], "body[3].type");
        assert!(warnings[0]["message"].as_str().unwrap().contains("hologram"), "{warnings}");
        assert!(s.text("body").await?.unwrap().contains("Four."));
        let console: u32 = s
            .page
            .get("e2e.warnings.filter((line) => line.includes('body[3].type')).length")
            .await?;
        assert_eq!(console, 1, "the console hears of it once");
        Ok(())
    });
}

#[test]
fn wrong_types_everywhere_cost_no_more_than_their_fields() {
    scene(async |s| {
        let story = json!({
            "headline": "Still readable", "kicker": { "a": 1 }, "standfirst": [1, 2], "hero": "not-an-object",
            "authors": { "name": 5 }, "published": false, "updated": 12, "language": ["en"], "direction": 7,
            "readMinutes": "soon", "url": {}, "publisher": 3,
            "body": [1, null, "text", { "type": 5 }, { "type": "paragraph" }, { "type": "list", "items": 4 },
                { "type": "table", "rows": [[{}], "x", 3] }, { "type": "image" }, { "type": "paragraph", "text": "The end." }]
        });
        show(s, &story).await?;
        assert!(s.text("body").await?.unwrap().contains("The end."));
        let warnings = s.detail("article-load").await?["warnings"].clone();
        assert!(warnings.as_array().unwrap().len() > 5, "{warnings}");
        Ok(())
    });
}

#[test]
fn a_host_with_rules_for_everything_does_not_disfigure_the_article() {
    scene(async |s| {
        serve(s, &crate::stories::full());
        let looks = "['headline', 'standfirst', 'byline', 'body'].map((part) => {
                const { color, fontSize, fontFamily, textTransform, whiteSpace, textAlign, letterSpacing, display } = getComputedStyle(e2e.part(part));
                return [part, color, fontSize, fontFamily, textTransform, whiteSpace, textAlign, letterSpacing, display].join();
            })";
        s.open(TAG).await?;
        s.ready().await?;
        let alone: Value = s.page.get(looks).await?;
        let rules = "<style>* { white-space: nowrap; text-transform: uppercase; text-align: right; letter-spacing: 9px; color: lime; font-family: monospace }
            h2, p, figure, div, article { display: inline; margin: 99px; font-size: 99px }</style>";
        s.visit(&Host::new(TAG).head(rules)).await?;
        s.ready().await?;
        let among: Value = s.page.get(looks).await?;
        assert_eq!(among, alone);
        Ok(())
    });
}

#[test]
fn a_huge_body_within_the_bounds_is_shown_or_refused_in_words() {
    scene(async |s| {
        let blocks: Vec<_> = (0..20_000)
            .map(|i| json!({ "type": "paragraph", "text": format!("Paragraph {i}.") }))
            .collect();
        serve(s, &with_body(json!(blocks)));
        s.open(TAG).await?;
        s.page.until("['ready', 'error'].includes(e2e.widget().getAttribute('state'))").await?;
        if s.page.get::<String>("e2e.widget().state").await? == "error" {
            assert_eq!(s.detail("article-error").await?["kind"], "too-large");
        }
        told_on_the_console(s).await
    });
}

#[test]
fn a_hundred_thousand_links_are_links() {
    scene(async |s| {
        let paragraph = format!("<p>{}</p>", r#"<a href="/a">b</a> "#.repeat(100));
        serve(s, &with_body(json!(paragraph.repeat(1_000))));
        s.open(TAG).await?;
        s.ready().await?;
        let links = "e2e.all('[part=body] a[href]').length";
        assert_eq!(s.page.get::<u32>(links).await?, 100_000);
        Ok(())
    });
}

#[test]
fn nesting_of_every_kind_ends_before_the_stack_does() {
    scene(async |s| {
        let depth = 100_000;
        let nested = |open: &str, close: &str| {
            format!(
                r#"{{ "headline": "Deep", "body": [{}{{ "type": "paragraph", "text": "x" }}{}] }}"#,
                open.repeat(depth),
                close.repeat(depth)
            )
        };
        let html = |depth| {
            let (open, close) = ("<blockquote>".repeat(depth), "</blockquote>".repeat(depth));
            format!("<p>x</p>{open}deep{close}")
        };
        let inline = |depth| format!("<p>x {}deep</p>", "<b><i>".repeat(depth));
        // As deep as JSON may nest, with HTML in there that is as deep as HTML may nest.
        let within = (0..24).fold(json!(html(200)), |body, _| {
            json!({ "type": "list", "items": [{ "text": inline(20), "blocks": [body] }] })
        });
        // What takes most of the stack.
        let quoted = (0..60).fold(
            json!({ "type": "html", "html": html(200) }),
            |block, _| json!({ "type": "quote", "blocks": [block] }),
        );
        let stories = [
            nested(r#"{ "type": "quote", "blocks": ["#, "] }"),
            nested(r#"{ "type": "list", "items": [{ "text": "x", "blocks": ["#, "] }] }"),
            with_body(json!(html(depth))).to_string(),
            with_body(json!(inline(depth))).to_string(),
            with_body(json!([within])).to_string(),
            with_body(json!([quoted])).to_string(),
        ];
        for story in stories {
            s.server.put(STORY, e2e::Reply::new("application/json", story));
            s.open(TAG).await?;
            s.page.until("['ready', 'error'].includes(e2e.widget().getAttribute('state'))").await?;
            assert_ne!(
                s.page.get::<Value>("e2e.events[0].detail.kind ?? null").await?,
                json!("internal")
            );
            replace(s, &crate::stories::minimal("Alive")).await?;
            told_on_the_console(s).await?;
        }
        Ok(())
    });
}
