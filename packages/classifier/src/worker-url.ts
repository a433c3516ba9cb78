// Where the built worker lies.
//
// Not in node/: the path is that of the built file too, which is as deep below the package.

export const WORKER_URL = new URL("../dist/job-worker.js", import.meta.url);
