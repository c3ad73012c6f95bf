// Fetched when something failed that the Wasm could not tell of: what the page's owner can do about it.

/** What the page must allow, by the policy's violations so far; nothing where its policy was not the reason. */
export const explain = async (violations, url, error) => {
  if (/CSP|polic|-eval/i.test(error)) return "The page's Content-Security-Policy must allow 'wasm-unsafe-eval' in script-src.";
  // A violation is told in a task of its own, which may come after the error.
  await new Promise((done) => setTimeout(done, 50));
  for (const { effectiveDirective, blockedURI } of violations) {
    const [directive] = effectiveDirective.match(/^(connect|script)-src/) ?? [];
    if (directive && (url.startsWith(blockedURI) || blockedURI.startsWith(url))) return `The page's Content-Security-Policy must allow ${new URL(url).origin} in ${directive}.`;
  }
};
