// What keeps the page to itself.

/** What the page may load and ask: its own files, and nothing of anybody else. WebAssembly has to be compiled. */
export const POLICY: string = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  ...["worker-src", "style-src", "img-src", "connect-src"].map((what) => `${what} 'self'`),
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** For every file of the page. The first two give it threads: memory is shared only by pages that nobody else is in. */
export const PLAYGROUND_HEADERS: Readonly<Record<string, string>> = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  // No other page shows this one in a frame; a page cannot say that of itself.
  "content-security-policy": `${POLICY}; frame-ancestors 'none'`,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};
