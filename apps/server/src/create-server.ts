// A server: threads, models, an app and a socket, from listen to close.

import { once } from "node:events";
import type { Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import { NewsclfError, sentence, setting } from "@newsclf-internal/errors";
import { createApp } from "./http/create-app.ts";
import { createListener } from "./http/create-listener.ts";
import { HttpError } from "./http/http-error.ts";
import { isToken } from "./http/token.ts";
import { type Limits, resolveLimits } from "./limits.ts";
import { createMetrics } from "./metrics.ts";
import { createModels, type ReloadResult, type ServedModel } from "./models/models.ts";
import type { EngineName } from "./pool/messages.ts";
import { createPool, type Pool } from "./pool/pool.ts";
import type { Services } from "./routes/route.ts";

export interface ServerOptions {
  /**
   * The first answers `POST /predict` that names none. Nothing of a request is ever a path. At least one, unless the playground is
   * all that is served.
   */
  readonly models?: readonly ServedModel[] | undefined;
  /**
   * Whether `/playground/` is a page that trains in the browser. It needs no token, since its files are the same for everybody.
   * Default false.
   */
  readonly playground?: boolean | undefined;
  /** What relative folders are relative to. Default: the working directory. */
  readonly cwd?: string | undefined;
  /** Letters, digits and `-._~+/`, perhaps with `=` at the end. Asked as `Authorization: Bearer` of every request but those for health. Default: none is needed. */
  readonly token?: string | undefined;
  /** The origin whose pages may ask, such as `https://example.org`; `*` for all. Default: none. */
  readonly cors?: string | undefined;
  /** Default `auto`: native code where it is there, else WebAssembly. */
  readonly engine?: EngineName | undefined;
  /** Those that are not to have their default; see `LIMITS`. */
  readonly limits?: Partial<Limits> | undefined;
  /** Hears of what no client is to blame for: a thread that ended, a request that became a 500. Default: nobody. */
  readonly onProblem?: ((error: unknown) => void) | undefined;
}

export interface ListenOptions {
  /** Default `127.0.0.1`: this machine alone. */
  readonly host?: string | undefined;
  /** 0 for any that is free, which is the default. */
  readonly port?: number | undefined;
  /** Called when connections are taken, which is before the models are loaded: health is answered from then on. */
  readonly onListening?: ((address: ServerAddress) => void) | undefined;
}

export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  /** `http://127.0.0.1:8080`. */
  readonly url: string;
}

export interface Server {
  /**
   * Takes connections, then loads the models; resolves when all can be asked. Once.
   *
   * @throws NewsclfError of the MODEL, FILE or ENGINE family, and Node's error for an address that cannot be had; then nothing
   * listens any more.
   */
  listen(options?: ListenOptions): Promise<ServerAddress>;
  /** Reads every model folder again. One that cannot be used leaves the model before in service, and says so in its result. */
  reload(): Promise<readonly ReloadResult[]>;
  /** Takes no more connections, answers what was asked, at most `drainTimeoutMs` long, and ends the threads. */
  close(): Promise<void>;
}

/**
 * @throws NewsclfError `CONFIG` for nothing to serve, and for names of models that are wrong or there twice.
 * @throws RangeError for limits out of range, and for a token that no client can send.
 */
export function createServer(options: ServerOptions): Server {
  const { models: served = [], playground, token, cors, engine = "auto", onProblem = () => {} } = options;
  const { cwd = process.cwd() } = options;
  if (token !== undefined && !isToken(token)) {
    throw new RangeError("createServer: expected token to be letters, digits and -._~+/, perhaps with = at the end");
  }
  if (served.length === 0 && !playground) {
    throw new NewsclfError("CONFIG", "there is no model to serve", {
      fix: sentence`${setting("model", "<folder>")}, or ${setting("playground")}`,
    });
  }
  const limits = resolveLimits(options.limits ?? {}, availableParallelism());
  const metrics = createMetrics();
  let pool: Pool | undefined;
  let http: HttpServer | undefined;
  let closing: Promise<void> | undefined;
  const getPool = (): Pool => {
    if (pool !== undefined) return pool;
    throw new HttpError(503, "NOT_LOADED", "the models are not loaded yet", { retryAfter: 1 });
  };
  const models = createModels(served, getPool, cwd);
  const services: Services = {
    ...{ limits, models, metrics, pool: getPool, hasToken: token !== undefined },
    isClosing: () => closing !== undefined,
  };
  const app = createApp(services, { token, cors, playground, onProblem });

  const load = async (): Promise<void> => {
    // Threads have nothing to do where there is only the playground.
    if (served.length === 0) return;
    pool = await createPool(limits, engine, { onBatch: () => metrics.countBatch(), onProblem });
    // Closed while the threads were starting.
    if (closing !== undefined) await pool.close();
    const failed = (await models.reload()).find(({ error }) => error !== undefined);
    if (failed !== undefined) throw failed.error;
  };
  const close = async (): Promise<void> => {
    if (http?.listening) {
      const closed = once(http, "close");
      http.close();
      const timer = setTimeout(() => http?.closeAllConnections(), limits.drainTimeoutMs);
      await closed;
      clearTimeout(timer);
    }
    await pool?.close();
  };
  return {
    async listen({ host = "127.0.0.1", port = 0, onListening } = {}) {
      if (http !== undefined) throw new Error("listen: the server was listening before; create another");
      http = createListener(app, onProblem);
      http.listen(port, host);
      await once(http, "listening");
      const address = describeAddress(http.address() as AddressInfo);
      onListening?.(address);
      try {
        await load();
      } catch (error) {
        await this.close();
        throw error;
      }
      return address;
    },
    async reload() {
      const results = await models.reload();
      for (const { error } of results) metrics.countReload(error === undefined);
      return results;
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function describeAddress({ address, port, family }: AddressInfo): ServerAddress {
  return { host: address, port, url: `http://${family === "IPv6" ? `[${address}]` : address}:${port}` };
}
