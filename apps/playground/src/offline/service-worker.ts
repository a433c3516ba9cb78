// Keeps the built files, so that the page works without a network, and gives them the headers that a host may lack.
//
// The build says which files there are. A new build has another version, and a cache of its own.

import { PLAYGROUND_HEADERS } from "../headers.ts";

/** What the build writes before this file. */
interface Build {
  /** Other files, another version. */
  readonly version: string;
  /** Relative to the page. */
  readonly files: readonly string[];
}

const { version, files } = (globalThis as unknown as { readonly BUILD: Build }).BUILD;

/** What is used here of a service worker's scope, which the types of a page do not have. */
interface Scope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Waiting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
}
interface Waiting {
  waitUntil(done: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

const scope = globalThis as unknown as Scope;

const FOLDER = scope.registration.scope;
/** Files of builds before this one too. */
const ASSETS = new URL("assets/", FOLDER).href;
const OURS = new Set(["./", ...files].map((name) => new URL(name, FOLDER).href));
/** All folders of a host share its caches. */
const PREFIX = `newsclf-playground ${FOLDER} `;
const CACHE = PREFIX + version;

scope.addEventListener("install", (event) => {
  event.waitUntil(keepFiles());
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(dropOld().then(() => scope.clients.claim()));
});

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && isOurs(request.url)) event.respondWith(answer(request));
});

/** Whatever else is in the folder is another program's. */
function isOurs(url: string): boolean {
  const path = url.replace(/[?#].*$/s, "");
  return OURS.has(path) || path.startsWith(ASSETS);
}

async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  try {
    // Asked for anew, or an old page would be kept beside new files.
    await cache.addAll([...OURS].map((url) => new Request(url, { cache: "no-cache" })));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
  await scope.skipWaiting();
}

/** The build before stays, for pages that are still open: its files have other names. */
async function dropOld(): Promise<void> {
  const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(ours.slice(0, -2).map((name) => caches.delete(name)));
}

async function answer(request: Request): Promise<Response> {
  const current = await caches.open(CACHE);
  const options = { ignoreSearch: true };
  const kept = (await current.match(request, options)) ?? (await caches.match(request, options));
  const response = kept ?? (await fetch(request));
  if (response.type !== "basic" && response.type !== "default") return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(PLAYGROUND_HEADERS)) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
