// Phrases that every category shares, and the `{slots}` that any phrase may hold.

import type { Rng } from "./rng.ts";

const WOMEN = ["Ana", "Lucía", "Carmen", "Inés", "Valentina", "Rocío", "Sofía", "Belén", "Noemí", "Teresa", "Ximena"];
const MEN = ["Andrés", "Tomás", "Iván", "Joaquín", "Mateo", "Raúl", "Óscar", "Germán", "Hugo", "Martín", "Simón"];
const SURNAMES = [
  "Aguirre",
  "Benítez",
  "Cáceres",
  "Durán",
  "Echeverría",
  "Fuentes",
  "Galán",
  "Ibáñez",
  "Lozano",
  "Márquez",
  "Núñez",
  "Ordóñez",
  "Peña",
  "Quiroga",
  "Rincón",
  "Saldaña",
  "Téllez",
  "Urrutia",
  "Vázquez",
  "Zúñiga",
];
const CITIES = [
  "Madrid",
  "Bogotá",
  "Lima",
  "Córdoba",
  "Málaga",
  "Valparaíso",
  "Mérida",
  "Quito",
  "Asunción",
  "Medellín",
  "Montevideo",
  "León",
  "Cádiz",
  "Guayaquil",
  "Rosario",
  "San José",
  "La Paz",
  "Oviedo",
];
const MONTHS = ["enero", "marzo", "abril", "mayo", "junio", "julio", "septiembre", "octubre", "noviembre", "diciembre"];
const CREATURES = ["murciélago", "orquídea", "pez abisal", "rana", "escarabajo", "pingüino", "helecho", "pulpo"];

/** Names of media that do not exist. */
export const SOURCES: readonly string[] = [
  "El Faro del Sur",
  "La Gaceta del Valle",
  "Diario Ribera",
  "Radio Horizonte",
  "El Mirador",
  "Noticias Ñandú",
  "Crónica Andina",
  "La Plaza Digital",
];

const WHEN = [
  "ayer",
  "este lunes",
  "este miércoles",
  "este jueves",
  "la semana pasada",
  "el pasado fin de semana",
  "a primera hora",
  "en {month}",
  "el {smallCount} de {month}",
];

/** First sentences; they show what the text is about. */
export const LEADS: readonly string[] = [
  "{actor} {action} {when}",
  "{actor} {action}",
  "{when}, {actor} {action} en {city}",
  "en {city}, {actor} {action}",
  "{city}, {month}. {actor} {action}",
  "tras {duration} de trabajo, {actor} {action}",
  "según {source}, {actor} {action}",
  "{actor}, que venía de estudiar {theme}, {action}",
  "no hubo sorpresas: {actor} {action}",
  "{action}; así resumió la jornada {actor}",
];

/** Further sentences that carry the category's own words. */
export const BODIES: readonly string[] = [
  "{detail}",
  "{detail}",
  "{detail}, según {source}",
  "{detail}; {detail}",
  "{person} recordó que {detail}",
  "para {groups}, lo más importante ahora es {theme}",
  "{groups} siguen de cerca {theme}",
  "el próximo paso, dijo {person}, será hablar de {theme}",
  '"{detail}", explicó {person}',
  "¿qué pasará con {theme}? Nadie lo sabe todavía",
];

/** Further sentences that could stand in any text. */
export const FILLERS: readonly string[] = [
  "la decisión generó un largo debate en {city}",
  "el plan cuenta con {money} y un plazo de {duration}",
  "{person} no quiso responder a las preguntas de {source}",
  "el anuncio sorprendió a buena parte de la ciudad",
  "cerca del {percent} de los encuestados apoya la medida",
  "la noticia llegó después de {duration} de espera",
  "el informe completo tiene {count} páginas",
  "{person} agradeció el apoyo de sus compañeros",
  "habrá una reunión en {city} antes de {month}",
  "fue, en palabras de {person}, un día para recordar",
  "unas {count} personas siguieron el acto por internet",
  "las cifras se conocerán en {month}",
  "el público esperaba otro resultado",
  "los responsables prometieron más transparencia y mejores datos",
  "todavía falta la firma de {person}",
];

/** Actors, actions, themes and details that several categories might print. */
export const COMMON = {
  actor: [
    "la universidad de {city}",
    "un grupo de vecinos de {city}",
    "la fundación {surname}",
    "el portavoz {man}",
    "la directora {woman}",
    "un equipo internacional",
    "la empresa {surname}",
    "el comité de expertos",
    "el ayuntamiento de {city}",
    "la presidenta de la asociación",
    "el director del centro",
    "la organización",
  ],
  action: [
    "presentó un informe sobre {theme}",
    "anunció cambios que afectan a {groups}",
    "invirtió {money} en {theme}",
    "pidió cautela ante {theme}",
    "reunió a {count} personas para hablar de {theme}",
    "respondió a las críticas de {groups}",
    "abrió una investigación sobre {theme}",
    "publicó los resultados de una encuesta entre {groups}",
    "explicó en una entrevista por qué le preocupa {theme}",
    "firmó un acuerdo con {groups}",
    "suspendió la presentación prevista en {city}",
    "celebró {smallCount} años de trabajo con {groups}",
  ],
  theme: [
    "el nuevo reglamento",
    "la crisis de este año",
    "el futuro del sector",
    "la falta de personal",
    "los derechos de las mujeres",
    "la próxima temporada",
    "el cambio climático",
    "la educación de los jóvenes",
    "el proyecto de {city}",
    "la seguridad de los menores",
  ],
  detail: [
    "los resultados superaron lo esperado",
    "el proyecto costará {money}",
    "hay diferencias entre regiones",
    "la demanda creció un {percent} desde {month}",
    "faltan recursos y sobran promesas",
    "la lista definitiva se cerrará en {month}",
    "el equipo trabajó sin descanso durante {duration}",
    "el número de casos bajó un {percent}",
    "la red de colaboradores llega a {city}",
    "el programa tendrá {smallCount} etapas",
  ],
} as const;

/** Sentences that betray, without proving it, whether a text is fake. */
export const LABEL_CUES: Readonly<Record<"fake" | "real", readonly string[]>> = {
  fake: [
    "comparta este mensaje antes de que lo borren",
    "los grandes medios lo ocultan",
    "una cadena anónima lo confirma todo",
    "nadie se atreve a contar la verdad",
    "el video ya es viral y los expertos callan",
    "un testigo secreto asegura tener las pruebas",
  ],
  real: [
    "{source} pudo verificar los documentos",
    "la información fue confirmada por dos fuentes oficiales",
    "los datos se pueden consultar en el registro público",
    "un comunicado oficial recoge todos los detalles",
    "la otra parte, consultada por {source}, dio su versión",
    "el registro de {city} guarda una copia del expediente",
  ],
};

/** Headlines; no final stop. */
export const TITLES: readonly string[] = [
  "{actor} {action}",
  "claves para entender {theme}",
  "{city} debate sobre {theme}",
  "{groups}, pendientes de {theme}",
  "{detail}",
  "nuevas dudas sobre {theme}",
];

/** Fillers of the slots that mean the same in every text. */
export const SLOTS: Readonly<Record<string, (rng: Rng) => string>> = {
  woman: (rng) => `${rng.pick(WOMEN)} ${rng.pick(SURNAMES)}`,
  man: (rng) => `${rng.pick(MEN)} ${rng.pick(SURNAMES)}`,
  person: (rng) => `${rng.pick(rng.chance(50) ? WOMEN : MEN)} ${rng.pick(SURNAMES)}`,
  surname: (rng) => rng.pick(SURNAMES),
  city: (rng) => rng.pick(CITIES),
  month: (rng) => rng.pick(MONTHS),
  creature: (rng) => rng.pick(CREATURES),
  source: (rng) => rng.pick(SOURCES),
  when: (rng) => rng.pick(WHEN),
  smallCount: (rng) => String(rng.between(3, 29)),
  count: (rng) => spanishInteger(rng.between(30, 9800)),
  percent: (rng) => `${rng.between(1, 89)}${rng.chance(40) ? `,${rng.between(1, 9)}` : ""} %`,
  money: (rng) => `${rng.between(2, 950)} ${rng.pick(["millones de euros", "millones de pesos", "mil dólares"])}`,
  duration: (rng) => `${rng.pick(["dos", "tres", "cuatro", "seis", "diez"])} ${rng.pick(["meses", "semanas", "años"])}`,
};

/** Groups of three digits with a point between them. */
function spanishInteger(value: number): string {
  return value < 1000 ? String(value) : `${Math.floor(value / 1000)}.${String(value % 1000).padStart(3, "0")}`;
}
