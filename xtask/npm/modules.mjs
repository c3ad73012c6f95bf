// Makes each module that the entry loads when it is wanted one file, with what it imports.
//   node modules.mjs FROM TO [--minify]

import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const [from, to, minify] = process.argv.slice(2);

// The languages that have words, from where the Wasm has them: `"he" "iw"` is a file and a tag that it serves as well.
const [, table] = readFileSync("src/labels.rs", "utf8").match(/^languages!\(([^]*?)^\);/m);
const languages = table.split(",").flatMap((line) => {
  const [file, ...also] = [...line.matchAll(/"(.+?)"/g)].map(([, tag]) => tag);
  return file ? [file, ...also.map((tag) => `${tag}=${file}`)] : [];
});

// What one of them imports of the others stays a file of its own.
const apart = {
  name: "apart",
  setup: (build) => build.onResolve({ filter: /^\.\/[\w-]+\.js$/ }, ({ path, kind, resolveDir }) => (kind !== "entry-point" && resolve(resolveDir) === resolve(from) ? { path, external: true } : undefined)),
};

const names = readdirSync(from).filter((name) => /\.(js|css)$/.test(name));
await build({
  entryPoints: names.map((name) => join(from, name)),
  outdir: to,
  bundle: true,
  plugins: [apart],
  format: "esm",
  target: "es2022",
  minify: Boolean(minify),
  legalComments: "none",
  define: { LANGUAGES: JSON.stringify(languages.join(" ")) },
});
