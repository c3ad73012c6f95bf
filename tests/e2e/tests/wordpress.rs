//! The plug-in in a real WordPress, on a real database.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may panic")]

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use e2e::server::workspace;
use e2e::{Kept, Scene, scene};
use serde_json::Value;

const TITLE: &str = "Night ferry returns after eleven years";

struct Site {
    folder: PathBuf,
    url: String,
    processes: Vec<Kept>,
    posts: Value,
}

impl Drop for Site {
    fn drop(&mut self) {
        self.processes.clear();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn run(command: &mut Command) -> Result<Vec<u8>> {
    let output = command.output().with_context(|| format!("{command:?}"))?;
    if !output.status.success() {
        let (told, wrong) = (output.stdout, output.stderr);
        let told = [told, wrong].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        bail!("{command:?}: {}", told.join("\n"));
    }
    Ok(output.stdout)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    run(Command::new("cp").args(["-rL", "--no-preserve=mode"]).args([from, to])).map(drop)
}

impl Site {
    async fn start() -> Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let folder = std::env::temp_dir().join(format!("wordpress-{port}"));
        std::fs::create_dir(&folder)?;
        let url = format!("http://127.0.0.1:{port}");
        let mut site = Self { folder, url, processes: Vec::new(), posts: Value::Null };
        site.database().await?;
        site.files()?;
        let script = workspace().join("examples/wordpress/tests/site.php");
        let posts = run(Command::new("php").arg(script).arg(site.www()).arg(&site.url))?;
        let told = String::from_utf8_lossy(&posts).into_owned();
        site.posts = serde_json::from_str(&told).context(told)?;
        let mut php = Command::new("php");
        php.args(["-S", &format!("127.0.0.1:{port}"), "-t"]).arg(site.www());
        // WordPress asks itself for things.
        site.spawn(php.env("PHP_CLI_SERVER_WORKERS", "4"))?;
        wait(|| std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()).await?;
        Ok(site)
    }

    fn www(&self) -> PathBuf {
        self.folder.join("www")
    }

    fn spawn(&mut self, command: &mut Command) -> Result<()> {
        command.stdout(Stdio::null()).stderr(Stdio::null());
        self.processes.push(Kept::start(command, &self.folder)?);
        Ok(())
    }

    async fn database(&mut self) -> Result<()> {
        let data = format!("--datadir={}", self.folder.join("data").display());
        let socket = self.folder.join("socket");
        let user = String::from_utf8(run(Command::new("id").arg("-un"))?)?;
        let user = format!("--user={}", user.trim());
        let mut install = Command::new("mariadb-install-db");
        install.args(["--no-defaults", "--auth-root-authentication-method=normal", &data, &user]);
        run(&mut install)?;
        let mut server = Command::new("/usr/sbin/mariadbd");
        server.args(["--no-defaults", "--skip-networking", &data, &user]);
        self.spawn(server.arg(format!("--socket={}", socket.display())))?;
        let client = || {
            let mut client = Command::new("mariadb");
            client.args(["--no-defaults", "--user=root"]);
            client.arg(format!("--socket={}", socket.display()));
            client.args(["--execute", "CREATE DATABASE IF NOT EXISTS wordpress"]);
            client.output().is_ok_and(|output| output.status.success())
        };
        wait(client).await
    }

    fn files(&self) -> Result<()> {
        let www = self.www();
        copy(Path::new("/usr/share/wordpress"), &www)?;
        let settings = format!(
            "<?php
             define( 'DB_NAME', 'wordpress' ); define( 'DB_USER', 'root' ); define( 'DB_PASSWORD', '' );
             define( 'DB_HOST', 'localhost:{}' ); define( 'DB_CHARSET', 'utf8mb4' ); define( 'DB_COLLATE', '' );
             define( 'WP_HTTP_BLOCK_EXTERNAL', true ); define( 'DISABLE_WP_CRON', true );
             $table_prefix = 'wp_';
             if ( ! defined( 'ABSPATH' ) ) define( 'ABSPATH', __DIR__ . '/' );
             require_once ABSPATH . 'wp-settings.php';",
            self.folder.join("socket").display()
        );
        std::fs::write(www.join("wp-config.php"), settings)?;
        let plugin = www.join("wp-content/plugins/article-widget");
        copy(&workspace().join("examples/wordpress/article-widget"), &plugin)?;
        copy(&workspace().join("target/package/article-widget"), &plugin.join("package"))
    }

    fn post(&self, name: &str) -> String {
        format!("{}/?p={}", self.url, self.posts[name])
    }
}

async fn wait(is_there: impl Fn() -> bool) -> Result<()> {
    for _ in 0..600 {
        if is_there() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    bail!("a server does not answer")
}

/// Opens a post and waits for the story in it.
async fn shows(s: &Scene, site: &Site, name: &str) -> Result<()> {
    s.page.goto(&site.post(name)).await?;
    s.ready().await?;
    let headline = "document.querySelector('article-widget').shadowRoot.querySelector('[part=headline]').textContent";
    assert_eq!(s.page.get::<String>(headline).await?, TITLE, "{name}");
    Ok(())
}

async fn attribute(s: &Scene, name: &str) -> Result<Option<String>> {
    let get = format!("document.querySelector('article-widget').getAttribute('{name}')");
    s.page.get(&get).await
}

const SCRIPTS: &str = "document.querySelectorAll('script[src*=\"article-widget.js\"]').length";

#[test]
#[ignore = "needs WordPress and MariaDB: cargo xtask test --all"]
fn a_real_wordpress_shows_its_own_story_by_shortcode_block_and_tag() {
    scene(async |s| {
        let site = Site::start().await?;
        shows(s, &site, "shortcode").await?;
        assert_eq!(attribute(s, "theme").await?.as_deref(), Some("dark"));
        assert_eq!(attribute(s, "heading-level").await?.as_deref(), Some("3"));
        shows(s, &site, "block").await?;
        assert_eq!(attribute(s, "theme").await?.as_deref(), Some("sepia"));
        shows(s, &site, "tag").await?;
        assert_eq!(attribute(s, "onclick").await?, None, "an author's handler is taken out");
        assert_eq!(s.page.get::<u32>(SCRIPTS).await?, 1);
        s.page.goto(&site.post("story")).await?;
        assert_eq!(s.page.get::<u32>(SCRIPTS).await?, 0, "a page without an article loads nothing");
        edits(s, &site).await
    });
}

/// The block can be put into a post in the editor.
async fn edits(s: &Scene, site: &Site) -> Result<()> {
    s.page.goto(&format!("{}/wp-login.php", site.url)).await?;
    s.page
        .js("document.querySelector('#user_login').value = 'editor';
             document.querySelector('#user_pass').value = 'harbour';
             document.querySelector('#loginform').submit()")
        .await?;
    s.page.until("location.pathname.startsWith('/wp-admin')").await?;
    s.page.goto(&format!("{}/wp-admin/post-new.php", site.url)).await?;
    s.page.until("window.wp?.blocks?.getBlockType('article-widget/article')").await?;
    s.page.until("wp.data.select('core/editor').__unstableIsEditorReady()").await?;
    s.page
        .js("wp.data.dispatch('core/block-editor').insertBlocks(wp.blocks.createBlock('article-widget/article', { src: '/42.json' }))")
        .await?;
    let pages = "[document, ...[...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument)]";
    s.page.until(&format!("{pages}.some((page) => page?.querySelector('.wp-block-article-widget-article input[type=url]')?.value === '/42.json')")).await?;
    let saved: String = s.page.get("wp.data.select('core/editor').getEditedPostContent()").await?;
    assert_eq!(saved.trim(), r#"<!-- wp:article-widget/article {"src":"/42.json"} /-->"#);
    // A page that asks whether to leave would stay.
    s.page
        .js("onbeforeunload = null; wp.data.dispatch('core/block-editor').resetBlocks([])")
        .await
        .map(drop)
}
