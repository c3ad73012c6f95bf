// Makes the release package of a build: an npm package whose folder any server can publish as it is.
//   node package.mjs DIST TARGET

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [dist, target] = process.argv.slice(2);
const root = fileURLToPath(new URL("../..", import.meta.url));

const NAME = "article-widget";
// What hosts and bundlers name; everything else lies in a folder that its content names.
const ENTRIES = ["article-widget.js", "define.js", "frame.html", "article-widget-frame.js"];
const THEMES = "themes/";
const TYPES = ["article-widget.d.ts", "custom-elements.json"];
const PREVIEW = /^(index\.html|preview\b.*|[^/]*\.css)$/;
const STYLES = "article-widget.css";
// What a bundler must leave to the browser.
const LEFT_ALONE = "/* webpackIgnore: true */ /* @vite-ignore */ ";

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();

const read = (name) => readFileSync(join(dist, name));

/** The text with each `from` replaced, of which there must be one. */
const replace = (name, text, from, to) => {
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  return text.replaceAll(from, to);
};

const built = filesIn(dist);
const named = [...ENTRIES, ...built.filter((name) => name.startsWith(THEMES))];
const hashed = built.filter((name) => ![...named, ...TYPES].includes(name) && (name === STYLES || !PREVIEW.test(name)));
const version = hashOf(hashed);

const files = new Map(hashed.map((name) => [`${version}/${name}`, read(name)]));
const put = (name, content) => files.set(name, Buffer.from(content));
for (const name of TYPES) put(name, read(name));
for (const name of named) put(name, entry(name));
for (const name of ["register.js", "vite.js", "vite.d.ts"]) put(name, readFileSync(join(root, "src/package", name)));
for (const name of ["LICENSE-APACHE", "LICENSE-MIT", "CHANGELOG.md"]) put(name, readFileSync(join(root, name)));

const manifest = describe();
put("package.json", `${JSON.stringify(manifest, undefined, 2)}\n`);
const integrity = Object.fromEntries([...files].filter(([name]) => isPublished(name)).map(([name, content]) => [name, `sha384-${createHash("sha384").update(content).digest("base64")}`]));
put("integrity.json", `${JSON.stringify({ version: manifest.version, folder: version, files: integrity }, undefined, 2)}\n`);
put("README.md", readme());
for (const [name, content] of [...files].filter(([name]) => isPublished(name))) {
  put(`${name}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
  put(`${name}.gz`, gzipSync(content, { level: 9 }));
}

rmSync(target, { recursive: true, force: true });
for (const [name, content] of files) {
  mkdirSync(dirname(join(target, name)), { recursive: true });
  writeFileSync(join(target, name), content);
}
console.log(`   ${files.size} files in ${target}, version ${version}`);

/** Two contents never share a folder, so a browser's cache never mixes two versions. */
function hashOf(names) {
  const hash = createHash("sha256");
  for (const name of names) hash.update(`${name}\0`).update(read(name)).update("\0");
  return hash.digest("hex").slice(0, 12);
}

/** An entry, told where the rest lies. */
function entry(name) {
  const text = read(name).toString();
  switch (name) {
    case "article-widget.js":
      return replace(name, text, 'new URL("./",', `new URL("./${version}/",`);
    case "define.js": {
      const found = replace(name, text, 'new URL("./",', `new URL(/* @vite-ignore */ "./${version}/",`);
      return replace(name, found, "import(`", `import(${LEFT_ALONE}\``);
    }
    case "frame.html":
      return replace(name, text, 'src="frame.js"', `src="${version}/frame.js"`);
    default:
      return text;
  }
}

/** What a server hands out, not what describes the package. */
function isPublished(name) {
  return [".js", ".wasm", ".css", ".json", ".html"].includes(extname(name)) && !/^(package|integrity|custom-elements)\.json$|^(vite|register)\.js$/.test(name);
}

function describe() {
  const cargo = JSON.parse(execFileSync("cargo", ["metadata", "--no-deps", "--format-version=1"], { cwd: root, maxBuffer: 1 << 26 }));
  const { version: release, description, license } = cargo.packages.find(({ name }) => name === NAME);
  const types = "./article-widget.d.ts";
  return {
    name: NAME,
    version: release,
    description,
    license,
    keywords: ["article", "embed", "web-component", "custom-element", "wasm"],
    type: "module",
    exports: {
      ".": { types, default: "./define.js" },
      "./define": { types, default: "./register.js" },
      "./vite": { types: "./vite.d.ts", default: "./vite.js" },
      "./article-widget.js": "./article-widget.js",
      "./article-widget-frame.js": "./article-widget-frame.js",
      "./article-widget.css": `./${version}/${STYLES}`,
      "./themes/*": "./themes/*",
      "./frame.html": "./frame.html",
      "./custom-elements.json": "./custom-elements.json",
      "./integrity.json": "./integrity.json",
      "./package.json": "./package.json",
    },
    types,
    customElements: "custom-elements.json",
    sideEffects: ["./article-widget.js", "./register.js", "./article-widget-frame.js", "./*/*.css"],
  };
}

function readme() {
  const text = readFileSync(join(root, "src/package/README.md"), "utf8");
  const modules = Object.entries(integrity).filter(([name]) => name.startsWith(`${version}/`) && name.endsWith(".js"));
  const map = { integrity: Object.fromEntries(modules.map(([name, hash]) => [`https://cdn.example/article-widget/${name}`, hash])) };
  return text
    .replaceAll("{version}", version)
    .replaceAll("{entry}", integrity["article-widget.js"])
    .replaceAll("{importmap}", JSON.stringify(map, undefined, 2));
}
