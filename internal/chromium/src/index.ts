export { findChromium, type Page, runPage } from "./run-page.ts";
