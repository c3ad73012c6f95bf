//! What a page holds, when all that nobody holds is gone.

use std::fmt;

use anyhow::Result;
use e2e::Scene;
use e2e::browser::Memory;

/// Lets a test see the memories of the Wasm, of which the page itself knows nothing; it keeps none of them.
pub const WATCH: &str = "<script>
    window.memories = [];
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const original = WebAssembly[name];
        WebAssembly[name] = async (...words) => {
            const made = await original.apply(WebAssembly, words);
            const memory = Object.values((made.instance ?? made).exports).find((it) => it instanceof WebAssembly.Memory);
            // The part that loads on demand shares that of the first.
            if (memory) memories.push(new WeakRef(memory));
            return made;
        };
    }
</script>";

/// What may be more, for reasons that do not grow.
pub struct Growth {
    /// Nodes.
    pub nodes: u64,
    /// Bytes of scripts' objects.
    pub heap: u64,
    /// Pages of the Wasm.
    pub pages: u64,
}

/// Figures of one moment.
pub struct Held {
    page: Memory,
    /// Memories of the Wasm that are still there, and their pages of 64 KB.
    memories: u64,
    pages: u64,
}

impl Held {
    /// What the page of a scene holds now (Chromium).
    pub async fn by(scene: &Scene) -> Result<Self> {
        // What is freed in one go lets more be freed in the next.
        for _ in 0..5 {
            scene.page.collect_garbage().await?;
            scene.page.js("return new Promise((done) => setTimeout(done, 100))").await?;
        }
        let sizes = "memories.map((it) => it.deref()?.buffer.byteLength / 65536).filter(Boolean)";
        let sizes: Vec<f64> = scene.page.get(sizes).await?;
        Ok(Self {
            page: scene.page.memory().await?,
            memories: sizes.len() as u64,
            pages: sizes.iter().sum::<f64>() as u64,
        })
    }

    /// Fails where there is more than there was, and than it may have grown by.
    pub fn is_no_more_than(&self, before: &Self, growth: Growth) {
        let figures = format!("{before} → {self}");
        assert!(self.page.nodes <= before.page.nodes + growth.nodes, "nodes: {figures}");
        assert!(self.page.listeners <= before.page.listeners + 2, "listeners: {figures}");
        assert!(self.page.heap <= before.page.heap + growth.heap, "heap: {figures}");
        assert!(self.pages <= before.pages + growth.pages, "Wasm: {figures}");
        assert!(self.memories <= 1, "instances of the Wasm: {figures}");
    }
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Memory { nodes, listeners, heap } = self.page;
        write!(
            f,
            "{nodes} nodes, {listeners} listeners, heap {} KB, Wasm {} pages in {}",
            heap / 1024,
            self.pages,
            self.memories
        )
    }
}
