// Word vectors that were trained elsewhere: those of the training texts' words, and the first of the file.

// As a whole: bundlers take a bare `createRequire` for theirs, and what it is asked for here is in no bundle.
import module from "node:module";
import { join } from "node:path";
import type { WordVectors } from "@newsclf/dataset";
import { readWordVectors } from "@newsclf/dataset/node";
import { NewsclfError } from "@newsclf-internal/errors";
import type { Rows } from "../data/rows.ts";
import { fitVocabulary } from "../data/tokenise-rows.ts";
import type { OnProgress } from "../progress.ts";
import type { Settings } from "../settings/settings.ts";
import { nameSource, resolvePath, type Surroundings } from "./surroundings.ts";

const NPM = "npm:";

/**
 * Undefined where the settings name no file.
 *
 * @throws NewsclfError `VECTORS_MISSING` for a package that is not installed; else as `readWordVectors`.
 */
export async function readVectors(
  rows: Rows,
  settings: Settings,
  hooks: Surroundings & { readonly onProgress?: OnProgress | undefined },
): Promise<WordVectors | undefined> {
  const { vectors: source, vectorWords } = settings;
  if (source === null || source === "lsa") return undefined;
  const path = source.startsWith(NPM) ? resolvePackage(source.slice(NPM.length), hooks) : resolvePath(source, hooks);
  // A word that the texts have once is worth an id if it has a vector.
  const all = { ...settings, minFrequency: 1, maxVocabSize: Number.MAX_SAFE_INTEGER, hashBuckets: 0 };
  const ofTexts = new Set(fitVocabulary(rows, all).tokenizer.vocab);
  const step = `reading ${source.startsWith(NPM) ? source : nameSource(path)}`;
  return readWordVectors(
    path,
    (word, rank) => rank < vectorWords || ofTexts.has(word),
    (done, total) => hooks.onProgress?.({ step, done, total }),
  );
}

/** The file that a package of the person's project gives; nothing of it is run. */
function resolvePackage(name: string, surroundings: Surroundings): string {
  try {
    return module.createRequire(join(resolvePath(".", surroundings), "package.json")).resolve(name);
  } catch (cause) {
    throw new NewsclfError("VECTORS_MISSING", `${name} is not installed`, { fix: `npm install ${name}`, cause });
  }
}
