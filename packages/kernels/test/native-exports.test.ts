// The addon of this machine, where there is one for Linux.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const pathOf = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const ADDON = pathOf(`dist/native/linux-${process.arch}.node`);
const canRead = existsSync(ADDON) && spawnSync("objdump", ["--version"]).status === 0;

test.runIf(canRead)("exports its entry alone, so that no other addon gets its C++ library", () => {
  const { stdout } = spawnSync(process.execPath, [pathOf("scripts/check-native.mjs"), ADDON], { encoding: "utf8" });

  // Which glibc it needs is that of this machine.
  expect(stdout).toMatch(/^exports napi_register_module_v1, node_api_module_get_api_version_v1; needs glibc 2\./);
});
