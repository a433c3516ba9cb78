// Writes cpp/generated/operations.h from the table in src/engines/operations.ts.
//
//   node scripts/generate-operations.mjs [--check]
//
// With --check it writes nothing, and fails if the file is not what it would write.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { readOperations } from "./_read-operations.mjs";

const HEADER = fileURLToPath(new URL("../cpp/generated/operations.h", import.meta.url));

const TYPES = { size: "Index", number: "double", flag: "bool" };

const text = writeHeader(await readOperations());
if (!process.argv.includes("--check")) {
  mkdirSync(dirname(HEADER), { recursive: true });
  writeFileSync(HEADER, text);
} else if (!existsSync(HEADER) || readFileSync(HEADER, "utf8") !== text) {
  console.error("cpp/generated/operations.h is not what src/engines/operations.ts says: run pnpm generate");
  process.exitCode = 1;
}

function writeHeader({ OPERATIONS, ENUMERATIONS }) {
  const operations = Object.entries(OPERATIONS);
  const owners = new Map();
  const structures = operations.map(([name, scalars]) => {
    const owner = owners.get(scalars);
    if (owner !== undefined) return `using ${structureOf(name)} = ${structureOf(owner)};`;
    owners.set(scalars, name);
    return writeStructure(name, Object.entries(scalars), ENUMERATIONS);
  });
  return `// Written by scripts/generate-operations.mjs from src/engines/operations.ts: change that, and run pnpm generate.
#pragma once
#include "args.h"

namespace {

${Object.entries(ENUMERATIONS)
  .map(([name, values]) => `enum class ${name} { ${values.map((value) => value.toUpperCase()).join(", ")} };`)
  .join("\n")}

${structures.join("\n\n")}

}  // namespace

/** Calls \`X(function, structure of its scalars)\` for each operation, in the order of their numbers. */
#define FOR_EACH_OPERATION(X) \\
${operations.map(([name]) => `  X(${name}, ${structureOf(name)})`).join(" \\\n")}
`;
}

function writeStructure(name, scalars, enumerations) {
  const fields = scalars.map(([scalar, kind]) => `  ${TYPES[kind] ?? kind} ${scalar};`);
  const reads = scalars.map(([scalar, kind], i) => {
    if (kind in enumerations) return `${scalar}((${kind})args.choice(${i}, ${enumerations[kind].length}))`;
    return `${scalar}(args.${kind}(${i}))`;
  });
  const structure = structureOf(name);
  return `struct ${structure} {\n${fields.join("\n")}\n\n  explicit ${structure}(Args& args)\n      : ${reads.join(",\n        ")} {}\n};`;
}

function structureOf(operation) {
  return `${operation[0].toUpperCase()}${operation.slice(1)}Scalars`;
}
