import { expectTypeOf, test } from "vitest";
import {
  createServer,
  type EngineName,
  type LimitName,
  type Limits,
  type ListenOptions,
  type ReloadResult,
  type ServedModel,
  type Server,
  type ServerAddress,
  type ServerOptions,
} from "../src/index.ts";

test("a server is made of options, and listens, reloads and closes", () => {
  expectTypeOf(createServer).parameters.toEqualTypeOf<[options: ServerOptions]>();
  expectTypeOf(createServer).returns.toEqualTypeOf<Server>();
  expectTypeOf<Server["listen"]>().toEqualTypeOf<(options?: ListenOptions) => Promise<ServerAddress>>();
  expectTypeOf<Server["reload"]>().returns.resolves.toEqualTypeOf<readonly ReloadResult[]>();
  expectTypeOf<Server["close"]>().returns.resolves.toBeVoid();
});

test("only models are needed", () => {
  expectTypeOf<{ models: ServedModel[] }>().toExtend<ServerOptions>();
  expectTypeOf<ServerOptions["engine"]>().toEqualTypeOf<EngineName | undefined>();
  expectTypeOf<Limits>().toEqualTypeOf<Readonly<Record<LimitName, number>>>();
});
