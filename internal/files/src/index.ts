export { appendLine } from "./append-line.ts";
export { readBytes } from "./read-bytes.ts";
export { saveFile } from "./save-file.ts";
export { saveFolder } from "./save-folder.ts";
export { writeFailed } from "./write-failed.ts";
