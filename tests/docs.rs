//! The documentation says what the code does: its examples are read, its tables are compared.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unreachable,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

#[allow(dead_code, reason = "another test program uses the rest")]
mod pages;

use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;

use article_widget::ErrorKind;
use article_widget::article::{Article, Block, Style};
use article_widget::component::{ArticleProps, ArticleView, ArticleViewProps};
use article_widget::format::{ReadOptions, Reading, read};
use pages::{between, codes, examples, fenced, file, first_codes, pages, root, table};
use serde_json::{Value, json};
use yew::LocalServerRenderer;

const BASE: &str = "https://news.example/api/articles/42.json";

fn set<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

fn reading(article: &str) -> Reading {
    let mut options = ReadOptions::default();
    options.base = Some(BASE.into());
    read(article, &options).unwrap_or_else(|error| panic!("{error}\n{article}"))
}

fn warnings(reading: &Reading) -> Vec<String> {
    reading
        .warnings
        .iter()
        .map(|warning| format!("{}: {}", warning.path, warning.message))
        .collect()
}

#[test]
fn every_json_example_is_read_and_warns_only_where_the_page_says_so() {
    let mut count = 0;
    for (name, info, example) in examples("json") {
        let value: Value = serde_json::from_str(&example)
            .unwrap_or_else(|error| panic!("{name}: {error}\n{example}"));
        // A list of blocks, or one alone, stands for an article with that body.
        let article = match value {
            Value::Array(_) => json!({ "headline": "A", "body": value }).to_string(),
            _ if value.get("type").is_some() => {
                json!({ "headline": "A", "body": [value] }).to_string()
            }
            _ => example,
        };
        let read = reading(&article);
        let told = warnings(&read);
        assert_eq!(info == "json warns", !told.is_empty(), "{name}: {told:?}\n{article}");
        if info == "json" && read.format == "native" {
            let by_serde: Article = serde_json::from_str(&article).unwrap();
            assert_eq!(by_serde.settled(Some(BASE)), read.article, "{name}");
        }
        count += 1;
    }
    assert!(count >= 5, "{count}");
}

#[test]
fn the_warnings_of_the_example_are_those_that_the_page_lists() {
    let page = file("docs/article-json.md");
    let blocks = fenced(&page);
    let at = blocks.iter().position(|(info, _)| info == "json warns").unwrap();
    let (_, listed) = &blocks[at + 1];
    assert_eq!(warnings(&reading(&blocks[at].1)).join("\n"), *listed);
}

#[test]
fn every_block_of_the_table_is_in_the_example_and_every_example_in_the_table() {
    let page = file("docs/article-json.md");
    let listed = first_codes(&page, "`type`");
    // serde names what it would have taken.
    let unknown = serde_json::from_str::<Block>(r#"{"type": "vidoe"}"#).unwrap_err().to_string();
    let known: BTreeSet<String> =
        codes(&unknown).into_iter().skip(1).chain(["html".into()]).collect();
    assert_eq!(listed, known);
    let blocks = fenced(&page);
    let (_, example) =
        blocks.iter().find(|(info, text)| info == "json" && text.starts_with('[')).unwrap();
    let example: Vec<Value> = serde_json::from_str(example).unwrap();
    let shown = example.iter().filter_map(|block| block.get("type")?.as_str());
    assert_eq!(set(shown), known);
}

#[test]
fn every_field_of_the_table_is_one_of_the_article() {
    let page = file("docs/article-json.md");
    let blocks = fenced(&page);
    let example: Value = serde_json::from_str(&blocks[0].1).unwrap();
    let fields = set(example.as_object().unwrap().keys().map(String::as_str));
    assert_eq!(first_codes(&page, "field"), fields);
    // serde reads the same, and writes each field: none is unknown to it.
    let article: Article = serde_json::from_str(&blocks[0].1).unwrap();
    let article = article.settled(Some(BASE));
    assert_eq!(article, reading(&blocks[0].1).article);
    let written = serde_json::to_value(&article).unwrap();
    assert_eq!(set(written.as_object().unwrap().keys().map(String::as_str)), fields);
}

#[test]
fn the_inline_elements_of_the_page_are_those_of_the_allow_list() {
    let page = file("docs/article-json.md");
    let section = page.split("## Inline HTML").nth(1).unwrap().split("Also ").next().unwrap();
    let listed: BTreeSet<String> = codes(section).into_iter().collect();
    let known = HTML.split(' ').filter(|name| Style::from_tag(name).is_some());
    assert_eq!(listed, set(known));
}

/// Every element that HTML has or had.
const HTML: &str = "a abbr acronym address applet area article aside audio b base basefont bdi bdo big \
    blink blockquote body br button canvas caption center cite code col colgroup data datalist dd del \
    details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset \
    h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen label \
    legend li link listing main map mark marquee math menu menuitem meta meter nav nobr noembed noframes \
    noscript object ol optgroup option output p param picture plaintext pre progress q rb rbc rp rt rtc \
    ruby s samp script search section select selectedcontent slot small source spacer span strike strong \
    style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul \
    var video wbr xmp";

#[test]
fn the_attributes_of_the_page_are_those_that_the_element_reads() {
    let listed = first_codes(&file("docs/embedding.md"), "attribute");
    let entry = file("src/element/define.js");
    let lists = between(&entry, "const ATTRIBUTES_OF_", ".split(");
    assert_eq!(lists.len(), 3);
    let names = lists.iter().flat_map(|list| between(list, "\"", "\"")[0].split(' '));
    let observed: BTreeSet<&str> = names.collect();
    assert!(entry.contains(
        "observedAttributes = [...ATTRIBUTES_OF_SOURCE, ...ATTRIBUTES_OF_VIEW, ...ATTRIBUTES_OF_TOOLS]"
    ));
    let element = file("src/element.rs");
    let sheet = file("styles/article-widget.css");
    let mut read: BTreeSet<&str> = observed;
    read.extend(between(&entry, "this.getAttribute(\"", "\""));
    read.extend(between(&element, "attribute(\"", "\""));
    read.extend(between(&sheet, ":host([", "=").into_iter().filter(|name| !name.contains(']')));
    assert_eq!(listed, set(read));
}

#[test]
fn the_variables_of_the_page_are_those_of_the_style_sheet_with_their_defaults() {
    let page = file("docs/theming.md");
    let sheet = file("styles/article-widget.css");
    let code = sheet.split_once("*/").unwrap().1;
    let entry = file("src/element/define.js");
    let mut known = BTreeSet::new();
    for text in [code, &entry] {
        known.extend(
            between(text, "var(--article-", ",").iter().map(|name| format!("--article-{name}")),
        );
    }
    let rows = table(&page, "variable");
    assert_eq!(rows.iter().map(|row| codes(&row[0])[0].clone()).collect::<BTreeSet<_>>(), known);
    assert_eq!(rows.len(), known.len());
    for row in &rows {
        let (name, default) = (&codes(&row[0])[0], &codes(&row[1])[0]);
        if name == "--article-min-height" {
            assert!(entry.contains(&format!("var({name},{default})")));
            continue;
        }
        let private = name.replace("--article-", "--_");
        let value = between(code, &format!("{private}:"), ";")[0];
        assert_eq!(value.split_whitespace().collect::<Vec<_>>().join(" "), *default, "{name}");
    }
}

#[test]
fn the_variables_of_every_css_example_exist() {
    let known = first_codes(&file("docs/theming.md"), "variable");
    let mut count = 0;
    for (name, _, example) in examples("css").into_iter().chain(examples("html")) {
        for variable in between(&example, "--article-", ":") {
            let variable = format!("--article-{variable}");
            assert!(known.contains(&variable), "{name}: {variable}");
            count += 1;
        }
    }
    assert!(count >= 5, "{count}");
}

#[test]
fn the_ready_themes_set_variables_and_nothing_else() {
    let page = file("docs/theming.md");
    let known = first_codes(&page, "variable");
    let mut themes = BTreeSet::new();
    for entry in root().join("styles/themes").read_dir().unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let theme = file(&format!("styles/themes/{name}"));
        for rule in between(&theme, " {", "}") {
            for line in rule.split(';').map(str::trim).filter(|line| !line.is_empty()) {
                let variable = line.split(':').next().unwrap();
                assert!(known.contains(variable), "{name}: {line}");
            }
        }
        themes.insert(name);
    }
    assert_eq!(first_codes(&page, "theme's file"), themes);
}

fn drawn(article: Article, hide: &str) -> String {
    let props = ArticleViewProps {
        article: Rc::new(article),
        heading_level: 2,
        hide: hide.to_owned().into(),
        theme: "auto".into(),
        words_per_minute: None,
    };
    pollster::block_on(
        LocalServerRenderer::<ArticleView>::with_props(props).hydratable(false).render(),
    )
}

#[test]
fn hide_leaves_out_the_parts_that_the_page_says_and_no_others() {
    let json = file("docs/article-json.md");
    let article = reading(&fenced(&json)[0].1).article;
    let whole = drawn(article.clone(), "");
    let mut hidden = 0;
    for row in table(&file("docs/embedding.md"), "part") {
        let part = &codes(&row[0])[0];
        let attribute = format!("part=\"{part}\"");
        if whole.contains(&attribute) {
            let is_gone = !drawn(article.clone(), part).contains(&attribute);
            assert_eq!(is_gone, row[2].starts_with("yes"), "{part}");
            hidden += 1;
        }
    }
    assert!(hidden >= 15, "{hidden}");
}

/// The minutes that are shown for so many times a word, in a language.
fn minutes(language: &str, word: &str, times: usize) -> String {
    let text = word.repeat(times);
    let article =
        reading(&json!({ "headline": "A", "language": language, "body": text }).to_string());
    let drawn = drawn(article.article, "");
    between(&drawn, "class=\"read-time\">", " min read")[0].to_owned()
}

/// Whether one minute is the time for this many words, and no more.
fn is_speed(language: &str, word: &str, speed: &str) -> bool {
    let speed = speed.parse().unwrap();
    minutes(language, word, speed) == "1" && minutes(language, word, speed + 1) == "2"
}

#[test]
fn the_speeds_of_the_page_are_those_that_are_counted_with() {
    let page = file("docs/read-time.md");
    let mut rest = None;
    let mut listed = std::collections::BTreeMap::new();
    for row in table(&page, "language") {
        match codes(&row[0]).pop() {
            Some(language) => drop(listed.insert(language, row[1].clone())),
            None => rest = Some(row[1].clone()),
        }
    }
    let rest = rest.unwrap();
    let letters = || (b'a'..=b'z').map(char::from);
    for language in letters().flat_map(|one| letters().map(move |two| format!("{one}{two}"))) {
        let article =
            reading(&json!({ "headline": "A", "language": language, "body": "B" }).to_string());
        // Some codes are old names of others.
        let known = article.article.language.and_then(|language| listed.get(&language).cloned());
        let speed = known.unwrap_or_else(|| rest.clone());
        assert!(is_speed(&language, "word ", &speed), "{language}: {speed}");
    }
    let scripts = table(&page, "script");
    assert!(is_speed("zh", "字", &scripts[0][1]), "{}", scripts[0][0]);
    assert!(is_speed("ja", "字", &scripts[1][1]), "{}", scripts[1][0]);
}

#[test]
fn the_limits_of_the_page_are_those_that_hold() {
    let page = file("docs/embedding.md");
    let limit = |what: &str| -> usize {
        let row = table(&page, "what").into_iter().find(|row| row[0].starts_with(what)).unwrap();
        row[1].split(' ').next().unwrap().parse().unwrap()
    };
    let body = |body: Value| json!({ "headline": "A", "body": body }).to_string();

    let levels = limit("nesting of the JSON");
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let kind = |text: &str| read(text, &ReadOptions::default()).unwrap_err().kind;
    assert_ne!(kind(&nested(levels)), ErrorKind::TooLarge);
    assert_eq!(kind(&nested(levels + 1)), ErrorKind::TooLarge);

    let warnings = limit("warnings");
    assert_eq!(reading(&body(json!(vec![7; 2 * warnings]))).warnings.len(), warnings);

    let span = limit("`colspan`");
    let table = json!([{ "type": "table", "rows": [[{ "text": "A", "colspan": 2 * span, "rowspan": 2 * span }]] }]);
    let drawn = drawn(reading(&body(table)).article, "");
    assert_eq!(between(&drawn, "span=\"", "\""), [span.to_string(), span.to_string()]);

    let depth = limit("nesting of HTML");
    let quotes = |depth| "<blockquote>".repeat(depth) + "<p>A";
    let deepest = |html| {
        let blocks = reading(&body(json!(html))).article.body;
        serde_json::to_string(&blocks).unwrap().matches("\"quote\"").count()
    };
    assert!(deepest(quotes(depth - 10)) >= depth - 10);
    assert!(deepest(quotes(10 * depth)) <= depth);
}

#[test]
fn the_kinds_of_error_are_those_of_the_contract() {
    let page = file("docs/embedding.md");
    let listed = first_codes(&page, "kind");
    let source = file("src/error.rs");
    let known = set(between(&source, " => \"", "\""));
    assert_eq!(listed, known);
}

#[test]
fn every_error_text_of_the_page_is_one_that_is_told() {
    let page = file("docs/embedding.md");
    let told = |text: &str, format: Option<&str>, item: Option<&str>| {
        let mut options = ReadOptions::default();
        options.format = format.map(Into::into);
        options.item = item.map(Into::into);
        let error = read(text, &options).unwrap_err();
        (error.kind.as_str(), error.message)
    };
    let deep = "[".repeat(200);
    for (kind, message) in [
        told(&deep, None, None),
        told("<!doctype html>", None, None),
        told("{\n\"headline\": \"A\",\n\"body\": \"B\"[", None, None),
        told(r#"{"id": 1, "slug": "a"}"#, None, None),
        told("{}", Some("gopher"), None),
        told(r#"{"headline": "A"}"#, None, None),
        told("[]", None, None),
        told(r#"[{"headline": "A", "body": "B"}]"#, None, Some("7")),
    ] {
        let row =
            table(&page, "kind").into_iter().find(|row| row[0] == format!("`{kind}`")).unwrap();
        assert!(codes(&row[1]).contains(&message), "{kind}: {message}\n{row:?}");
    }
    assert!(file("src/fetch.rs").contains("The answer is larger than 5 MB."));
}

#[test]
fn every_link_between_the_pages_leads_somewhere() {
    let mut pages = pages();
    for name in ["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"] {
        pages.push((name.into(), file(name)));
    }
    for (name, page) in &pages {
        for target in between(page, "](", ")") {
            if target.contains("://") {
                continue;
            }
            let (path, place) = target.split_once('#').unwrap_or((target, ""));
            let folder = Path::new(name).parent().unwrap();
            let path = if path.is_empty() { name.into() } else { folder.join(path) };
            assert!(root().join(&path).exists(), "{name}: {target}");
            if !place.is_empty() {
                let headings = file(path.to_str().unwrap());
                let found =
                    headings.lines().filter_map(|line| line.strip_prefix('#')).any(|heading| {
                        let heading =
                            heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
                        heading.replace([',', '.', '\''], "") == place
                    });
                assert!(found, "{name}: {target}");
            }
        }
    }
}

#[test]
fn every_task_and_step_that_a_page_names_is_there() {
    let tasks = file("xtask/src/main.rs");
    let help = between(&tasks, "const HELP: &str = \"", "\";")[0];
    for (name, page) in pages() {
        for command in between(&page, "cargo xtask ", "\n") {
            let mut words = command.split(['`', ' ', ',', '.', ';', ')']);
            let task = words.next().unwrap();
            assert!(tasks.contains(&format!("\"{task}\" => ")), "{name}: cargo xtask {task}");
            for flag in words.take_while(|word| word.starts_with("--")) {
                assert!(help.contains(flag), "{name}: cargo xtask {task} {flag}");
            }
        }
    }
    let steps = file("xtask/src/test.rs");
    let known = between(&steps, "Step { name: \"", "\"");
    let listed: Vec<String> =
        table(&file("docs/development.md"), "step").iter().flat_map(|row| codes(&row[0])).collect();
    assert_eq!(listed, known);
}

#[test]
fn every_package_that_the_page_names_is_one_that_is_installed() {
    let mut sources = String::new();
    for entry in root().join("xtask/src/setup").read_dir().unwrap() {
        sources.push_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    let page = file("docs/development.md");
    let (_, undoing) =
        fenced(&page).into_iter().find(|(_, text)| text.contains("apt-get purge")).unwrap();
    let mut count = 0;
    for packages in between(&undoing, "apt-get purge ", "\n") {
        for package in packages.split(' ').filter(|word| !word.starts_with("--")) {
            let package = package.trim_matches(['\'', '*']);
            assert!(sources.contains(&format!("\"{package}")), "{package}");
            count += 1;
        }
    }
    assert!(count > 8, "{count}");
}

#[test]
fn an_application_is_told_the_version_of_yew_that_this_is_built_with() {
    let version = |text: &str| between(text, "yew = { version = \"", "\"")[0].to_owned();
    let ours = between(&file("Cargo.toml"), "\nyew = \"", "\"")[0].to_owned();
    let dependencies = examples("toml");
    assert!(!dependencies.is_empty());
    for (name, _, example) in dependencies {
        assert_eq!(version(&example), ours, "{name}");
    }
}

#[test]
fn the_properties_of_the_page_are_those_of_the_component() {
    let fields = format!("{:#?}", yew::props!(ArticleProps { src: "" }));
    let known = fields.lines().filter_map(|line| line.strip_prefix("    ")?.split_once(": "));
    let known = set(known.map(|(name, _)| name).filter(|name| !name.starts_with(' ')));
    assert_eq!(first_codes(&file("docs/yew.md"), "property"), known);
}

/// The files of the formats.
fn sources() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/format");
    let files = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    files.filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

#[test]
fn every_rust_example_is_compiled() {
    let compiled = file("src/lib.rs");
    let count = examples("rust")
        .iter()
        .map(|(name, _, text)| {
            // What is an excerpt of the source is compiled there.
            let title = text.lines().next().unwrap_or_default();
            let is_source = title.starts_with("//!")
                && sources().iter().any(|source| source.trim() == text.trim());
            assert!(is_source || compiled.contains(&format!("\"../{name}\"")), "{name}: {title}");
        })
        .count();
    assert!(count >= 2, "{count}");
}

/// A text without its lines' indent.
fn flat(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_example_in_a_framework_is_a_part_of_the_application_that_is_built() {
    let mut count = 0;
    for (language, source) in [
        ("tsx", "examples/react/src/main.tsx"),
        ("vue", "examples/vue/src/App.vue"),
        ("svelte", "examples/svelte/src/App.svelte"),
    ] {
        for (name, _, example) in examples(language) {
            assert!(flat(&file(source)).contains(&flat(&example)), "{name}:\n{example}");
            count += 1;
        }
    }
    assert_eq!(count, 3);
}

#[test]
fn every_example_is_in_a_language_that_a_test_knows() {
    for (name, page) in pages() {
        for (info, text) in fenced(&page) {
            let known = [
                "console",
                "caddy",
                "css",
                "html",
                "html error",
                "html frame",
                "json",
                "json lenient",
                "json warns",
                "nginx",
                "rust",
                "sh",
                "svelte",
                "text",
                "toml",
                "tsx",
                "vue",
            ];
            assert!(known.contains(&info.as_str()), "{name}: {info}\n{text}");
        }
    }
}
