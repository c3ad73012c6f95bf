// The JSON of articles from the origins that the settings list, and from nowhere else.

import { is_public as isPublic } from "../dist/render.js";
import { Refusal } from "./refusal.js";

const MAX_BYTES = 5 * 1024 * 1024;
const MAX_HOPS = 5;
const REDIRECTIONS = [301, 302, 303, 307, 308];

/** The network that leads to an address; refuses what is not listed. */
const networkTo = (url, { origins, privateOrigins = [], intranet }) => {
  if (!["http:", "https:"].includes(url.protocol) || url.username || url.password) {
    throw new Refusal(400, "blocked", "The address must be http or https, without a user's name.");
  }
  if (privateOrigins.includes(url.origin) && intranet) return intranet;
  if (!origins.includes(url.origin)) throw new Refusal(403, "blocked", `Articles of ${url.origin} are not served here.`);
  if (!isPublic(url.hostname)) throw new Refusal(403, "blocked", `${url.hostname} is an address of a private network.`);
  return { fetch };
};

/** The address that a request names. */
export const addressOf = (text, settings) => {
  if (!text || text.length > 2048 || !URL.canParse(text)) {
    throw new Refusal(400, "blocked", "Name the address of an article's JSON, in full: ?src=https://…");
  }
  const url = new URL(text);
  url.hash = "";
  networkTo(url, settings);
  return url.href;
};

/** The JSON at an address with its ETag; nothing new where it is still the one with this tag. */
export const load = async (src, tag, settings) => {
  const signal = AbortSignal.timeout(settings.timeout);
  try {
    const response = await follow(new URL(src), tag, signal, settings);
    if (response.status === 304) return undefined;
    if (!response.ok) throw refused(response);
    return { json: await textOf(response), tag: response.headers.get("ETag") };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (signal.aborted) throw new Refusal(504, "timeout", "The publisher's server took too long to answer.");
    throw new Refusal(502, "network", "The publisher's server could not be reached.");
  }
};

const follow = async (start, tag, signal, settings) => {
  let url = start;
  for (let hop = 0; hop <= MAX_HOPS; hop += 1) {
    const headers = { Accept: "application/json", ...(tag && { "If-None-Match": tag }) };
    const response = await reach(url, start, settings).fetch(url.href, { headers, redirect: "manual", signal });
    if (!REDIRECTIONS.includes(response.status)) return response;
    await response.body?.cancel();
    const to = response.headers.get("Location");
    if (!to || !URL.canParse(to, url)) throw new Refusal(502, "http", "The publisher's server redirects to nowhere.");
    url = new URL(to, url);
  }
  throw new Refusal(502, "http", "The publisher's server redirects without end.");
};

// The first address is the reader's to answer for, each further one is the publisher's.
const reach = (url, start, settings) => {
  try {
    return networkTo(url, settings);
  } catch (refusal) {
    if (url === start) throw refusal;
    throw new Refusal(502, "blocked", `The publisher's server redirects to an address that is not served here. ${refusal.message}`);
  }
};

const refused = ({ status, headers }) => {
  const message = `The publisher's server answered with an error (${status}).`;
  if (status === 404 || status === 410) return new Refusal(status, "http", "The publisher has no such article.");
  if ([401, 402, 403].includes(status)) return new Refusal(403, "restricted", "The publisher does not give this article to everybody.");
  if (status === 429 || status === 503) return new Refusal(503, "http", message, headers.get("Retry-After"));
  return new Refusal(502, "http", message);
};

const textOf = async (response) => {
  const tooLarge = () => new Refusal(502, "too-large", "The publisher's answer is too large to be an article.");
  if (Number(response.headers.get("Content-Length")) > MAX_BYTES) {
    await response.body.cancel();
    throw tooLarge();
  }
  const chunks = [];
  let size = 0;
  // Leaving the loop cancels what has not been read.
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return new TextDecoder().decode(await new Blob(chunks).arrayBuffer());
};
