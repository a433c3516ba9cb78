// The options that choose what computes.

import { type BackendInfo, type SomeSettings, selectBackend } from "@newsclf/classifier/node";
import { typedIn } from "./_typed-in.ts";

export type EngineOptions = Pick<SomeSettings, "backend" | "threads">;

export function selectEngine({ backend = "auto", threads }: EngineOptions): Promise<BackendInfo> {
  return selectBackend(backend, threads ?? undefined, { projectFolder: typedIn().cwd });
}
