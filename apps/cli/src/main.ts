#!/usr/bin/env node

// argv to a command. A command is loaded when it is asked for.

import { NewsclfError } from "@newsclf-internal/errors";
import { exitStatus, formatError } from "./print/error.ts";
import { createProgram } from "./program.ts";

// A reader that has seen enough (`newsclf predict | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  fail(new NewsclfError("WRITE_FAILED", `standard output: ${error.code}`));
  process.exit();
});

// Progress that nobody reads must not stop training.
process.stderr.on("error", () => {});

const args = process.argv.slice(2);
try {
  await createProgram().parseAsync(args, { from: "user" });
} catch (error) {
  fail(error);
}

function fail(error: unknown): void {
  process.exitCode = exitStatus(error);
  process.stderr.write(formatError(error, { json: args.includes("--json") }));
}
