// What is told of a failure where the Wasm cannot tell of it, or does not know the reason.

/** What the page must allow for a request, by its URL or folder, by the policy's violations so far; nothing where its policy was not the reason. */
export const refusal = async (violations, url) => {
  // A violation is told in a task of its own, which may come after the error.
  await new Promise((done) => setTimeout(done, 50));
  for (const { effectiveDirective, blockedURI } of violations) {
    const [directive] = effectiveDirective.match(/^(connect|script)-src/) ?? [];
    if (directive && (url.startsWith(blockedURI) || blockedURI.startsWith(url))) return `The page's Content-Security-Policy must allow ${new URL(url).origin} in ${directive}.`;
  }
};

/** The kind, the words and the panel of what befell the Wasm: it did not come, or it trapped. */
export const explain = async (make, violations, folder, error, hasTrapped) => {
  const why =
    !hasTrapped && (/CSP|polic|-eval/i.test(error) ? "The page's Content-Security-Policy must allow 'wasm-unsafe-eval' in script-src." : await refusal(violations, folder));
  const kind = hasTrapped ? "internal" : why ? "blocked" : navigator.onLine ? "network" : "offline";
  const message = why || (hasTrapped ? `The widget failed at this article: ${error}` : `The widget's own files could not be loaded: ${error}`);
  console.error(`article-widget: ${kind}: ${message}`);
  const title = make("p", { class: "error-title" }, "This article could not be loaded");
  const retry = make("button", { part: "retry", class: "retry", type: "button" }, "Try again");
  const panel = make("div", { part: "error", class: "error", role: "status", lang: "en" }, title, make("p", { class: "detail" }, message), retry);
  return [kind, message, panel];
};
