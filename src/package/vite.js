// For Vite and Rollup: puts the widget's own files beside the chunk that holds its code, which asks for
// them by its own address.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const { folder } = JSON.parse(readFileSync(join(here, "integrity.json"), "utf8"));

const filesIn = (name) =>
  readdirSync(join(here, name), { withFileTypes: true }).flatMap((entry) => {
    const inner = `${name}/${entry.name}`;
    return entry.isDirectory() ? filesIn(inner) : inner;
  });

const isOurs = (id) => dirname(id) === here || /\/article-widget\/define\.js/.test(id);

export default () => ({
  name: "article-widget",
  // Vite's server would otherwise move the code away from its files.
  config: () => ({ optimizeDeps: { exclude: ["article-widget"] } }),
  generateBundle(options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk" || !Object.keys(chunk.modules).some(isOurs)) continue;
      for (const name of filesIn(folder)) {
        this.emitFile({ type: "asset", fileName: posix.join(posix.dirname(chunk.fileName), name), source: readFileSync(join(here, name)) });
      }
    }
  },
});
