// Makes the glue of one folder give a fresh instance whenever it is asked, where a build is not optimised.
//   node renew.mjs FOLDER

import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renewable } from "./glue.mjs";

const folder = process.argv[2];
const glue = join(folder, "article-widget-app.js");
writeFileSync(glue, await renewable(readFileSync(glue, "utf8"), folder));
// Nothing is left out of the first file.
for (const part of ["common", "whole"]) copyFileSync(join(folder, "article-widget-app_bg.wasm"), join(folder, `article-widget-${part}.wasm`));
