// Whether an addon for Linux runs where Node.js does: it needs a C library of 2.28 at most, and shows nothing but its entry.
// Usage: node scripts/check-native.mjs FILE

import { spawnSync } from "node:child_process";

/** Of Debian 10 and Red Hat 8: Node.js 20 itself needs it. */
const GLIBC = [2, 28];
const EXPORTS = ["napi_register_module_v1", "node_api_module_get_api_version_v1"];

const { stdout, status, error } = spawnSync("objdump", ["-T", process.argv[2]], { encoding: "utf8" });
if (status !== 0) throw error ?? new Error(`objdump failed on ${process.argv[2]}`);
const lines = stdout.split("\n").filter((line) => /^[0-9a-f]{8}/.test(line));
const shown = lines.filter((line) => !line.includes("*UND*")).map((line) => line.split(/\s+/).at(-1));
const others = shown.filter((name) => !EXPORTS.includes(name));
if (others.length > 0) throw new Error(`exports ${others.slice(0, 5).join(", ")}`);
const versions = [...stdout.matchAll(/GLIBC_(\d+)\.(\d+)/g)].map(([, major, minor]) => [Number(major), Number(minor)]);
const newest = versions.sort(([a, b], [c, d]) => c - a || d - b)[0];
const isOld = newest[0] < GLIBC[0] || (newest[0] === GLIBC[0] && newest[1] <= GLIBC[1]);
console.log(`exports ${shown.join(", ")}; needs glibc ${newest.join(".")}`);
if (!isOld) throw new Error(`needs glibc ${newest.join(".")}, and ${GLIBC.join(".")} is what there may be`);
