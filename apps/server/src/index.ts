export { NewsclfError } from "@newsclf-internal/errors";
export {
  createServer,
  type ListenOptions,
  type Server,
  type ServerAddress,
  type ServerOptions,
} from "./create-server.ts";
export type { Limit, LimitName, Limits } from "./limits.ts";
export type { ReloadResult, ServedModel } from "./models/models.ts";
export type { EngineName } from "./pool/messages.ts";
export { version } from "./version.ts";
