// The widget's rehearsal: what it does on most pages, played in node by the Wasm that a release is made of.

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PLAY = fileURLToPath(new URL("rehearsal/play.mjs", import.meta.url));
const NAME = "article-widget-app";

/** What came of the rehearsal of a part with a module and its glue: all that was drawn and told, and which stretches ran, if it has marks. `folder` is that of the release, with what the glue imports. */
export function rehearse(part, folder, { glue, wasm }) {
  const stage = mkdtempSync(join(tmpdir(), "rehearsal-"));
  try {
    for (const name of ["snippets", "labels"]) cpSync(join(folder, name), join(stage, name), { recursive: true });
    writeFileSync(join(stage, "package.json"), '{ "type": "module" }');
    writeFileSync(join(stage, `${NAME}.js`), glue);
    writeFileSync(join(stage, `${NAME}_bg.wasm`), wasm);
    const { status, stdout } = spawnSync(process.execPath, [PLAY, stage, part], { stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 30 });
    if (status !== 0) throw new Error("The rehearsal failed.");
    return JSON.parse(stdout);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}
