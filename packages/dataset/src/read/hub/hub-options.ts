// How the hub is reached.

import { join } from "node:path";

/** How to reach the hub; {@link hubOptionsFromEnv} makes it from the usual variables. */
export interface HubOptions {
  /** Folder that keeps what was downloaded. Needed. */
  readonly cacheDir?: string | undefined;
  /** Access token, for private and gated data sets. */
  readonly token?: string | undefined;
  /** Use the cache alone. Default false. */
  readonly offline?: boolean | undefined;
  /** Default `https://huggingface.co`. */
  readonly hubUrl?: string | undefined;
  /** Default: the global one. */
  readonly fetch?: typeof fetch | undefined;
}

export function isHubSource(source: string): boolean {
  return source.startsWith("hf://");
}

/** Options as Hugging Face's libraries take them: `HF_TOKEN`, `HF_HUB_OFFLINE`, `HF_ENDPOINT`, `HF_HUB_CACHE`, `HF_HOME`. */
export function hubOptionsFromEnv(env: Readonly<Record<string, string | undefined>>, homeDir: string): HubOptions {
  const home = env.HF_HOME ?? join(env.XDG_CACHE_HOME ?? join(homeDir, ".cache"), "huggingface");
  return {
    cacheDir: env.HF_HUB_CACHE ?? join(home, "hub"),
    token: env.HF_TOKEN,
    offline: /^(1|on|yes|true)$/i.test(env.HF_HUB_OFFLINE ?? ""),
    hubUrl: env.HF_ENDPOINT,
  };
}
