// Fetched where an article takes more than the first part of the Wasm.

import { refusal } from "./faults.js";

/**
 * Brings in the rest of the Wasm, which takes all that it shares from the exports of the first; what fails is
 * tried once more past the cache. Promises why it failed, if it did: what the page must allow, or no words.
 */
export const bring = async (exports, folder) => {
  const url = `${folder}article-widget-rest.wasm`;
  const load = async (cache) => {
    const answer = await fetch(url, { cache, signal: AbortSignal.timeout(15000) });
    await WebAssembly.instantiate(await answer.arrayBuffer(), { w: exports });
  };
  const violations = [];
  const note = (event) => violations.push(event);
  document.addEventListener("securitypolicyviolation", note);
  try {
    await load("default").catch(() => load("reload"));
  } catch {
    return (await refusal(violations, url)) ?? "";
  } finally {
    document.removeEventListener("securitypolicyviolation", note);
  }
};
