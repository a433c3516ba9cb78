export { NewsclfError } from "@newsclf-internal/errors";
export { joinMpi, type MpiGroup } from "./join-mpi.ts";
