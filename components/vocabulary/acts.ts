import type { Act } from "@/components/ui/use-act";
import type { VocabularyChange, VocabularyPreview, VocabularyView } from "@/lib/vocabulary/view";

/** The doors to the vocabulary. */
export type VocabularyActs = {
  readonly preview: Act<VocabularyPreview>;
  readonly import: Act<VocabularyView>;
  readonly previewRemoval: Act<VocabularyChange>;
  readonly remove: Act<VocabularyView>;
};
