// Real servers on free ports of this machine, with small models of texts in memory.

import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GivenSettings, saveClassifier, trainClassifier } from "@newsclf/classifier/node";
import { afterAll, beforeAll } from "vitest";
import { createServer, type Server, type ServerAddress, type ServerOptions } from "../src/index.ts";

const WORDS = {
  sport: ["team", "goal", "match", "league"],
  economy: ["bank", "market", "price", "trade"],
  science: ["planet", "cell", "energy", "atom"],
};

interface Labelled<Label> {
  readonly texts: readonly string[];
  readonly labels: readonly Label[];
}

/** 90 texts of three classes that are easy to tell apart. */
export const NEWS: Labelled<string> = (() => {
  const rows = Object.entries(WORDS).flatMap(([label, words]) =>
    Array.from({ length: 30 }, (_, i) => {
      const pick = (k: number): string => words[(i + k) % words.length]!;
      return { label, text: `the ${pick(0)} and the ${pick(1)}, report ${i}` };
    }),
  );
  return { texts: rows.map(({ text }) => text), labels: rows.map(({ label }) => label) };
})();

/** 120 texts, each with the words of one class, of two, or of none. */
export const MIXED: Labelled<readonly string[]> = (() => {
  const names = Object.keys(WORDS) as (keyof typeof WORDS)[];
  const rows = Array.from({ length: 120 }, (_, i) => {
    const labels = [[0], [1], [2], [0, 1], [1, 2], []][i % 6]!.map((c) => names[c]!);
    const words = labels.flatMap((label) => [0, 1].map((k) => WORDS[label][(i + k) % 4]!));
    return { labels, text: `the ${words.join(" and ")} report ${i} of the day` };
  });
  return { texts: rows.map(({ text }) => text), labels: rows.map(({ labels }) => labels) };
})();

/** A model of n-grams that takes a moment. */
const NGRAMS: GivenSettings = { parts: ["ngrams"], backend: "wasm", threads: 1, checks: false };

/** Both parts, small. */
export const BOTH: GivenSettings = {
  ...{ embeddingSize: 8, hiddenSize: 8, numEpochs: 6, batchSize: 8, minFrequency: 1, learningRate: 0.05 },
  parts: ["lstm", "ngrams"],
};

export async function trainModel(
  folder: string,
  source: Labelled<string> | Labelled<readonly string[]> = NEWS,
  settings: GivenSettings = {},
): Promise<void> {
  const { classifier } = await trainClassifier(source, { ...NGRAMS, ...settings });
  await saveClassifier(folder, classifier);
}

/** A folder that the tests of a file share; `make` fills it before them. */
export function useFolder(make: (folder: string) => Promise<void>): { readonly path: string } {
  const folder = { path: "" };
  beforeAll(async () => {
    folder.path = mkdtempSync(join(tmpdir(), "newsclf-server-"));
    await make(folder.path);
  });
  afterAll(() => rmSync(folder.path, { recursive: true, force: true }));
  return folder;
}

export interface Running extends ServerAddress {
  readonly server: Server;
  /** What no client was to blame for. */
  readonly problems: unknown[];
  /** Posts JSON; a string is sent as it is. */
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Reply>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: what it is the test says.
  readonly body: any;
}

export async function start(options: ServerOptions): Promise<Running> {
  const problems: unknown[] = [];
  const server = createServer({ onProblem: (error) => problems.push(error), ...options });
  const address = await server.listen();
  return { ...address, server, problems, ...client(address.url) };
}

/** The server of a file's tests, with a model `news` in the folder of that name, closed after them. */
export function useServer(
  folder: { readonly path: string },
  options: Partial<ServerOptions> = {},
): { readonly running: Running } {
  const used: { running: Running } = { running: undefined as never };
  beforeAll(async () => {
    used.running = await start({
      models: [{ name: "news", folder: "news" }],
      cwd: folder.path,
      ...options,
      limits: { workers: 1, ...options.limits },
    });
  });
  afterAll(() => used.running?.server.close());
  return used;
}

export function client(url: string): Pick<Running, "post" | "get"> {
  const read = async (response: Response): Promise<Reply> => {
    const text = await response.text();
    const isJson = response.headers.get("content-type") === "application/json" && text !== "";
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  return {
    async post(path, body, headers = { "content-type": "application/json" }) {
      const sent = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
      return read(await fetch(url + path, { method: "POST", headers, body: sent as string }));
    },
    async get(path, headers = {}) {
      return read(await fetch(url + path, { headers }));
    },
  };
}

/** Milliseconds after which a connection on which nothing comes is given up. */
const PATIENCE_MS = 2000;

/**
 * Sends bytes as they are, and resolves to all that came until the server ended the connection; to nothing if it did not answer.
 *
 * @param parts - Sent one after the other; a function is awaited in between.
 */
export function sendRaw(port: number, ...parts: readonly (string | Uint8Array | (() => unknown))[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let received = "";
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on("data", (data) => {
      received += data.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(received));
    socket.on("connect", async () => {
      for (const part of parts) {
        if (typeof part === "function") await part();
        else socket.write(part);
      }
    });
  });
}

/** A whole request, after which the server ends the connection. */
export function rawRequest(head: string, body: string | Uint8Array = ""): Uint8Array {
  const bytes = Buffer.from(body);
  const length = /^(?:content-length|transfer-encoding):/imu.test(head) ? "" : `Content-Length: ${bytes.length}\r\n`;
  return Buffer.concat([Buffer.from(`${head}Host: localhost\r\nConnection: close\r\n${length}\r\n`, "latin1"), bytes]);
}
