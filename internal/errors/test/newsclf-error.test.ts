import { expect, test, vi } from "vitest";
import { NewsclfError, sentence, setting } from "../src/index.ts";

const flag = ({ setting, value }: { setting: string; value?: unknown }): string =>
  `--${setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}${value === undefined ? "" : ` ${value}`}`;

test("writes settings as a TypeScript caller does", () => {
  const error = new NewsclfError("CONFIG", sentence`${setting("batchSize")} 64 > 10 rows`, {
    fix: sentence`lower ${setting("batchSize", 10)}`,
  });

  expect(error.message).toBe("batchSize 64 > 10 rows");
  expect(error.fix).toBe("lower batchSize: 10");
});

test("writes settings in the form of a front end", () => {
  const error = new NewsclfError("CONFIG", sentence`${setting("batchSize")} 64 > 10 rows`, {
    fix: sentence`${setting("batchSize", 10)} or less`,
  });

  expect(error.describe(flag)).toEqual({ message: "--batch-size 64 > 10 rows", fix: "--batch-size 10 or less" });
});

test("leaves words that only look like a setting alone", () => {
  const error = new NewsclfError("CSV_NO_COLUMN", 'no column "batchSize"');

  expect(error.describe(flag).message).toBe('no column "batchSize"');
});

test("knows the errors of another copy of itself, and no others", async () => {
  vi.resetModules();
  const copy = await import("../src/index.ts");

  expect(copy.NewsclfError).not.toBe(NewsclfError);
  expect(new copy.NewsclfError("CONFIG", "no") instanceof NewsclfError).toBe(true);
  expect(new Error("no") instanceof NewsclfError).toBe(false);
  expect((null as unknown as object) instanceof NewsclfError).toBe(false);
});

test("shows no more than is known where nobody catches it", () => {
  const error = new NewsclfError("CONFIG", "no", { fix: "yes" });

  expect(Object.keys(error).sort()).toEqual(["code", "fix", "name"]);
});

test("takes a place from whoever knows it and keeps the rest", () => {
  const cause = new Error("disk");
  const error = new NewsclfError("WRITE_FAILED", "cannot write", { fix: "free space", cause });
  error.more = 3;
  const placed = error.at("runs/x");

  expect(placed).toMatchObject({ code: "WRITE_FAILED", place: "runs/x", fix: "free space", cause, more: 3 });
});
