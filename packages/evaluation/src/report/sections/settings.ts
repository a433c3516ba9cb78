// What the run was asked for.

import { table } from "../table.ts";
import type { CreateSection } from "./section.ts";

export const settings: CreateSection = ({ settings }) => {
  const rows = Object.entries(settings).map(([name, value]) => [
    name,
    value === null || value === undefined ? "none" : JSON.stringify(value),
  ]);
  const content = table({ label: "Settings", header: ["setting", "value"], rows, isNumber: () => false });
  return { id: "settings", title: "Settings", content };
};
