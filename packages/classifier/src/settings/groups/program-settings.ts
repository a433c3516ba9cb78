// The settings of the program, whatever is trained.

import { inGroup } from "../group.ts";
import { choice, flag, integer, orNone } from "../setting.ts";

const program = inGroup("Program");

export const PROGRAM_SETTINGS = {
  checks: program(flag(), {
    about: "check the data before training",
    aboutOff: "train without checking the data first",
    default: true,
  }),
  csvSafe: program(flag(), {
    about: "disarm cells of predictions.csv and errors.csv that spreadsheets would run as formulas",
    default: false,
  }),
  backend: program(choice(["auto", "gpu", "native", "wasm", "tensorflow", "reference"]), {
    about: "compute engine; gpu and tensorflow need a package of their own",
    default: "auto",
  }),
  threads: program(orNone(integer(1, 64)), {
    about: "threads that compute, at most 64",
    default: null,
    defaultText: "one a core",
  }),
};
