// The options that choose what computes.

import { type BackendInfo, type Settings, selectBackend } from "@newsclf/classifier/node";
import { typedIn } from "./_typed-in.ts";

export type EngineOptions = Pick<Settings, "backend" | "threads">;

export function selectEngine({ backend, threads }: EngineOptions): Promise<BackendInfo> {
  return selectBackend(backend, threads ?? undefined, { projectFolder: typedIn().cwd });
}
