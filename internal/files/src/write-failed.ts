import { NewsclfError } from "@newsclf-internal/errors";

/** The system refuses to write `path`. */
export function writeFailed(path: string, cause: unknown): NewsclfError {
  const reason = (cause as NodeJS.ErrnoException).code ?? (cause instanceof Error ? cause.message : String(cause));
  return new NewsclfError("WRITE_FAILED", `cannot write: ${reason}`, {
    place: path,
    fix: "free space, or choose another folder",
    cause,
  });
}
