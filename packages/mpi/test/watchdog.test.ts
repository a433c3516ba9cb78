import { expect, test } from "vitest";
import { Heard, SILENCE_MS } from "../src/watchdog.ts";

const STEP = SILENCE_MS / 4;

test("names who has been silent for too long", () => {
  const heard = new Heard<string>(0);
  heard.hear("a", 0);
  heard.hear("b", 0);
  for (let now = 0; now <= SILENCE_MS; now += STEP) {
    heard.hear("a", now);
    expect(heard.silent(now)).toBeUndefined();
  }

  expect(heard.silent(SILENCE_MS + STEP)).toBe("b");
});

test("does not miss who has left", () => {
  const heard = new Heard<string>(0);
  heard.hear("a", 0);
  heard.forget("a");
  for (let now = 0; now <= 3 * SILENCE_MS; now += STEP) expect(heard.silent(now)).toBeUndefined();
});

test("who has slept gives the others time to be heard", () => {
  const heard = new Heard<string>(0);
  heard.hear("a", 0);

  expect(heard.silent(100 * SILENCE_MS)).toBeUndefined();
  for (let i = 1; i <= 4; i++) expect(heard.silent(100 * SILENCE_MS + i * STEP)).toBeUndefined();
  expect(heard.silent(100 * SILENCE_MS + 5 * STEP)).toBe("a");
});
