import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin, type UserConfig } from "vite";
import { PLAYGROUND_HEADERS, POLICY } from "./src/headers.ts";

const OUT = "dist/page";
const SERVICE_WORKER = "service-worker.js";

/** The policy in the page itself, for hosts that send no headers. The development server needs more than it allows. */
const policy: Plugin = {
  name: "policy",
  apply: "build",
  transformIndexHtml: () => [
    { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: POLICY }, injectTo: "head-prepend" },
  ],
};

/** Tells the service worker which files there are; their hash is the version. */
const files: Plugin = {
  name: "files",
  apply: "build",
  closeBundle() {
    const path = join(OUT, SERVICE_WORKER);
    const all = readdirSync(OUT, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== SERVICE_WORKER)
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const hash = createHash("sha256");
    for (const file of [...all, path]) hash.update(file).update(readFileSync(file));
    const names = all.map((file) => file.slice(OUT.length + 1).replaceAll("\\", "/"));
    const build = { version: hash.digest("hex").slice(0, 16), files: names };
    writeFileSync(path, `self.BUILD=${JSON.stringify(build)};${readFileSync(path, "utf8")}`);
  },
};

const { "content-security-policy": _, ...headers } = PLAYGROUND_HEADERS;

const config: UserConfig = defineConfig({
  // It may be served from any folder.
  base: "./",
  // The bundled sample, as the command line has it.
  publicDir: "../cli/sample",
  plugins: [policy, files],
  worker: { format: "es" },
  // Else what the worker uses is found only when it runs, and the page is loaded again.
  optimizeDeps: { entries: ["index.html", "src/worker/worker.ts"] },
  server: { headers },
  preview: { headers },
  build: {
    outDir: OUT,
    target: "es2022",
    // Addresses of data are none of the page's own.
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: { index: "index.html", "service-worker": "src/offline/service-worker.ts" },
      output: {
        // Its address must not change, or an old one would never be replaced.
        entryFileNames: ({ name }) => (name === "service-worker" ? SERVICE_WORKER : "assets/[name]-[hash].js"),
      },
    },
  },
});

export default config;
