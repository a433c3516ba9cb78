// The same for Node: reads model folders on disk.

export { folderReader } from "./files/folder-reader.ts";
export * from "./inference.ts";
