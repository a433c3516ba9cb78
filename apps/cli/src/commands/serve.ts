// newsclf serve: models over HTTP, until a signal ends it.

import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { createServer, type EngineName, type Limits, type ServedModel, type Server } from "@newsclf/server";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { formatError } from "../print/error.ts";
import { typedIn } from "./_typed-in.ts";

export interface ServeCommand {
  readonly playground?: boolean;
  readonly host: string;
  readonly port: number;
  readonly tokenFile?: string;
  readonly cors?: string;
  readonly backend: EngineName;
  readonly limits: Partial<Limits>;
  readonly json?: boolean;
}

/** 128 and the number of the signal, as shells have it. */
const EXIT_STATUS = { SIGINT: 130, SIGTERM: 143 } as const;

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/u;

/** @param written - `folder` or `name=folder`. */
export async function serve(written: readonly string[], command: ServeCommand): Promise<void> {
  const { playground, host, port, cors, backend, limits, json } = command;
  const { cwd } = typedIn();
  const models = written.map((text) => parseModel(text, cwd));
  const token = await readToken(command.tokenFile, cwd);
  const server = createServer({ models, playground, cwd, token, cors, engine: backend, limits, onProblem: say });
  const stop = closeOnSignal(server);
  const listening = server.listen({ host, port }).catch((error: unknown) => {
    // Closed by a signal before it was ready.
    if (stop.isClosing()) return undefined;
    throw explain(error, host, port);
  });
  reloadOnSignal(server, listening);
  const address = await listening;
  if (address !== undefined) {
    const { url } = address;
    const page = playground ? `${url}/playground/` : undefined;
    if (json) process.stdout.write(`${JSON.stringify({ url, models, ...(page && { playground: page }) })}\n`);
    else {
      if (models.length > 0) process.stderr.write(`serving ${models.map(({ name }) => name).join(", ")} on ${url}\n`);
      if (page) process.stderr.write(`serving the playground on ${page}\n`);
    }
    if (token === undefined && models.length > 0 && !LOOPBACK.test(host)) {
      process.stderr.write(`warning: whoever reaches ${host} may ask\n  fix: --token-file <file>, or NEWSCLF_TOKEN\n`);
    }
  }
  await stop.closed;
}

function parseModel(written: string, cwd: string): ServedModel {
  const [, name, folder] = /^([^=/\\]+)=(.+)$/su.exec(written) ?? [];
  if (name !== undefined) return { name, folder: folder! };
  return { name: basename(resolve(cwd, written)), folder: written };
}

/** Never from the command line, which other users of the machine can read. */
async function readToken(file: string | undefined, cwd: string): Promise<string | undefined> {
  const place = file ?? "NEWSCLF_TOKEN";
  const given = file === undefined ? process.env.NEWSCLF_TOKEN : await readText(file, cwd);
  if (given === undefined) return undefined;
  const token = given.trim();
  if (/^[\w.~+/-]+=*$/u.test(token)) return token;
  const message = token === "" ? "holds no token" : "holds what no token can be";
  const fix = "use letters, digits and -._~+/, such as those of: openssl rand -hex 32";
  throw new NewsclfError("CONFIG", message, { place, fix });
}

async function readText(file: string, cwd: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, file), "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new NewsclfError("FILE_MISSING", "no such file", { place: file, cause });
    throw new NewsclfError("FILE_ACCESS", String(code), { place: file, cause });
  }
}

/** After the first signal the server is closed; another ends the process at once. */
function closeOnSignal(server: Server): { readonly closed: Promise<void>; isClosing(): boolean } {
  let isClosing = false;
  const closed = new Promise<void>((resolve, reject) => {
    for (const [signal, status] of Object.entries(EXIT_STATUS)) {
      process.on(signal, () => {
        if (isClosing) process.exit(status);
        isClosing = true;
        process.stderr.write("closing; once more ends it at once\n");
        server.close().then(resolve, reject);
      });
    }
  });
  return { closed, isClosing: () => isClosing };
}

/** Before the server is ready the signal waits. */
function reloadOnSignal(server: Server, listening: Promise<unknown>): void {
  process.on("SIGHUP", async () => {
    await listening.catch(() => {});
    for (const { name, version, error } of await server.reload()) {
      if (error === undefined) process.stderr.write(`reloaded ${name}: ${version}\n`);
      else process.stderr.write(`${formatError(error, { json: false })}  ${name} stays at ${version}\n`);
    }
  });
}

function say(error: unknown): void {
  const isThread = error instanceof Error && error.name === "ThreadLost";
  process.stderr.write(
    isThread ? `warning: ${error.message}; starting another\n` : formatError(error, { json: false }),
  );
}

/** What keeps a server from an address, in words. */
function explain(error: unknown, host: string, port: number): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== "listen" && syscall !== "getaddrinfo") return error;
  const message = code === "EADDRINUSE" ? "another program listens there" : String(code);
  const fix = sentence`another ${setting("port")}, or ${setting("port", 0)} for any that is free`;
  return new NewsclfError("CONFIG", message, { place: `${host}:${port}`, fix, cause: error });
}
