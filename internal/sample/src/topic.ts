// What the generator knows about one category.

/** The phrases of one category. Every phrase may hold `{slots}`, see `phrases.ts`. */
export interface Topic {
  /** As it stands in the `category` column. */
  readonly name: string;
  /** Names of the categories whose phrases may stray into texts of this one. */
  readonly neighbours: readonly string[];
  /** Singular noun phrases, lower-case article first. */
  readonly actors: readonly string[];
  /** Plural noun phrases, lower-case article first. */
  readonly groups: readonly string[];
  /** Verb phrases, third person singular, past. */
  readonly actions: readonly string[];
  /** Noun phrases of any number; only ever an object, so that no verb has to agree. */
  readonly themes: readonly string[];
  /** Whole sentences without the final stop. */
  readonly details: readonly string[];
}
