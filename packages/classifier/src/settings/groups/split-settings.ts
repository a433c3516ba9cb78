// The settings that say which row is trained on, and which one is measured on.

import { inGroup } from "../group.ts";
import { choice, integer, optional, shares, text } from "../setting.ts";

const splits = inGroup("Splits");

export const SPLIT_SETTINGS = {
  seed: splits(integer(0), { about: "selects split, order, weights and dropout", default: 0 }),
  split: splits(shares(), {
    about: "train/validation/test shares; validation rows say when to stop, and are trained on by refit alone",
    default: [0.9, 0, 0.1],
  }),
  splitMethod: splits(choice(["stratified", "random", "hash", "time", "group", "column"]), {
    about: "how rows are split",
    default: "stratified",
  }),
  splitColumn: splits(optional(text("name")), {
    about: "column of the times, groups or split names, for these methods",
    default: null,
  }),
  duplicates: splits(choice(["together", "keep", "drop", "drop-conflicting"], "action"), {
    about:
      "equal texts: together in one split or fold; keep: as they come; drop: only the first; drop-conflicting: that, and none with two labels",
    default: "together",
  }),
};
