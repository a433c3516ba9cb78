export { NewsclfError } from "@newsclf-internal/errors";
export { type JoinOptions, joinMpi, type MpiGroup } from "./join-mpi.ts";
