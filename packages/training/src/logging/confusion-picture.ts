// The confusion matrix as a picture: gold classes down, predicted ones across; the darker, the larger the cell's share of its row.

import type { Confusion } from "@newsclf/evaluation";
import { CHARACTER_HEIGHT, CHARACTER_WIDTH, drawText } from "./bitmap-font.ts";
import type { Picture } from "./png.ts";

/** With more classes there is no room for names and counts. */
const MAX_NAMED = 30;
/** With more the picture is no use. */
const MAX_CLASSES = 1000;
/** Pixels a pixel of a letter. */
const SCALE = 2;
const LINE = SCALE * (CHARACTER_HEIGHT + 4);
const LETTER = SCALE * CHARACTER_WIDTH;
const MAX_NAME = 24;
/** Of a side, without names. */
const SIZE = 800;

type Color = readonly [red: number, green: number, blue: number];
const BLACK: Color = [0, 0, 0];
const WHITE: Color = [255, 255, 255];
const FULL: Color = [8, 64, 129];

/** Undefined with more classes than pixels would show. */
export function drawConfusions(confusions: readonly Confusion[], classNames: readonly string[]): Picture | undefined {
  const numClasses = classNames.length;
  if (numClasses > MAX_CLASSES) return undefined;
  const isNamed = numClasses <= MAX_NAMED;
  const names = isNamed ? classNames.map((name, c) => `${c + 1} ${showable(name)}`) : [];
  const longestCount = Math.max(...confusions.map(({ count }) => String(count).length), 2);
  const cell = isNamed
    ? { width: (longestCount + 1) * LETTER, height: LINE }
    : { width: Math.ceil(SIZE / numClasses), height: Math.ceil(SIZE / numClasses) };
  const left = isNamed ? (Math.max(...names.map(({ length }) => length), CORNER.length) + 1) * LETTER : 0;
  const top = isNamed ? LINE : 0;
  const canvas = createCanvas(left + numClasses * cell.width, top + numClasses * cell.height);

  const numGold = classNames.map(() => 0);
  for (const { gold, count } of confusions) numGold[gold]! += count;
  for (const { gold, predicted, count } of confusions) {
    const share = count / numGold[gold]!;
    const [x, y] = [left + predicted * cell.width, top + gold * cell.height];
    canvas.fill(x, y, cell.width, cell.height, mix(share));
    if (isNamed) canvas.write(x, y, String(count), share > 0.5 ? WHITE : BLACK);
  }
  if (isNamed) canvas.write(0, 0, CORNER, BLACK);
  names.forEach((name, c) => {
    canvas.write(0, top + c * cell.height, name, BLACK);
    canvas.write(left + c * cell.width, 0, String(c + 1), BLACK);
  });
  return canvas.picture;
}

const CORNER = "gold \\ predicted";

/** Other scripts go by their numbers. */
function showable(name: string): string {
  const short = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 2)}..` : name;
  return drawText(short) === undefined ? "" : short;
}

/** @param share - In `[0, 1]`; a cell with anything in it is not white. */
function mix(share: number): Color {
  const part = 0.08 + 0.92 * share;
  return [0, 1, 2].map((i) => Math.round(255 + part * (FULL[i]! - 255))) as unknown as Color;
}

/** White paper. */
function createCanvas(width: number, height: number) {
  const pixels = new Uint8Array(width * height * 3).fill(255);
  const fill = (left: number, top: number, across: number, down: number, color: Color): void => {
    for (let y = top; y < top + down; y++) {
      for (let x = left; x < left + across; x++) pixels.set(color, (y * width + x) * 3);
    }
  };
  return {
    picture: { width, height, pixels } satisfies Picture,
    fill,
    /** In a line whose top left corner is given. */
    write(left: number, top: number, text: string, color: Color): void {
      for (const [x, y] of drawText(text)!) {
        fill(left + LETTER / 2 + x * SCALE, top + 2 * SCALE + y * SCALE, SCALE, SCALE, color);
      }
    },
  };
}
