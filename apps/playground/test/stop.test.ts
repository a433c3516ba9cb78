// Training with the LSTM, and its end before the end.

import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { CHROMIUM, isTrained, readSample, startTraining, useSession } from "./_session.ts";

/** Faster than a person, for whom all may be over by the last click. */
async function clickAtOnce(page: Page, ...names: readonly string[]): Promise<void> {
  await page.evaluate((names) => {
    const buttons = [...document.querySelectorAll("button")];
    for (const name of names) buttons.find(({ textContent }) => textContent === name)!.click();
  }, names);
}

/** Small, and still long enough to be stopped. */
const SMALL = { hiddenSize: "8", maxLength: "16", numEpochs: "2", folds: "2" };

describe.runIf(CHROMIUM)("in Chromium", () => {
  const used = useSession();

  test("ends with nothing where nothing is whole yet, and says so", async () => {
    const { page } = used.current;
    await readSample(used.current);
    await page.locator("#preset-fast").check();
    await clickAtOnce(page, "Train", "Stop");

    await page.getByText("Stopped before any part of the model was whole").waitFor();
    expect(await page.getByRole("button", { name: "Train", exact: true }).isEnabled()).toBe(true);
    expect(await page.locator("#result").textContent()).toContain("After training");
  });

  test("keeps what is whole when the LSTM is stopped", async () => {
    const { page } = used.current;
    await startTraining(used.current, "default", { ...SMALL, numEpochs: "50" });
    await page.getByText("Training the LSTM").waitFor();
    await page.locator("#training .chart").first().waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await isTrained(page);

    expect(await page.locator("#result .verdict").textContent()).toContain("Training was stopped before its end");
  });

  test("draws loss and accuracy of each epoch", async () => {
    const { page } = used.current;
    await startTraining(used.current, "default", SMALL);
    await page.getByText("Trained: LSTM and n-grams").waitFor();
    const charts = await page.locator("#training .chart").evaluateAll((all) => all.map((chart) => chart.ariaLabel));

    expect(charts).toEqual([
      expect.stringMatching(/^loss by epoch; so far: train [\d.]+, out-of-fold [\d.]+$/u),
      expect.stringMatching(/^accuracy by epoch; so far: train \d+\s%, out-of-fold \d+\s%$/u),
    ]);
    expect(await page.locator("#training .chart").first().locator("circle").count()).toBe(4);
    expect(await page.locator("#result .verdict").textContent()).toContain("Without the LSTM");
  });

  test("reaches a training that waits for an answer", async () => {
    const { page } = used.current;
    await page.getByLabel("A text").fill("el equipo ganó");
    await clickAtOnce(page, "Classify", "Train", "Stop");

    await page.getByText("Stopped before any part of the model was whole").waitFor();
  });

  test("shows what a preset sets, and leaves alone what was set by hand", async () => {
    const { page } = used.current;
    const shown = (): Promise<(string | null)[]> =>
      Promise.all(
        ["folds", "hiddenSize", "numEpochs"].map((name) => page.locator(`#${name}`).getAttribute("placeholder")),
      );
    const before = await shown();
    await page.locator("#preset-notebook").check();

    expect(before).toEqual(["3", "64", "automatic"]);
    expect(await shown()).toEqual(["none", "128", "10"]);
    expect(await page.locator("#duplicates").inputValue()).toBe("keep");
    expect(await page.locator("#hiddenSize").inputValue()).toBe("8");
    await page.locator("#preset-default").check();
    expect(await page.locator("#duplicates").inputValue()).toBe("together");
  });

  test("says what is wrong with a setting, by its name", async () => {
    const { page } = used.current;
    await startTraining(used.current, "default", { hiddenSize: "0" });

    await expect
      .poll(() => page.locator("#training [role=alert]").textContent())
      .toContain("hiddenSize: expected an integer in 1..4096, found 0");
  });
});
