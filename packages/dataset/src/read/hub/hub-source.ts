// Data sets of the Hugging Face Hub: which files they have, and where these lie on this machine.

import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { datasetInfo, downloadFile, HubApiError, listFiles } from "@huggingface/hub";
import { NewsclfError } from "@newsclf-internal/errors";
import { quoteText } from "../../escape-text.ts";
import { filesOnCard } from "./_dataset-card.ts";
import { findAbsent, findCached, isAbsent, noteSnapshot, type Snapshot } from "./_hub-cache.ts";
import { chooseHubFiles, type HubName, isIncomplete, parseHubName } from "./_hub-files.ts";
import type { HubOptions } from "./hub-options.ts";

/** The branch onto which the hub itself converts every public data set. */
const CONVERTED = "refs/convert/parquet";

const CARD = "README.md";

/**
 * Paths of the files of `hf://owner/name[@revision][/config][:split]`, downloaded if they are not there yet. Files that the
 * author put up come first; where none fits, the hub's own conversion to Parquet is taken.
 *
 * @throws NewsclfError `FILE_HUB` (name, network, server), `FILE_MISSING`, `FILE_ACCESS`, `FILE_OFFLINE`.
 */
export async function downloadFromHub(source: string, options: HubOptions): Promise<string[]> {
  if (options.cacheDir === undefined) throw new TypeError("readExamples: hf:// sources need the option hub.cacheDir");
  const name = parseHubName(source);
  checkToken(source, options);
  let available: string[] = [];
  let missing: string | undefined;
  for (const revision of name.revision === undefined ? ["main", CONVERTED] : [name.revision]) {
    const snapshot = await withHubErrors(source, () => findSnapshot(name, revision, options));
    if (snapshot === undefined) continue;
    const card = await readCard(source, name, snapshot, options);
    const chosen = filesOnCard(card, snapshot.files, name) ?? chooseHubFiles(snapshot.files, name);
    const absent = options.offline ? await findAbsent(snapshot.folder, chosen) : undefined;
    missing ??= absent;
    if (chosen.length > 0 && absent === undefined && !(options.offline && isIncomplete(chosen))) {
      const paths: string[] = [];
      for (const file of chosen) {
        paths.push(await withHubErrors(source, () => fetchFile(name, snapshot, file, options)));
      }
      return paths;
    }
    available = [...available, ...snapshot.files];
  }
  if (options.offline) {
    const lacks = missing === undefined ? "is not in the cache" : `lacks ${quoteText(missing)} in the cache`;
    throw new NewsclfError("FILE_OFFLINE", `${lacks}, and newsclf is offline`, {
      place: source,
      fix: "unset HF_HUB_OFFLINE, or download it first",
    });
  }
  const shown = available.slice(0, 10).join(", ");
  throw new NewsclfError("FILE_MISSING", `no data files for this configuration and split; found ${shown || "none"}`, {
    place: source,
    fix: "hf://owner/name/config:split",
  });
}

/** README.md; empty where there is none. */
async function readCard(source: string, name: HubName, snapshot: Snapshot, options: HubOptions): Promise<string> {
  if (!snapshot.files.includes(CARD)) return "";
  const path = await withHubErrors(source, () => fetchFile(name, snapshot, CARD, options));
  return readFile(path, "utf8").catch(() => "");
}

async function findSnapshot(
  { dataset }: HubName,
  revision: string,
  options: HubOptions,
): Promise<Snapshot | undefined> {
  const root = join(options.cacheDir!, `datasets--${dataset.replace("/", "--")}`);
  if (options.offline) return findCached(root, revision);
  const access = accessOf(options);
  let commit: string;
  try {
    ({ sha: commit } = await datasetInfo({ name: dataset, revision, additionalFields: ["sha"], ...access }));
  } catch (error) {
    // Not every data set has been converted.
    if (revision === CONVERTED && (error as HubApiError).statusCode === 404) return undefined;
    throw error;
  }
  if (!/^[0-9a-f]{40}$/.test(commit)) throw new Error(`the hub names the commit "${commit}"`);
  const files: string[] = [];
  const repo = { type: "dataset", name: dataset } as const;
  for await (const entry of listFiles({ repo, revision: commit, recursive: true, ...access })) {
    if (entry.type === "file") files.push(entry.path);
  }
  return noteSnapshot(root, revision, commit, files.sort());
}

async function fetchFile(
  { dataset }: HubName,
  { commit, folder }: Snapshot,
  file: string,
  options: HubOptions,
): Promise<string> {
  if (file.split(/[/\\]/).includes("..")) throw new Error(`the hub names the file "${file}"`);
  const path = join(folder, file);
  if (options.offline || !(await isAbsent(path))) return path;
  const repo = { type: "dataset", name: dataset } as const;
  const blob = await downloadFile({ repo, path: file, revision: commit, ...accessOf(options) });
  if (blob === null) throw new Error(`the hub does not have "${file}"`);
  await mkdir(dirname(path), { recursive: true });
  // Under its name only when it is whole.
  const incomplete = `${path}.${randomUUID()}.incomplete`;
  await pipeline(Readable.fromWeb(blob.stream() as ReadableStream), createWriteStream(incomplete));
  await rename(incomplete, path);
  return path;
}

/** The library refuses other tokens with an error that looks like one of the network. */
function checkToken(place: string, { token = "", offline }: HubOptions): void {
  if (offline || token === "" || token.startsWith("hf_")) return;
  const fix = "set HF_TOKEN to a token of https://huggingface.co/settings/tokens, or unset it";
  throw new NewsclfError("FILE_ACCESS", "the access token does not begin with hf_", { place, fix });
}

/** The options as the library takes them. */
interface Access {
  accessToken?: string;
  hubUrl?: string;
  fetch?: typeof fetch;
}

function accessOf({ token, hubUrl, fetch: own }: HubOptions): Access {
  return {
    ...(token !== undefined && token !== "" && { accessToken: token }),
    ...(hubUrl !== undefined && { hubUrl }),
    ...(own !== undefined && { fetch: own }),
  };
}

async function withHubErrors<T>(source: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    const status = cause instanceof HubApiError ? cause.statusCode : undefined;
    const details = { place: source, cause };
    if (status === 401 || status === 403) {
      const page = `https://huggingface.co/datasets/${parseHubName(source).dataset}`;
      const fix = `look at ${page}: if it is there and private or gated, accept its conditions and set the access token`;
      throw new NewsclfError("FILE_ACCESS", "the hub does not let us see it, or it does not exist", {
        ...details,
        fix,
      });
    }
    if (status === 404) throw new NewsclfError("FILE_MISSING", "no such data set or revision on the hub", details);
    // fetch itself says "fetch failed", and why only one level down.
    const { message, cause: reason } = cause as Error;
    const why = reason instanceof Error && reason.message !== "" ? `${message}, ${reason.message}` : message;
    throw new NewsclfError("FILE_HUB", `cannot get it from the hub: ${why}`, {
      ...details,
      fix: "check the network, or set HF_HUB_OFFLINE=1 to use what was downloaded before",
    });
  }
}
