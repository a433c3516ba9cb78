// A model as files: a zip to download, a zip or a folder to open.

import { createTextClassifier, NewsclfError, selectBackend } from "@newsclf/classifier";
import { decodeModel, encodeModel } from "@newsclf/model";
import { type Unzipped, unzipSync, zipSync } from "fflate";
import type { ModelFile, ModelInfo } from "../protocol.ts";
import { keepClassifier, keptClassifier } from "./kept.ts";
import { modelInfo } from "./model-info.ts";

/** The folder that the zip makes. */
const FOLDER = "model";
const MANIFEST = "manifest.json";
/** Bytes of a file in a zip: more than any model has, less than what ends the page. */
const MAX_BYTES = 2 ** 30;

export async function saveModel(): Promise<Uint8Array<ArrayBuffer>> {
  const files = await encodeModel(keptClassifier().model);
  return zipSync(Object.fromEntries(Array.from(files, ([name, bytes]) => [`${FOLDER}/${name}`, bytes])));
}

export async function openModel({ files }: { readonly files: readonly ModelFile[] }): Promise<ModelInfo> {
  const [first] = files;
  const read = files.length === 1 && !first!.path.endsWith(MANIFEST) ? await fromZip(first!.file) : fromFolder(files);
  // Threads of its own, where it may have some; else what trained before goes on.
  await selectBackend("auto");
  const classifier = createTextClassifier(await decodeModel(read));
  keepClassifier(classifier);
  return modelInfo(classifier);
}

/** @returns What reads a file of the model by its name. */
function fromFolder(files: readonly ModelFile[]): (name: string) => Promise<Uint8Array | undefined> {
  const folder = folderOf(files.map(({ path }) => path));
  return async (name) => {
    const found = files.find(({ path }) => path === folder + name);
    return found && new Uint8Array(await found.file.arrayBuffer());
  };
}

async function fromZip(file: File): Promise<(name: string) => Promise<Uint8Array | undefined>> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const unzip = (isWanted: (path: string) => boolean): Unzipped => {
    try {
      return unzipSync(bytes, { filter: ({ name, originalSize }) => isWanted(name) && originalSize <= MAX_BYTES });
    } catch (cause) {
      const fix = "choose the zip of a model folder, or the folder itself";
      throw new NewsclfError("MODEL_ZIP", "this is no zip that can be read", { place: file.name, fix, cause });
    }
  };
  const paths: string[] = [];
  unzip((path) => {
    paths.push(path);
    return false;
  });
  const folder = folderOf(paths);
  return async (name) => unzip((path) => path === folder + name)[folder + name];
}

/** The folder that holds a model, with the slash at its end; the outermost where there are several. */
function folderOf(paths: readonly string[]): string {
  const manifests = paths.filter((path) => `/${path}`.endsWith(`/${MANIFEST}`)).sort((a, b) => a.length - b.length);
  return manifests[0]?.slice(0, -MANIFEST.length) ?? "";
}
