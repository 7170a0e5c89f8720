import type { CatalogueAction } from "./action";
import type { Catalogue, ResourceKind } from "./catalogue";

/**
 * A type of resource of the services behind the gateway, as an account wrote it down. `type` is its types without names,
 * `api:path`; `example` one resource of it in full.
 */
export type VocabularyType = {
  readonly type: string;
  readonly label: string;
  readonly singular: string;
  readonly example?: string;
  readonly actions: readonly CatalogueAction[];
};
export type Vocabulary = readonly VocabularyType[];

/** A vocabulary as kinds that stand in a catalogue beside the built-in ones (see `catalogueWith`). */
export function kindsOf(vocabulary: Vocabulary): Catalogue {
  return vocabulary.map(({ type, ...words }): ResourceKind => ({ key: type, specifier: everyNameOf(type), ...words }));
}

const everyNameOf = (type: string) =>
  type
    .split(":")
    .map((each) => `${each}/*`)
    .join(":");
