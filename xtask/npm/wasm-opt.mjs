// Binaryen's optimiser, as a release uses it.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const tools = dirname(createRequire(import.meta.url).resolve("binaryen/package.json"));

// No feature flag: wasm-opt reads the module's own list, and with every feature allowed it writes
// encodings that browsers refuse. What each flag saves of the packed module is in docs/size.md.
const FLAGS = ["--flatten", "--rereloop", "-Oz", "--one-caller-inline-max-function-size=20", "-Oz", "--converge", "--reorder-functions-by-name"];
const STRIP = ["--strip-debug", "--strip-producers", "--strip-target-features"];

/** The module optimised; with names if they are to be kept. */
export function optimise(bytes, { names = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "optimise-"));
  const [input, output] = [join(folder, "in.wasm"), join(folder, "out.wasm")];
  try {
    writeFileSync(input, bytes);
    const words = [join(tools, "bin", "wasm-opt"), input, "-o", output, ...FLAGS, ...(names ? ["-g"] : STRIP)];
    const { status, error } = spawnSync(process.execPath, words, { stdio: "inherit" });
    if (status !== 0) throw new Error(`wasm-opt failed${error ? `: ${error.message}` : ""}`);
    return readFileSync(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
