import type { Topic } from "../topic.ts";
import { ciencia } from "./ciencia.ts";
import { deportes } from "./deportes.ts";
import { economia } from "./economia.ts";
import { entretenimiento } from "./entretenimiento.ts";
import { politica } from "./politica.ts";
import { salud } from "./salud.ts";
import { tecnologia } from "./tecnologia.ts";

/** Alphabetical. */
export const TOPICS: readonly Topic[] = [ciencia, deportes, economia, entretenimiento, politica, salud, tecnologia];
