// The headers of every answer.

const policy = (sources) => {
  const own = ["'self'", ...sources].join(" ");
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `connect-src ${own}`,
    `img-src ${own}`,
    `media-src ${own}`,
    "style-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
};

/** What a page may do. */
export const ofPage = ({ origins, privateOrigins = [], images = [] }) => ({
  "Content-Security-Policy": policy([...origins, ...privateOrigins, ...images]),
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
});

/** What every answer says, whatever it is. */
const always = (settings) => ({
  ...ofPage(settings),
  "X-Content-Type-Options": "nosniff",
  // Fragments and oEmbed answers are for other sites' pages, and there is no cookie that they could abuse.
  "Access-Control-Allow-Origin": "*",
  "Cross-Origin-Resource-Policy": "cross-origin",
});

const matches = (condition, tag) => {
  const bare = (text) => text.trim().replace(/^W\//, "");
  return condition !== null && condition.split(",").some((one) => one.trim() === "*" || bare(one) === bare(tag));
};

const life = ({ status }, { fresh, stale, failed }) =>
  status === 200 ? `public, max-age=${fresh}, stale-while-revalidate=${stale}, stale-if-error=${stale}` : `public, max-age=${failed}`;

/** An answer as a response to a request. */
export const respond = (request, answer, settings) => {
  const { status, type, body, tag, checked, cache, link, retryAfter } = answer;
  const headers = new Headers({ ...always(settings), "Content-Type": type, "Cache-Control": life(answer, settings) });
  if (cache) headers.set("Cache-Status", `article-edge-worker; ${cache === "HIT" ? "hit" : `fwd=${cache.toLowerCase()}`}`);
  if (cache && cache !== "MISS") headers.set("Age", String(Math.max(0, Math.floor(Date.now() / 1000 - checked))));
  if (link) headers.set("Link", link);
  if (retryAfter) headers.set("Retry-After", retryAfter);
  if (status === 405) headers.set("Allow", "GET, HEAD");
  if (tag) headers.set("ETag", tag);
  if (tag && matches(request.headers.get("If-None-Match"), tag)) return new Response(null, { status: 304, headers });
  return new Response(request.method === "HEAD" ? null : body, { status, headers });
};
