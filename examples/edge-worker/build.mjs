// Makes dist/ of the compiled crate: the module small, the scripts one file.
//   node build.mjs WASM PACKAGE

import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(new URL("../../xtask/npm/package.json", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));
const [compiled, widget] = process.argv.slice(2);

const run = (program, ...words) => {
  const { status, error } = spawnSync(program, words, { cwd: here, stdio: "inherit" });
  if (status !== 0) throw new Error(`${program} failed${error ? `: ${error.message}` : ""}`);
};

rmSync(`${here}dist`, { recursive: true, force: true });
run("wasm-bindgen", "--target", "web", "--no-typescript", "--experimental-reset-state-function", "--out-name", "render", "--out-dir", "dist", compiled);
const module = "dist/render_bg.wasm";
run(process.execPath, require.resolve("binaryen/bin/wasm-opt"), module, "-o", module, "-O3", "--strip-debug", "--strip-producers");
// Answers that another build has drawn are not taken for this one's.
const build = createHash("sha256").update(readFileSync(`${here}${module}`)).digest("hex").slice(0, 12);
// The package's own folder of this version, which has the style sheet.
const { folder } = JSON.parse(readFileSync(`${widget}/integrity.json`, "utf8"));
await require("esbuild").build({
  absWorkingDir: here,
  entryPoints: ["worker/worker.js"],
  outfile: "dist/worker.js",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2024",
  external: ["./render_bg.wasm"],
  define: { BUILD: JSON.stringify(build), FOLDER: JSON.stringify(folder.replace(/\/$/, "")) },
});
