// The same for Node: reads model folders on disk.

import type { Engine } from "@newsclf/kernels/engine";
import { decodeFrozen, type FrozenModel } from "./decode-frozen.ts";
import { folderReader } from "./files/folder-reader.ts";

/** Reads a model folder. Throws a `NewsclfError`: see `decodeModel`; `FILE_ACCESS` where the disk refuses. */
export function loadFrozen(folder: string, engine: Engine): Promise<FrozenModel> {
  return decodeFrozen(folderReader(folder), engine);
}

export * from "./inference.ts";
