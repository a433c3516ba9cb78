// newsclf doctor: which compute engines would work here, and what is missing for the others.

import { describeBackend, diagnoseGpu } from "@newsclf/classifier/node";
import { describeError } from "../print/error.ts";
import { type EngineOptions, selectEngine } from "./_engine.ts";
import { typedIn } from "./_typed-in.ts";

const CHECKS = ["package", "binary", "library"] as const;
const GPU_CHECKS = ["cuda", "gpu"] as const;

export interface DoctorCommand {
  readonly settings: EngineOptions;
  readonly json?: boolean;
}

/** One line of the answer. */
interface Finding {
  readonly name: string;
  readonly status: "ok" | "missing" | "not checked";
  readonly message?: string;
  readonly code?: string;
  readonly fix?: string;
}

export async function doctor({ settings, json }: DoctorCommand): Promise<void> {
  const needsGpu = settings.backend !== "tensorflow";
  const { checks } = await diagnoseGpu(needsGpu, { projectFolder: typedIn().cwd });
  const findings: Finding[] = [
    { name: "node", status: "ok", message: `${process.version} on ${process.platform} ${process.arch}` },
    ...[...CHECKS, ...(needsGpu ? GPU_CHECKS : [])].map((name): Finding => {
      const check = checks.find((check) => check.name === name);
      if (check === undefined) return { name, status: "not checked" };
      const { isOk, message, code, fix } = check;
      return { name, status: isOk ? "ok" : "missing", message, ...(isOk ? {} : { code: code!, fix: fix! }) };
    }),
    await tryEngine(settings),
  ];
  if (findings.at(-1)!.status === "missing") process.exitCode = 2;
  process.stdout.write(json ? `${JSON.stringify({ checks: findings })}\n` : findings.map(formatFinding).join(""));
}

/** Whether the engine that was asked for can be used. */
async function tryEngine(settings: EngineOptions): Promise<Finding> {
  try {
    return { name: "engine", status: "ok", message: describeBackend(await selectEngine(settings)) };
  } catch (error) {
    const { error: message, code, fix } = describeError(error);
    return { name: "engine", status: "missing", message, code, ...(fix !== undefined && { fix }) };
  }
}

function formatFinding({ name, status, message, code, fix }: Finding): string {
  const text = [code === undefined ? undefined : `[${code}]`, message].filter(Boolean).join(" ");
  const line = `${name.padEnd(10)}${status.padEnd(13)}${text}`.trimEnd();
  return fix === undefined ? `${line}\n` : `${line}\n  fix: ${fix}\n`;
}
