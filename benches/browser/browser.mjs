// The browser, and one visit to a page.

import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import puppeteer from "puppeteer-core";

const inPage = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
const PROBE = inPage("probe.js");
const MEMORY = inPage("memory.js");

const PATIENCE = 60_000;
/** A slow line and a phone's processor. */
const SLOW = { latency: 150, throughput: 1_600_000 / 8, cpu: 4 };

export class Browser {
  #browser;
  #port;
  #hosts = 0;

  static async start(program, port) {
    const browser = new Browser();
    browser.#port = port;
    browser.#browser = await puppeteer.launch({
      executablePath: program,
      headless: true,
      defaultViewport: { width: 1200, height: 900 },
      protocolTimeout: PATIENCE,
      args: ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP *.localhost 127.0.0.1"],
    });
    return browser;
  }

  version() {
    return this.#browser.version();
  }

  stop() {
    return this.#browser.close();
  }

  /** A host that no cache has heard of. */
  newHost() {
    return `h${this.#hosts++}.localhost`;
  }

  /** A page in a tab of its own, with the probe in it. */
  async visit(host, path, { isSlow = false, hasMemory = false } = {}, look) {
    const page = await this.#browser.newPage();
    try {
      const devtools = await page.createCDPSession();
      const visit = new Visit(page, devtools);
      await devtools.send("Performance.enable");
      await page.evaluateOnNewDocument(PROBE);
      if (hasMemory) await page.evaluateOnNewDocument(MEMORY);
      if (isSlow) await visit.slowDown();
      await page.goto(`http://${host}:${this.#port}${path}`, { waitUntil: "domcontentloaded", timeout: PATIENCE });
      return await look(visit);
    } finally {
      await page.close();
    }
  }
}

class Visit {
  constructor(page, devtools) {
    this.page = page;
    this.devtools = devtools;
  }

  async slowDown() {
    const { latency, throughput, cpu } = SLOW;
    await this.devtools.send("Network.enable");
    await this.devtools.send("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: throughput, uploadThroughput: throughput });
    await this.devtools.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  }

  /** Calls what the probe offers. */
  call(name, ...given) {
    return this.page.evaluate((name, given) => globalThis.bench[name](...given), name, given);
  }

  /** What the probe has seen. */
  seen() {
    return this.page.evaluate(() => ({ ...globalThis.bench }));
  }

  async metrics() {
    const { metrics } = await this.devtools.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  }

  /** Bytes in use once all garbage is gone: JavaScript's heap, and the Wasm's memories. */
  async memory() {
    // Timers hold on to what was taken out of the page a moment ago.
    await pause(1000);
    for (let time = 0; time < 3; time++) await this.devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await this.devtools.send("Runtime.getHeapUsage");
    const wasm = await this.page.evaluate(() => globalThis.wasmMemories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
    const { Nodes, JSEventListeners } = await this.metrics();
    return { heap: usedSize, wasm, nodes: Nodes, listeners: JSEventListeners };
  }
}
