//! The release package, as npm installs it and as a server publishes it.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use e2e::server::workspace;
use e2e::{Host, Reply, Server, scene};
use serde_json::{Value, json};

use crate::stories::{TAG, full, serve};

/// A project in which npm has installed the tarball.
static PROJECT: LazyLock<PathBuf> = LazyLock::new(|| {
    let packages = workspace().join("target/package");
    let tarball = format!(
        "article-widget-{}.tgz",
        manifest(&packages.join("article-widget"))["version"].as_str().unwrap()
    );
    let project = packages.join("project");
    let _ = std::fs::remove_dir_all(&project);
    std::fs::create_dir_all(&project).unwrap();
    std::fs::write(project.join("package.json"), r#"{ "private": true, "type": "module" }"#)
        .unwrap();
    let options = ["--offline", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock"];
    let npm = Command::new("npm")
        .arg("install")
        .args(options)
        .arg(packages.join(tarball))
        .current_dir(&project)
        .output()
        .unwrap();
    assert!(npm.status.success(), "{}", String::from_utf8_lossy(&npm.stderr));
    project
});

fn installed() -> PathBuf {
    PROJECT.join("node_modules/article-widget")
}

fn json_of(file: &Path) -> Value {
    let text = std::fs::read_to_string(file).expect("cargo xtask test --only package makes it");
    serde_json::from_str(&text).unwrap()
}

fn manifest(package: &Path) -> Value {
    json_of(&package.join("package.json"))
}

/// What a module prints that node runs in the project.
fn node(module: &str) -> String {
    let node = Command::new("node")
        .args(["--input-type=module", "--eval", module])
        .current_dir(&*PROJECT)
        .output()
        .unwrap();
    assert!(node.status.success(), "{}", String::from_utf8_lossy(&node.stderr));
    String::from_utf8(node.stdout).unwrap()
}

fn files(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in next.read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found
}

#[test]
fn importing_it_on_a_server_does_nothing() {
    let told = node(
        "const before = Object.keys(globalThis);
         const { ArticleWidget, define } = await import('article-widget');
         await import('article-widget/define');
         await import('article-widget/article-widget.js');
         define();
         console.log(typeof ArticleWidget, Object.keys(globalThis).length - before.length)",
    );
    assert_eq!(told.trim(), "function 0");
}

#[test]
fn whatever_it_exports_is_there() {
    let exports = &manifest(&installed())["exports"];
    let mut count = 0;
    for (name, target) in exports.as_object().unwrap() {
        let targets: Vec<_> = match target {
            Value::String(one) => vec![one.as_str()],
            many => many.as_object().unwrap().values().map(|one| one.as_str().unwrap()).collect(),
        };
        for target in targets {
            let target = target.trim_end_matches('*');
            assert!(installed().join(target).exists(), "{name}: {target}");
            count += 1;
        }
    }
    assert!(count > 10, "{count}");
}

#[test]
fn it_has_the_licences_and_no_preview() {
    let files = files(&installed());
    for name in
        ["LICENSE-MIT", "LICENSE-APACHE", "README.md", "CHANGELOG.md", "custom-elements.json"]
    {
        assert!(files.contains(name), "{name}");
    }
    assert!(
        !files.iter().any(|name| name.contains("preview") || name == "index.html"),
        "{files:?}"
    );
}

/// Only what pages name keeps its name; all else changes it with its content.
#[test]
fn every_other_file_lies_in_a_folder_that_its_content_names() {
    let folder =
        json_of(&installed().join("integrity.json"))["folder"].as_str().unwrap().to_owned();
    let served = [".js", ".wasm", ".html"];
    let stable: BTreeSet<String> = files(&installed())
        .into_iter()
        .filter(|name| served.iter().any(|ending| name.ends_with(ending)))
        .filter(|name| !name.starts_with(&format!("{folder}/")))
        .collect();
    let known = [
        "article-widget-frame.js",
        "article-widget.js",
        "define.js",
        "frame.html",
        "register.js",
        "vite.js",
    ];
    assert_eq!(stable, known.map(String::from).into());
}

#[test]
fn the_hashes_are_those_of_the_files_and_what_was_packed_unpacks_to_them() {
    let told = node(
        "import { createHash } from 'node:crypto';
         import { readFileSync } from 'node:fs';
         import { brotliDecompressSync, gunzipSync } from 'node:zlib';
         const folder = 'node_modules/article-widget/';
         const { files } = JSON.parse(readFileSync(folder + 'integrity.json'));
         const wrong = Object.entries(files).filter(([name, hash]) => {
           const content = readFileSync(folder + name);
           const unpacked = [brotliDecompressSync(readFileSync(folder + name + '.br')), gunzipSync(readFileSync(folder + name + '.gz'))];
           return hash !== 'sha384-' + createHash('sha384').update(content).digest('base64') || !unpacked.every((other) => other.equals(content));
         });
         console.log(JSON.stringify([wrong, Object.keys(files)]))",
    );
    let (wrong, hashed): (Vec<Value>, BTreeSet<String>) = serde_json::from_str(&told).unwrap();
    assert_eq!(wrong, [Value::Null; 0]);
    let packed = files(&installed());
    let packed = packed.iter().filter_map(|name| name.strip_suffix(".br").map(str::to_owned));
    assert_eq!(packed.collect::<BTreeSet<_>>(), hashed);
    assert!(hashed.len() > 8);
}

#[test]
fn the_element_comes_from_another_path_of_another_origin() {
    scene(async |s| {
        let cdn = Server::start().await?;
        cdn.mount("/libs/aw/7/", &installed());
        serve(s, &full());
        s.visit(&Host::new(TAG).entry(cdn.url("/libs/aw/7/article-widget.js"))).await?;
        s.ready().await?;
        assert_eq!(s.text("headline").await?.as_deref(), full()["headline"].as_str());
        assert_eq!(
            s.page.get::<String>("e2e.style(e2e.part('article'), 'display')").await?,
            "grid"
        );
        let asked: Vec<_> = cdn.log().into_iter().map(|seen| seen.path).collect();
        let entry = asked.iter().filter(|path| path.matches('/').count() == 4).count();
        assert_eq!(entry, 1, "{asked:?}");
        Ok(())
    });
}

#[test]
fn a_tag_of_another_name_and_the_frame_work_from_the_package_too() {
    scene(async |s| {
        s.server.mount("/pkg/", &installed());
        serve(s, &full());
        let body = r#"<my-story src="/news/story.json"></my-story>
            <script type="module">import { define } from "/pkg/define.js"; define("my-story");</script>"#;
        s.visit(&Host::new(body).without_entry()).await?;
        s.state("my-story", "ready").await?;
        s.page.goto(&s.server.url("/pkg/frame.html?src=/news/story.json")).await?;
        s.ready().await
    });
}

#[test]
fn the_snippet_of_the_readme_pins_the_entry_and_its_modules() {
    scene(async |s| {
        s.server.mount("/article-widget/", &installed());
        serve(s, &full());
        let readme = std::fs::read_to_string(installed().join("README.md"))?;
        let ours = readme
            .replace("https://cdn.example", &s.server.origin())
            .replace("https://news.example/api/articles/42.json", "/news/story.json");
        let html: Vec<_> =
            ours.split("```html\n").skip(1).map(|it| it.split("```").next().unwrap()).collect();
        let (tag, map) = (html[0], html[1]);
        s.visit(&Host::new("").head(map).head(tag).without_entry()).await?;
        s.ready().await?;
        // A file that is not the one that the page pinned does not run.
        let name = installed().join("article-widget.js");
        let other = std::fs::read_to_string(name)? + "\n// another";
        s.server.put("/article-widget/article-widget.js", Reply::new("text/javascript", other));
        s.visit(&Host::new("").head(map).head(tag).without_entry()).await?;
        s.server
            .until("/article-widget/article-widget.js", "asked for again", |seen| seen.len() > 1)
            .await?;
        s.page.until("document.readyState === 'complete'").await?;
        assert!(!s.page.get::<bool>("!!customElements.get('article-widget')").await?);
        // The console of some browsers says so.
        s.page.js("e2e.problems.splice(0)").await.map(drop)
    });
}

/// What esbuild makes of a module of the project.
fn bundled(name: &str, module: &str) -> String {
    let source = PROJECT.join(name);
    std::fs::write(&source, module).unwrap();
    let esbuild = workspace().join("xtask/npm/node_modules/esbuild/bin/esbuild");
    let output = Command::new(esbuild)
        .args(["--bundle", "--format=esm", "--log-level=error"])
        .arg(&source)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_bundler_leaves_out_what_nobody_uses_and_keeps_what_defines_the_tag() {
    let unused = bundled("unused.js", "import { define } from 'article-widget';");
    assert!(!unused.contains("customElements"), "{unused}");
    let defines = bundled("defines.js", "import 'article-widget/define';");
    assert!(defines.contains("customElements"), "{defines}");
}

#[test]
fn a_bundler_without_a_plug_in_needs_the_folder_copied_and_named() {
    scene(async |s| {
        let folder =
            json_of(&installed().join("integrity.json"))["folder"].as_str().unwrap().to_owned();
        let module =
            "import { define } from 'article-widget'; define('article-widget', '/public/');";
        s.server.put("/app/main.js", Reply::new("text/javascript", bundled("app.js", module)));
        s.server.mount(&format!("/public/{folder}/"), &installed().join(&folder));
        serve(s, &full());
        s.visit(&Host::new(TAG).entry("/app/main.js")).await?;
        s.ready().await
    });
}

#[test]
fn its_types_need_no_framework() {
    let project = &*PROJECT;
    let types = workspace().join("examples/types");
    std::fs::copy(types.join("plain.ts"), project.join("plain.ts")).unwrap();
    let settings = json!({
        "compilerOptions": {
            "target": "es2022", "module": "esnext", "moduleResolution": "bundler", "types": [],
            "lib": ["es2022", "dom"], "strict": true, "noEmit": true, "skipLibCheck": false
        },
        "include": ["plain.ts"]
    });
    std::fs::write(project.join("tsconfig.json"), settings.to_string()).unwrap();
    let compiler = workspace().join("examples/node_modules/typescript/bin/tsc");
    let node = Command::new("node").arg(compiler).arg("--project").arg(project).output().unwrap();
    assert!(node.status.success(), "{}", String::from_utf8_lossy(&node.stdout));
}

/// A path of the builder's in a file makes two builds of one source differ, and tells who built it.
#[test]
fn no_file_tells_where_it_was_built() {
    let here = workspace();
    let here = format!("{}/", here.to_str().unwrap());
    let traces = [here.as_str(), ".cargo/registry", ".rustup/toolchains", "/rustc/"];
    let mut folders = vec![e2e::server::dist(), installed()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            files += 1;
            let bytes = std::fs::read(&path).unwrap();
            let found =
                traces.iter().find(|it| bytes.windows(it.len()).any(|at| at == it.as_bytes()));
            assert_eq!(found, None, "{}", path.display());
        }
    }
    assert!(files > 100, "{files}");
}
