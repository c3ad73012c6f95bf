# The worker on workerd. `serve.mjs` starts it; what it may fetch stands in the variable SETTINGS.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "worker", worker = .worker),
    (name = "cache", worker = .cache),
    # The folder is named by --directory-path widget=…
    (name = "widget", disk = (allowDotfiles = false)),
    # Whatever a name leads to: no address of a private network is ever connected to ...
    (name = "internet", network = (allow = ["public"], tlsOptions = (trustBrowserCas = true))),
    # ... but for the origins that the settings list as private.
    (name = "intranet", network = (allow = ["private"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8090", http = (), service = "worker")],
);

const worker :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "dist/worker.js"),
    (name = "render_bg.wasm", wasm = embed "dist/render_bg.wasm"),
  ],
  compatibilityDate = "2026-11-01",
  bindings = [
    (name = "SETTINGS", fromEnvironment = "SETTINGS"),
    (name = "WIDGET", service = "widget"),
    (name = "INTRANET", service = "intranet"),
  ],
  globalOutbound = "internet",
  cacheApiOutbound = "cache",
);

const cache :Workerd.Worker = (
  modules = [(name = "cache.js", esModule = embed "worker/cache.js")],
  compatibilityDate = "2026-11-01",
);
