#!/usr/bin/env node
// Makes the JPEGs from the SVGs beside this file:  node preview/images/render.mjs [chromium]
//
// A browser draws and encodes, because the filters that give the pictures their light and grain
// come out differently in every other renderer. It hands the files back in its own markup
// (--dump-dom), so that nothing but the browser is needed.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const QUALITY = 0.82;
const PICTURES = [
  { name: "hero", widths: [640, 1280, 1920] },
  { name: "palms", widths: [960] },
  { name: "library", widths: [720] },
  { name: "ferry", widths: [1200] },
];

const here = dirname(fileURLToPath(import.meta.url));
const browser = process.argv[2] ?? process.env.CHROMIUM ?? "chromium";

function draw(svg, widths) {
  const folder = mkdtempSync(join(tmpdir(), "pictures-"));
  const page = join(folder, "page.html");
  // Widths below the full one are scaled from it: drawn directly, the grain would be as coarse
  // in a small picture as in a large one.
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><body><script>
    const svg = ${JSON.stringify(svg).replaceAll("<", "\\u003c")};
    const picture = new Image();
    picture.onload = () => {
      const canvas = (width) => {
        const made = document.createElement("canvas");
        made.width = width;
        made.height = Math.round(width * picture.naturalHeight / picture.naturalWidth);
        return made;
      };
      const paint = (from, width) => {
        const to = canvas(width), pen = to.getContext("2d");
        pen.imageSmoothingQuality = "high";
        pen.drawImage(from, 0, 0, to.width, to.height);
        return to;
      };
      const full = paint(picture, picture.naturalWidth);
      for (const width of ${JSON.stringify(widths)}) {
        const made = width === full.width ? full : paint(full, width);
        document.body.append(Object.assign(document.createElement("pre"), {
          textContent: made.toDataURL("image/jpeg", ${QUALITY}),
        }));
      }
    };
    picture.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  </script>`);
  try {
    const dom = execFileSync(browser, [
      "--headless=new", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
      "--force-color-profile=srgb", "--virtual-time-budget=60000",
      `--user-data-dir=${join(folder, "profile")}`, "--dump-dom", `file://${page}`,
    ], { encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "ignore"] });
    const files = [...dom.matchAll(/data:image\/jpeg;base64,([A-Za-z0-9+/=]+)/g)];
    if (files.length !== widths.length) throw new Error("the browser drew no picture");
    return files.map((file) => Buffer.from(file[1], "base64"));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

for (const { name, widths } of PICTURES) {
  const files = draw(readFileSync(join(here, `${name}.svg`), "utf8"), widths);
  widths.forEach((width, at) => {
    const file = widths.length > 1 ? `${name}-${width}.jpg` : `${name}.jpg`;
    writeFileSync(join(here, file), files[at]);
    console.log(`${file}  ${Math.round(files[at].length / 1024)} KB`);
  });
}
