/** A type in words; `name` is that of an object which is described further down. */
export type TypeView = { readonly text: string; readonly name: string | null };

/** A field, or a parameter, as the reference shows it. */
export type FieldView = {
  readonly name: string;
  readonly type: TypeView;
  readonly required: boolean;
  readonly words: string;
};

/** A form that a value may take, and its fields if it is an object. */
export type ShapeView = { readonly type: TypeView; readonly fields: readonly FieldView[] };

export type ExampleView = { readonly title: string; readonly json: string };

export type EndpointView = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly words: string;
  readonly open: boolean;
  readonly needs: readonly { readonly action: string; readonly resource: string }[];
  readonly parameters: readonly (FieldView & { readonly place: string })[];
  /** A body takes one of these forms. */
  readonly bodies: readonly ShapeView[];
  readonly curl: string;
  readonly examples: readonly ExampleView[];
  readonly answers: readonly { readonly status: string; readonly words: string; readonly type: TypeView | null }[];
  readonly answer: string | null;
};

/** The reference of the API: rooms of endpoints, and the objects that they take and answer with. */
export type ReferenceView = {
  readonly origin: string;
  readonly introduction: readonly string[];
  readonly rooms: readonly {
    readonly name: string;
    readonly words: string;
    readonly endpoints: readonly EndpointView[];
  }[];
  readonly objects: readonly { readonly name: string; readonly shapes: readonly ShapeView[] }[];
};
