//! What a screen reader is told: the roles and names of every article, in the order of reading.

use e2e::browser::Engine;
use e2e::gallery::{A_PAGE, ARE_THERE, exhibits};
use e2e::roles::Tree;
use e2e::{Reply, scene};
use serde_json::json;

use crate::stories::{serve, with_body};

#[test]
fn every_article_is_told_as_its_snapshot() {
    scene(async |s| {
        if s.page.engine() != Engine::Chromium {
            return s.not_run("it shows nobody its tree");
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../roles");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let exhibits = exhibits()?;
        for some in exhibits.chunks(A_PAGE) {
            some.iter().for_each(|exhibit| exhibit.serve(&s.server));
            let tags = some.iter().map(|exhibit| exhibit.tag("")).collect::<String>();
            s.open(&tags).await?;
            s.page.until(ARE_THERE).await?;
            let trees = Tree::of(&s.page).await?.all("article");
            assert_eq!(trees.len(), some.len());
            for (exhibit, tree) in some.iter().zip(trees) {
                let name = exhibit.name.replace('/', "-");
                settings.bind(|| insta::assert_snapshot!(name, tree));
            }
        }
        Ok(())
    });
}

#[test]
fn articles_too_far_away_to_be_laid_out_are_told_as_the_others_are() {
    scene(async |s| {
        if s.page.engine() != Engine::Chromium {
            return s.not_run("it shows nobody its tree");
        }
        let blocks = (0..120).map(|at| match at % 10 {
            0 => json!({ "type": "heading", "text": "A crosshead", "level": 2 }),
            _ => json!({ "type": "paragraph", "text": "A <a href='/more'>line</a> of the story." }),
        });
        serve(s, &with_body(blocks.collect()));
        s.open(&crate::stories::TAG.repeat(12)).await?;
        s.page.until(ARE_THERE).await?;
        let last = "[...document.querySelectorAll('article-widget')].at(-1).shadowRoot.querySelector('.body > :last-child')";
        s.page
            .until(&format!("!{last}.checkVisibility({{ contentVisibilityAuto: true }})"))
            .await?;
        let trees = Tree::of(&s.page).await?.all("article");
        // What is not laid out is told without its paragraphs, but for the words in them.
        let told = |tree: &String| {
            tree.lines()
                .map(str::trim)
                .filter(|line| *line != "paragraph")
                .collect::<Vec<_>>()
                .join("\n")
        };
        let trees: Vec<_> = trees.iter().map(told).collect();
        assert_eq!(trees.len(), 12);
        assert_eq!(trees[0].matches("heading «A crosshead» level=3").count(), 12);
        assert_eq!(trees[0].matches("link «line»").count(), 108);
        trees.iter().for_each(|tree| assert_eq!(tree, &trees[0]));
        Ok(())
    });
}

#[test]
fn roles_and_names_are_the_same_in_every_browser() {
    scene(async |s| {
        let picture = json!({ "src": "IMG_0042.svg", "width": 40, "height": 30 });
        let with = |fields| {
            let mut block = picture.clone();
            block
                .as_object_mut()
                .unwrap()
                .extend(serde_json::from_value::<serde_json::Map<_, _>>(fields).unwrap());
            block
        };
        let mut story = with_body(json!([
            { "type": "heading", "text": "A crosshead", "level": 4 },
            with(json!({ "type": "image", "caption": "The quay at dawn" })),
            with(json!({ "type": "image", "alt": "A crane", "caption": "The quay at noon" })),
            with(json!({ "type": "image", "url": "https://news.example/quay" })),
            { "type": "table", "rows": [["a", "b"]], "caption": "Two letters" },
            { "type": "code", "text": "let x = 1;" },
            { "type": "callout", "text": "By the way" }
        ]));
        story["hero"] = json!({ "src": "images/hero.svg", "width": 1200, "height": 800, "caption": "The harbour" });
        serve(s, &story);
        s.server.put("/news/IMG_0042.svg", Reply::picture(40, 30));
        s.open(crate::stories::TAG).await?;
        s.ready().await?;
        // Some browsers give a picture its role once it is there.
        s.page.js("e2e.all('img').forEach((it) => it.loading = 'eager')").await?;
        s.page.until("e2e.all('img').every((it) => it.complete && it.naturalWidth > 0)").await?;
        for (selector, role, name) in [
            ("[part=article]", "article", "A story"),
            ("[part=headline]", "heading", "A story"),
            (".body h3", "heading", "A crosshead"),
            (".image:nth-of-type(2) img", "img", "A crane"),
            (".image a", "link", "news.example"),
            (".scroll", "group", "Two letters"),
            ("pre", "group", "Code"),
            (".callout", "note", ""),
        ] {
            let told = s.page.role_and_name(&format!("e2e.all('{selector}')[0]")).await?;
            assert_eq!(
                (told.0.replace("image", "img").as_str(), told.1.as_str()),
                (role, name),
                "{selector}"
            );
        }
        // Without a description a picture is no stop of its own: its caption speaks for it.
        for selector in ["[part=hero-image]", ".image:nth-of-type(1) img"] {
            let (role, name) = s.page.role_and_name(&format!("e2e.all('{selector}')[0]")).await?;
            assert_eq!(name, "", "{selector}, {role}");
            // WebKit's driver calls every picture one.
            if s.page.engine() != Engine::Webkit {
                assert!(
                    !["img", "image", "graphic"].contains(&role.as_str()),
                    "{selector}: {role}"
                );
            }
        }
        let words: String = s.page.get("e2e.widget().shadowRoot.querySelector('article').textContent + e2e.all('[aria-label]').map((it) => it.ariaLabel)").await?;
        assert!(!words.contains("IMG_0042"), "{words}");
        Ok(())
    });
}
