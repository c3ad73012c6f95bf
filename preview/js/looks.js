// The ready themes set variables on every widget of a page; here each holds for its own box, so that they
// can stand side by side.

import { looks } from "./contract.js";

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);

const scoped = async (name) => `[data-look="${name}"] { ${await (await fetch(`themes/${name}.css`)).text()} }`;

/** Resolves when all of them hold. */
export const dressed = Promise.all(looks.map(scoped)).then((rules) => sheet.replace(rules.join("\n")));

export const title = (name) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " ");
