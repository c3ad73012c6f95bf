// Answers in the Cache API, for longer than they are fresh.
//
// `match` knows no stale-while-revalidate, so an answer carries when it was made and when it was last
// found to be true; what is older than fresh is served while it is made anew.

const seconds = () => Date.now() / 1000;

/** What is made anew at the moment: once is enough. */
const underway = new Set();

const pack = (answer, until) => {
  const { body, ...rest } = answer;
  const life = Math.max(1, Math.round(until - seconds()));
  return new Response(body, { headers: { "Content-Type": "text/plain", "Cache-Control": `public, max-age=${life}`, "Answer-Facts": encodeURIComponent(JSON.stringify(rest)) } });
};

const unpack = async (response) => ({ ...JSON.parse(decodeURIComponent(response.headers.get("Answer-Facts"))), body: await response.text() });

const find = async (key) => {
  const found = await caches.default.match(key);
  return found && unpack(found);
};

const keep = async (key, answer, { fresh, stale, failed }) => {
  const until = answer.status === 200 ? answer.made + fresh + stale : answer.made + failed;
  await caches.default.put(key, pack(answer, until));
};

/**
 * The answer for a key: kept, or made by `make(old)`, which gives a new one or, where the old is still
 * true, that one. Where it fails for a while the old one serves on.
 */
export const answerFor = async (key, make, settings, context) => {
  const old = await find(key);
  const isGood = old?.status === 200;
  const isFresh = old && seconds() < old.checked + (isGood ? settings.fresh : settings.failed);
  // A failure that has had its time is nothing to serve on.
  if (!isGood && !isFresh) return { ...(await renew(key, undefined, make, settings)), cache: "MISS" };
  if (isFresh) return { ...old, cache: "HIT" };
  if (!underway.has(key)) context.waitUntil(renew(key, old, make, settings));
  return { ...old, cache: "STALE" };
};

const renew = async (key, old, make, settings) => {
  underway.add(key);
  try {
    const made = await make(old);
    const now = seconds();
    // What fails for a while is tried again as soon as a failure is, and no copy outlives its time.
    const isTrouble = old && made.status >= 500;
    const answer = isTrouble ? { ...old, checked: now - settings.fresh + settings.failed } : { ...made, made: now, checked: now };
    await keep(key, answer, settings);
    return answer;
  } finally {
    underway.delete(key);
  }
};
