// For servers: where the built page is, and what a server should say with its files.

export { PLAYGROUND_HEADERS } from "./headers.ts";

/** The built page. Whatever is below it may be sent to everybody. */
export const playgroundFolder: URL = new URL("../dist/page/", import.meta.url);
