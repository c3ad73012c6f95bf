// What the Cache API speaks to where workerd runs alone: one machine's memory, the longest unused first out.
// A response comes as the bytes that a server would send, and is asked for by the same method and address.

const MAX_BYTES = 64 * 1024 * 1024;

const kept = new Map();
let size = 0;

const drop = (key) => {
  size -= kept.get(key)?.bytes.byteLength ?? 0;
  return kept.delete(key);
};

const put = async (key, request) => {
  const bytes = new Uint8Array(await request.arrayBuffer());
  drop(key);
  if (bytes.byteLength > MAX_BYTES) return new Response(null, { status: 413 });
  const parsed = parse(bytes);
  kept.set(key, { ...parsed, bytes, until: Date.now() + lifeOf(parsed.headers) * 1000 });
  size += bytes.byteLength;
  for (const oldest of kept.keys()) {
    if (size <= MAX_BYTES) break;
    drop(oldest);
  }
  return new Response(null, { status: 204 });
};

const parse = (bytes) => {
  let end = 0;
  // A line end, twice.
  while (!(bytes[end] === 13 && bytes[end + 2] === 13)) end += 1;
  const [, ...lines] = new TextDecoder().decode(bytes.subarray(0, end)).split("\r\n");
  const headers = new Headers(lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]));
  return { headers, body: bytes.subarray(end + 4) };
};

const lifeOf = (headers) => Number(/max-age=(\d+)/.exec(headers.get("Cache-Control"))?.[1] ?? 0);

const get = (key) => {
  const found = kept.get(key);
  if (!found || found.until < Date.now()) {
    drop(key);
    return new Response(null, { status: 504, headers: { "CF-Cache-Status": "MISS" } });
  }
  // The last used goes to the end.
  kept.delete(key);
  kept.set(key, found);
  const headers = new Headers(found.headers);
  headers.set("CF-Cache-Status", "HIT");
  return new Response(found.body, { headers });
};

export default {
  async fetch(request) {
    const key = request.url;
    if (request.method === "PUT") return put(key, request);
    if (request.method === "PURGE") return new Response(null, { status: drop(key) ? 200 : 404 });
    return get(key);
  },
};
